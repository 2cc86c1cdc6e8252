import { type FormEvent, useEffect, useRef, useState } from 'react';

/** The name of a version as a field; an empty one takes the name away. */
export function LabelForm(props: {
  label: string;
  onSave: (label: string) => Promise<void>;
  onClose: () => void;
}) {
  const { label, onSave, onClose } = props;
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    void onSave(input.current!.value.trim()).finally(() => setBusy(false));
  };

  return (
    <form className="rename" onSubmit={submit}>
      <input
        ref={input}
        defaultValue={label}
        readOnly={busy}
        placeholder="For example: As sent to the printer"
        aria-label="Name of the version"
        data-testid="version-label-input"
        maxLength={200}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }}
      />
      <button type="submit" className="primary" data-testid="version-label-save" disabled={busy}>
        Save
      </button>
    </form>
  );
}
