import { useState } from 'react';
import { deleteFile, type FileSummary } from './api';
import { Confirm } from './dialog';
import { useToasts } from './toasts';

export function DeleteDialog(props: {
  file: FileSummary;
  onDeleted: () => Promise<void>;
  onClose: () => void;
}) {
  const { file, onDeleted, onClose } = props;
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();

  const confirm = async () => {
    setBusy(true);
    try {
      await deleteFile(file.id);
      toasts.done(`“${file.name}” is deleted.`);
      await onDeleted();
    } catch (error) {
      toasts.failed(error);
    }
    onClose();
  };

  return (
    <Confirm
      title="Delete this file?"
      sentence={
        <>
          <strong>
            <bdi>{file.name}</bdi>
          </strong>{' '}
          and its versions go to “Deleted files”, from where they can be restored as long as they are kept.
        </>
      }
      action="Delete"
      danger
      busy={busy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
