import { useCallback, useEffect, useState } from 'react';
import { type FileSummary, listVersions, restoreVersion, type VersionSummary } from './api';
import { Confirm } from './dialog';
import { Drawer } from './drawer';
import { useToasts } from './toasts';
import { VersionRow } from './version-row';

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
    <Drawer
      name="versions"
      title="Versions"
      label={`Versions of ${file.name}`}
      about={
        <p>
          <bdi>{file.name}</bdi>
        </p>
      }
      onClose={onClose}
    >
      <ol className="versions">
        {versions
          ?.filter(({ foldedInto }) => foldedInto === undefined)
          .map((version) => (
            <VersionRow
              key={version.version}
              file={file}
              version={version}
              folded={versions.filter(({ foldedInto }) => foldedInto === version.version)}
              onChanged={load}
              onRestore={setChosen}
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
    </Drawer>
  );
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
