import { useEffect, useState } from 'react';
import { type SecureView, secureView, turnSecureView } from './api';
import { useToasts } from './toasts';

/** Keeps those who may only look at a file from taking it away. */
export function SecureViewSwitch({ fileId }: { fileId: string }) {
  const [view, setView] = useState<SecureView>();
  const toasts = useToasts();

  useEffect(() => void secureView(fileId).then(setView, toasts.failed), [fileId, toasts]);
  if (!view) return null;

  const turn = (on: boolean) => {
    setView({ ...view, on });
    return turnSecureView(fileId, on).then(setView, (error: unknown) => {
      setView(view);
      toasts.failed(error);
    });
  };
  return (
    <section>
      <label>
        <input
          type="checkbox"
          data-testid="secure-view"
          checked={view.on}
          disabled={view.byTenant}
          onChange={(event) => void turn(event.currentTarget.checked)}
        />{' '}
        Only to look at
      </label>
      <p>
        Who may not edit it cannot download, print or copy it.
        {view.byTenant && ' Your organisation wants this of all files.'}
      </p>
    </section>
  );
}
