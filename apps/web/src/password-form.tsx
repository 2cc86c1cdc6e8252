import { changePassword } from './api';
import { FormWithProblem } from './form-with-problem';
import { NewPasswordFields, newPasswordOf } from './new-password-fields';
import { useToasts } from './toasts';

/** Another password for whoever is signed in. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const toasts = useToasts();
  const change = async (form: FormData) => {
    await changePassword(form.get('present') as string, newPasswordOf(form));
    toasts.done('Your password is changed. Other sessions of yours have ended.');
    onDone();
  };
  return (
    <FormWithProblem action="Change" testId="password" onSubmit={change}>
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
    </FormWithProblem>
  );
}
