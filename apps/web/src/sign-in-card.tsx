import type { ReactNode } from 'react';
import { Brand } from './icons';
import { ProblemLine } from './problem-line';
import { useSubmission } from './use-submission';

interface SignInCardProps {
  readonly title: string;
  readonly action: string;
  readonly busyAction: string;
  readonly testId: string;
  readonly onSubmit: (form: FormData) => Promise<void>;
  /** The fields. */
  readonly children: ReactNode;
  /** Other ways to go on. */
  readonly below?: ReactNode;
}

/** One step of signing in: a page with a form and nothing else. */
export function SignInCard({
  title,
  action,
  busyAction,
  testId,
  onSubmit,
  children,
  below,
}: SignInCardProps) {
  const { problem, busy, submit } = useSubmission(onSubmit);
  return (
    <main className="sign-in">
      <Brand />
      <form className="card" data-testid={testId} onSubmit={submit}>
        <h1>{title}</h1>
        {children}
        <ProblemLine problem={problem} />
        <button type="submit" className="primary" data-testid="sign-in-submit" disabled={busy}>
          {busy ? busyAction : action}
        </button>
        {below}
      </form>
    </main>
  );
}
