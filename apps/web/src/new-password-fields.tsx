/** A new password, typed twice. */
export function NewPasswordFields({ autoFocus = false }: { autoFocus?: boolean }) {
  return (
    <>
      <label>
        New password
        <input
          name="password"
          type="password"
          data-testid="new-password"
          data-again
          autoComplete="new-password"
          autoFocus={autoFocus}
          required
        />
      </label>
      <label>
        The same again
        <input
          name="repeated"
          type="password"
          data-testid="new-password-again"
          autoComplete="new-password"
          required
        />
      </label>
    </>
  );
}

/** @throws Error a sentence for the person, where the two differ */
export function newPasswordOf(form: FormData): string {
  const password = form.get('password') as string;
  if (password !== form.get('repeated')) throw new Error('The two passwords are not the same.');
  return password;
}
