import { type Arrived, chooseFirstPassword } from './api';
import { NewPasswordFields, newPasswordOf } from './new-password-fields';
import { SignInCard } from './sign-in-card';

/** For whoever has signed in with a password that somebody else has set. */
export function NewPasswordPage({ login, onDone }: { login: string; onDone: (arrived: Arrived) => void }) {
  return (
    <SignInCard
      title="Choose a password"
      action="Go on"
      busyAction="Going on…"
      testId="new-password-form"
      onSubmit={async (form) => onDone(await chooseFirstPassword(newPasswordOf(form)))}
    >
      <p>
        Somebody else has set the one that you signed in with. At least 15 characters: several words do well.
      </p>
      <input hidden readOnly name="login" autoComplete="username" value={login} />
      <NewPasswordFields autoFocus />
    </SignInCard>
  );
}
