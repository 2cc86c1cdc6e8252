import type { ReactNode } from 'react';
import { ProblemLine } from './problem-line';
import { useSubmission } from './use-submission';

interface FormWithProblemProps {
  readonly action: string;
  readonly testId: string;
  readonly onSubmit: (form: FormData) => Promise<void>;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form in a dialogue, which says why it was refused. */
export function FormWithProblem({ action, testId, onSubmit, children }: FormWithProblemProps) {
  const { problem, busy, submit } = useSubmission(onSubmit);
  return (
    <form className="fields" data-testid={testId} onSubmit={submit}>
      {children}
      <ProblemLine problem={problem} />
      <div className="buttons">
        <button type="submit" className="primary" data-testid={`${testId}-submit`} disabled={busy}>
          {action}
        </button>
      </div>
    </form>
  );
}
