/** A code of an authenticator app; a recovery code fits, too, where one counts. */
export function CodeField({ label, autoFocus = false }: { label: string; autoFocus?: boolean }) {
  return (
    <label>
      {label}
      <input
        name="code"
        data-testid="code"
        data-again
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        autoFocus={autoFocus}
        required
      />
    </label>
  );
}

export const codeOf = (form: FormData) => form.get('code') as string;
