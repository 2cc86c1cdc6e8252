import { type Arrived, proveSecondFactor } from './api';
import { CodeField, codeOf } from './code-field';
import { SignInCard } from './sign-in-card';

/** Asks for the second factor. */
export function CodePage({ onDone }: { onDone: (arrived: Arrived) => void }) {
  return (
    <SignInCard
      title="One more step"
      action="Sign in"
      busyAction="Signing in…"
      testId="code-form"
      onSubmit={async (form) => onDone(await proveSecondFactor(codeOf(form)))}
    >
      <CodeField label="Code of your authenticator app, or a recovery code" autoFocus />
    </SignInCard>
  );
}
