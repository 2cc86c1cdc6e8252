import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Account, openIdUrl, signIn, signInMethods, type SignInMethods } from './api';
import { safeNext } from './format';
import { Brand, Icon } from './icons';

export function SignInPage({ onSignedIn }: { onSignedIn: (account: Account) => void }) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [methods, setMethods] = useState<SignInMethods>({});
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = 'Sign in · WOPI Gateway';
    signInMethods().then(setMethods, () => undefined);
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    try {
      onSignedIn(await signIn(form.get('login') as string, form.get('password') as string));
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
      password.current?.select();
    }
  };

  return (
    <main className="sign-in">
      <Brand />
      <form className="card" data-testid="sign-in-form" onSubmit={(event) => void submit(event)}>
        <h1>Sign in</h1>
        <label>
          Login
          <input
            name="login"
            data-testid="sign-in-login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
          />
        </label>
        <label>
          Password
          <input
            ref={password}
            name="password"
            type="password"
            data-testid="sign-in-password"
            autoComplete="current-password"
            required
          />
        </label>
        <div role="alert">
          {problem && (
            <p className="problem" data-testid="sign-in-problem">
              <Icon name="alert" /> {problem}
            </p>
          )}
        </div>
        <button type="submit" className="primary" data-testid="sign-in-submit" disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
        {methods.openId && (
          <a className="other-sign-in" data-testid="sign-in-openid" href={openIdUrl(whereTo())}>
            Sign in with {methods.openId.name}
          </a>
        )}
      </form>
    </main>
  );
}

/** Where the visitor wanted to be when the sign-in came in between. */
function whereTo(): string {
  if (location.pathname !== '/sign-in') return location.pathname + location.search;
  return safeNext(new URLSearchParams(location.search).get('next'), location.origin);
}
