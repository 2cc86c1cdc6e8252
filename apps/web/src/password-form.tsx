import { changePassword } from './api';
import { NewPasswordFields, newPasswordOf } from './new-password-fields';
import { ProblemLine } from './problem-line';
import { useToasts } from './toasts';
import { useSubmission } from './use-submission';

/** Another password for whoever is signed in. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const toasts = useToasts();
  const { problem, busy, submit } = useSubmission(async (form) => {
    await changePassword(form.get('present') as string, newPasswordOf(form));
    toasts.done('Your password is changed. Other sessions of yours have ended.');
    onDone();
  });
  return (
    <form className="fields" data-testid="password-form" onSubmit={submit}>
      <h2>Change the password</h2>
      <label>
        Present password
        <input
          name="present"
          type="password"
          data-testid="present-password"
          autoComplete="current-password"
          required
        />
      </label>
      <NewPasswordFields />
      <ProblemLine problem={problem} />
      <div className="buttons">
        <button type="submit" className="primary" data-testid="password-submit" disabled={busy}>
          Change
        </button>
      </div>
    </form>
  );
}
