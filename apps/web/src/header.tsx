import { AdminKeyButton } from './admin-key-button';
import { type Account, signOut } from './api';
import { Brand } from './icons';
import { SecurityButton } from './security-button';
import { useToasts } from './toasts';

/** Who is signed in, and the way out. */
export function Header({ account, onSignedOut }: { account: Account; onSignedOut: () => void }) {
  const toasts = useToasts();
  const left = (goOn: string | undefined) => {
    if (goOn === undefined) onSignedOut();
    else location.assign(goOn);
  };
  const leave = () => signOut().then(left, toasts.failed);
  return (
    <header className="top">
      <Brand />
      <span className="who" data-testid="user-name">
        {account.user.displayName}
      </span>
      <AdminKeyButton />
      {account.signedInBy === 'password' && <SecurityButton />}
      <button type="button" className="ghost" data-testid="sign-out" onClick={() => void leave()}>
        Sign out
      </button>
    </header>
  );
}
