import { useEffect, useState } from 'react';
import { type Arrived, openIdUrl, signIn, signInMethods, type SignInMethods } from './api';
import { safeNext } from './format';
import { SignInCard } from './sign-in-card';

export function SignInPage({ onSignedIn }: { onSignedIn: (arrived: Arrived) => void }) {
  const [methods, setMethods] = useState<SignInMethods>({});

  useEffect(() => {
    document.title = 'Sign in · WOPI Gateway';
    signInMethods().then(setMethods, () => undefined);
  }, []);

  return (
    <SignInCard
      title="Sign in"
      action="Sign in"
      busyAction="Signing in…"
      testId="sign-in-form"
      onSubmit={async (form) =>
        onSignedIn(await signIn(form.get('login') as string, form.get('password') as string))
      }
      below={
        methods.openId && (
          <a className="other-sign-in" data-testid="sign-in-openid" href={openIdUrl(whereTo())}>
            Sign in with {methods.openId.name}
          </a>
        )
      }
    >
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
          name="password"
          type="password"
          data-testid="sign-in-password"
          data-again
          autoComplete="current-password"
          required
        />
      </label>
    </SignInCard>
  );
}

/** Where the visitor wanted to be when the sign-in came in between. */
function whereTo(): string {
  if (location.pathname !== '/sign-in') return location.pathname + location.search;
  return safeNext(new URLSearchParams(location.search).get('next'), location.origin);
}
