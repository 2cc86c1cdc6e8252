import { useCallback, useEffect, useState } from 'react';
import { type FileSummary, listVersions, restoreVersion, type VersionSummary, versionUrl } from './api';
import { Confirm, Dialog } from './dialog';
import { formatMoment, formatSize } from './format';
import { Icon } from './icons';
import { useToasts } from './toasts';

interface VersionsDrawerProps {
  readonly file: FileSummary;
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

export function VersionsDrawer({ file, onChanged, onClose }: VersionsDrawerProps) {
  const [versions, setVersions] = useState<readonly VersionSummary[]>();
  const [chosen, setChosen] = useState<VersionSummary>();
  const toasts = useToasts();

  const load = useCallback(() => listVersions(file.id).then(setVersions, toasts.failed), [file.id, toasts]);
  useEffect(() => void load(), [load]);

  const restored = async () => {
    setChosen(undefined);
    await Promise.all([load(), onChanged()]);
  };

  return (
    <Dialog className="drawer" label={`Versions of ${file.name}`} testId="versions-drawer" onClose={onClose}>
      <header>
        <div>
          <h2>Versions</h2>
          <p>
            <bdi>{file.name}</bdi>
          </p>
        </div>
        <button
          type="button"
          className="ghost square"
          aria-label="Close"
          data-testid="versions-close"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <ol className="versions">
        {versions?.map((version) => (
          <VersionRow
            key={version.version}
            file={file}
            version={version}
            onRestore={() => setChosen(version)}
          />
        ))}
      </ol>
      {chosen && (
        <RestoreDialog
          file={file}
          version={chosen}
          onRestored={restored}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Dialog>
  );
}

function VersionRow(props: { file: FileSummary; version: VersionSummary; onRestore: () => void }) {
  const { file, version, onRestore } = props;
  return (
    <li
      data-testid="version-row"
      data-version={version.version}
      className={version.current ? 'current' : undefined}
    >
      <div className="what">
        <strong data-testid="version-number">Version {version.version}</strong>
        {version.current && <span className="badge now">Current</span>}
        <span className="origin" data-testid="version-origin">
          {originOf(version)}
        </span>
      </div>
      <p>
        <bdi data-testid="version-author">{version.authorName}</bdi>
        {' · '}
        <time dateTime={version.createdAt}>{formatMoment(new Date(version.createdAt))}</time>
        {' · '}
        {formatSize(version.size)}
      </p>
      <div className="buttons">
        <a
          className="button"
          href={versionUrl(file.id, version.version)}
          download
          data-testid="version-download"
        >
          Download
        </a>
        {!version.current && (
          <button type="button" data-testid="version-restore" onClick={onRestore}>
            Restore
          </button>
        )}
      </div>
    </li>
  );
}

function originOf({ origin, restoredFrom }: VersionSummary): string {
  if (origin === 'restored') return restoredFrom ? `Restored from version ${restoredFrom}` : 'Restored';
  return origin === 'created' ? 'Created' : 'Saved';
}

interface RestoreDialogProps {
  readonly file: FileSummary;
  readonly version: VersionSummary;
  readonly onRestored: () => Promise<void>;
  readonly onClose: () => void;
}

function RestoreDialog({ file, version, onRestored, onClose }: RestoreDialogProps) {
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();

  const confirm = async () => {
    setBusy(true);
    try {
      await restoreVersion(file.id, version.version);
      toasts.done(`Version ${version.version} is restored.`);
      await onRestored();
    } catch (error) {
      toasts.failed(error);
      onClose();
    }
  };

  return (
    <Confirm
      title={`Restore version ${version.version}?`}
      sentence="A copy of it becomes the newest version. Nothing is lost: what is current now stays in the list."
      action="Restore"
      busy={busy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
