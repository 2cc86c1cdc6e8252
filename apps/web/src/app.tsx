import { useEffect, useState } from 'react';
import { type Arrived, ApiError, me, whenSignedOut } from './api';
import { FilesPage } from './files-page';
import { isServerPage, safeNext } from './format';
import { SignInPage } from './sign-in-page';
import { StepPage } from './step-page';
import { Toasts } from './toasts';

type Visitor = 'unknown' | 'stranger' | 'unreachable' | Arrived;

export function App() {
  const [visitor, setVisitor] = useState<Visitor>('unknown');

  useEffect(() => {
    whenSignedOut(() => setVisitor('stranger'));
    me().then(
      (account) => enter(account, setVisitor),
      (error: unknown) => {
        if (!(error instanceof ApiError && error.status === 401)) setVisitor('unreachable');
      },
    );
  }, []);

  return <Toasts>{pageOf(visitor, setVisitor)}</Toasts>;
}

function pageOf(visitor: Visitor, setVisitor: (visitor: Visitor) => void) {
  if (visitor === 'unknown') return null;
  if (visitor === 'unreachable') return <Unreachable />;
  if (visitor === 'stranger') return <SignInPage onSignedIn={(arrived) => enter(arrived, setVisitor)} />;
  if ('step' in visitor)
    return <StepPage key={visitor.step} visitor={visitor} onDone={(arrived) => enter(arrived, setVisitor)} />;
  return <FilesPage account={visitor} onSignedOut={() => setVisitor('stranger')} />;
}

/** Shows the files, or goes on to where the visitor wanted to be when the sign-in came in between. */
function enter(arrived: Arrived, setVisitor: (visitor: Visitor) => void): void {
  if (!('step' in arrived) && location.pathname === '/sign-in') {
    const next = safeNext(new URLSearchParams(location.search).get('next'), location.origin);
    if (isServerPage(next)) return location.replace(next);
    history.replaceState(null, '', next);
  }
  setVisitor(arrived);
}

function Unreachable() {
  return (
    <main className="centered">
      <h1>The server cannot be reached</h1>
      <p>Check the connection, or try again in a moment.</p>
      <button type="button" className="primary" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  );
}
