import { type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  readonly className: string;
  readonly label: string;
  readonly testId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialogue of the browser's own: keeps the focus inside, gives it back, closes on Escape and on a click beside it. */
export function Dialog({ className, label, testId, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current!;
    if (!opened.open) opened.showModal();
    return () => opened.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-label={label}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      {children}
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly sentence: ReactNode;
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that a person may not have meant. */
export function Confirm({ title, sentence, action, danger, busy, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog className="confirm" label={title} testId="confirm-dialog" onClose={onClose}>
      <h2>{title}</h2>
      <p>{sentence}</p>
      <div className="buttons">
        <button type="button" data-testid="confirm-cancel" onClick={onClose} autoFocus>
          Cancel
        </button>
        <button
          type="button"
          className={danger ? 'primary danger' : 'primary'}
          data-testid="confirm-accept"
          disabled={busy}
          onClick={onConfirm}
        >
          {action}
        </button>
      </div>
    </Dialog>
  );
}
