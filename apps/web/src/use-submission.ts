import { type FormEvent, useState } from 'react';

/** A form under way: whether it is being sent, and what came of the last try. */
export function useSubmission(work: (form: FormData) => Promise<void>) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setProblem(undefined);
    try {
      await work(new FormData(form));
    } catch (error) {
      setProblem((error as Error).message);
      form.querySelector<HTMLInputElement>('[data-again]')?.select();
    }
    setBusy(false);
  };

  return { problem, busy, submit: (event: FormEvent<HTMLFormElement>) => void submit(event) };
}
