import { useCallback, useEffect, useState } from 'react';
import { type DeletedFile, listDeleted, restoreDeleted } from './api';
import { Drawer } from './drawer';
import { formatMoment, formatSize } from './format';
import { useToasts } from './toasts';

interface DeletedDrawerProps {
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

/** Files that were deleted, and their way back. */
export function DeletedDrawer({ onChanged, onClose }: DeletedDrawerProps) {
  const [files, setFiles] = useState<readonly DeletedFile[]>();
  const toasts = useToasts();
  const load = useCallback(() => listDeleted().then(setFiles, toasts.failed), [toasts]);
  useEffect(() => void load(), [load]);

  const restore = async ({ id }: DeletedFile) => {
    try {
      const { name } = await restoreDeleted(id);
      toasts.done(`“${name}” is back.`);
    } catch (error) {
      toasts.failed(error);
    }
    await Promise.all([load(), onChanged()]);
  };

  return (
    <Drawer
      name="deleted"
      title="Deleted files"
      about={<p>With all their versions, for as long as they are kept.</p>}
      onClose={onClose}
    >
      {files?.length === 0 && (
        <p className="nothing" data-testid="deleted-none">
          Nothing was deleted, or nothing of it is kept.
        </p>
      )}
      <ol className="versions">
        {files?.map((file) => (
          <DeletedRow key={file.id} file={file} onRestore={() => restore(file)} />
        ))}
      </ol>
    </Drawer>
  );
}

function DeletedRow({ file, onRestore }: { file: DeletedFile; onRestore: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const restore = async () => {
    setBusy(true);
    await onRestore();
    setBusy(false);
  };
  return (
    <li data-testid="deleted-row" data-file={file.id}>
      <div className="what">
        <strong>
          <bdi data-testid="deleted-name">{file.name}</bdi>
        </strong>
      </div>
      <p>
        Deleted {file.deletedByName !== undefined && <bdi>by {file.deletedByName}</bdi>}
        {' · '}
        <time dateTime={file.deletedAt}>{formatMoment(new Date(file.deletedAt))}</time>
        {' · '}
        {formatSize(file.size)}
      </p>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          data-testid="deleted-restore"
          disabled={busy}
          onClick={() => void restore()}
        >
          Restore
        </button>
      </div>
    </li>
  );
}
