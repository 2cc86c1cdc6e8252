import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type FileSummary, renameFile } from './api';
import { splitName } from './format';
import { useToasts } from './toasts';

/** The name as a field: Enter keeps the change, Escape or leaving the field does not. */
export function RenameForm(props: {
  file: FileSummary;
  onChanged: () => Promise<void>;
  onClose: () => void;
}) {
  const { file, onChanged, onClose } = props;
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const toasts = useToasts();

  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(0, splitName(file.name)[0].length);
  }, [file.name]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = input.current!.value.trim();
    if (name === '' || name === file.name) return onClose();
    setBusy(true);
    try {
      await renameFile(file.id, name);
      await onChanged();
      onClose();
    } catch (error) {
      toasts.failed(error);
      setBusy(false);
      input.current?.focus();
    }
  };

  const onBlur = ({ currentTarget, relatedTarget }: React.FocusEvent<HTMLFormElement>) => {
    if (!busy && !currentTarget.contains(relatedTarget)) onClose();
  };

  return (
    <form className="rename" onSubmit={(event) => void submit(event)} onBlur={onBlur}>
      <input
        ref={input}
        defaultValue={file.name}
        readOnly={busy}
        aria-label={`New name of ${file.name}`}
        data-testid="rename-input"
        spellCheck={false}
        maxLength={255}
        onKeyDown={({ key }) => key === 'Escape' && onClose()}
      />
      <button type="submit" className="primary" data-testid="rename-save" disabled={busy}>
        Rename
      </button>
    </form>
  );
}
