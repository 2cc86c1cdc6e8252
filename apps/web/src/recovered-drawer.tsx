import { useState } from 'react';
import { discardRecovered, type RecoveredSave, recoveredUrl, restoreRecovered } from './api';
import { Confirm } from './dialog';
import { Drawer } from './drawer';
import { formatMoment, formatSize } from './format';
import { useToasts } from './toasts';

interface RecoveredDrawerProps {
  readonly saves: readonly RecoveredSave[];
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

/** What people wrote and the server could not save into the files: to be looked at, restored, or thrown away. */
export function RecoveredDrawer({ saves, onChanged, onClose }: RecoveredDrawerProps) {
  const [doomed, setDoomed] = useState<RecoveredSave>();
  return (
    <Drawer
      name="recovered"
      title="Unsaved changes"
      about={<p>Text that an editor sent and that could not go into its file. It is kept here.</p>}
      onClose={onClose}
    >
      {saves.length === 0 && (
        <p className="nothing" data-testid="recovered-none">
          Nothing is waiting: everything that was written is in its file.
        </p>
      )}
      <ol className="versions">
        {saves.map((save) => (
          <RecoveredRow key={save.id} save={save} onChanged={onChanged} onDiscard={() => setDoomed(save)} />
        ))}
      </ol>
      {doomed && <DiscardDialog save={doomed} onDiscarded={onChanged} onClose={() => setDoomed(undefined)} />}
    </Drawer>
  );
}

function RecoveredRow(props: { save: RecoveredSave; onChanged: () => Promise<void>; onDiscard: () => void }) {
  const { save, onChanged, onDiscard } = props;
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();

  const restore = async (as: 'version' | 'file') => {
    setBusy(true);
    try {
      const { name } = await restoreRecovered(save.id, as);
      toasts.done(
        as === 'file' ? `The text is in “${name}”.` : `“${name}” has the text as its newest version.`,
      );
      await onChanged();
    } catch (error) {
      toasts.failed(error);
      setBusy(false);
    }
  };

  return (
    <li data-testid="recovered-row" data-recovered={save.id}>
      <div className="what">
        <strong>
          <bdi data-testid="recovered-name">{save.fileName}</bdi>
        </strong>
        {save.fileDeleted && <span className="badge">Deleted file</span>}
      </div>
      <p data-testid="recovered-reason">{REASONS[save.reason]}</p>
      <p>
        <bdi>{save.authorName}</bdi>
        {' · '}
        <time dateTime={save.createdAt}>{formatMoment(new Date(save.createdAt))}</time>
        {' · '}
        {formatSize(save.size)}
      </p>
      <div className="buttons">
        {!save.fileDeleted && (
          <button
            type="button"
            className="primary"
            data-testid="recovered-as-version"
            disabled={busy}
            onClick={() => void restore('version')}
          >
            Put into the file
          </button>
        )}
        <button
          type="button"
          data-testid="recovered-as-file"
          disabled={busy}
          onClick={() => void restore('file')}
        >
          Save as a new file
        </button>
        <a className="button" href={recoveredUrl(save.id)} download data-testid="recovered-download">
          Download
        </a>
        <button
          type="button"
          className="ghost"
          data-testid="recovered-discard"
          disabled={busy}
          onClick={onDiscard}
        >
          Discard
        </button>
      </div>
    </li>
  );
}

const REASONS: Record<RecoveredSave['reason'], string> = {
  lock_lost: 'The editor had lost its lock on the file, for example after a long break.',
  locked_by_other: 'The file was being edited by somebody else.',
  document_changed: 'The file had been changed elsewhere meanwhile.',
  file_deleted: 'The file had been deleted.',
  quota: 'There was no room left for it.',
  session_ended: 'The editing session had ended, or the right to edit was taken away.',
};

function DiscardDialog(props: {
  save: RecoveredSave;
  onDiscarded: () => Promise<void>;
  onClose: () => void;
}) {
  const { save, onDiscarded, onClose } = props;
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();

  const confirm = async () => {
    setBusy(true);
    try {
      await discardRecovered(save.id);
      await onDiscarded();
    } catch (error) {
      toasts.failed(error);
    }
    onClose();
  };

  return (
    <Confirm
      title="Discard this text?"
      sentence="It exists nowhere else and cannot be brought back."
      action="Discard"
      danger
      busy={busy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
