import { Icon } from './icons';

/** Why a form was refused; read aloud when it appears. */
export function ProblemLine({ problem }: { problem: string | undefined }) {
  return (
    <div role="alert">
      {problem && (
        <p className="problem" data-testid="form-problem">
          <Icon name="alert" /> {problem}
        </p>
      )}
    </div>
  );
}
