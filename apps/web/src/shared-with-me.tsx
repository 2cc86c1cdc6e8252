import { useCallback, useEffect, useState } from 'react';
import {
  type FileSummary,
  openFolder,
  type OpenedFolder,
  type ShareTarget,
  type SharedFolder,
  sharedWithMe,
} from './api';
import { FilesTable, type FilesTableProps } from './files-table';
import { useToasts } from './toasts';

interface SharedWithMeProps {
  /** A change of it brings the list anew. */
  readonly changed: unknown;
  readonly rows: Omit<FilesTableProps, 'files' | 'onChanged'>;
  readonly onShare: (target: ShareTarget) => void;
  /** Told the folder that is open, if one is. */
  readonly onFolder: (folder: OpenedFolder | undefined) => void;
}

interface Shown {
  readonly files: readonly FileSummary[];
  readonly folders: readonly (Pick<SharedFolder, 'id' | 'name'> & Partial<SharedFolder>)[];
  /** Undefined for the list of all that is shared. */
  readonly folder?: OpenedFolder;
}

/** What others share with the person: files, and folders with all that is in them. */
export function SharedWithMe({ changed, rows, onShare, onFolder }: SharedWithMeProps) {
  const [place, setPlace] = useState<string>();
  const [shown, setShown] = useState<Shown>();
  const toasts = useToasts();

  const load = useCallback(async () => {
    try {
      const folder = place === undefined ? undefined : await openFolder(place);
      setShown(folder ? { files: folder.files, folders: folder.folders, folder } : await sharedWithMe());
      onFolder(folder);
    } catch (error) {
      toasts.failed(error);
    }
  }, [place, toasts, onFolder]);
  useEffect(() => void load(), [load, changed]);

  if (!shown) return null;
  const { files, folders, folder } = shown;
  return (
    <section data-testid="shared-view">
      {folder && <Way folder={folder} onGo={setPlace} onShare={onShare} />}
      {files.length + folders.length === 0 && (
        <p>{folder ? 'The folder is empty.' : 'Nobody shares anything with you.'}</p>
      )}
      {folders.length > 0 && (
        <ul className="folders">
          {folders.map(({ id, name, ownerName }) => (
            <li key={id}>
              <button
                type="button"
                className="ghost"
                data-testid="shared-folder"
                onClick={() => setPlace(id)}
              >
                <bdi>{name}</bdi>
                {ownerName !== undefined && <small>{ownerName}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && <FilesTable files={files} onChanged={load} {...rows} />}
    </section>
  );
}

interface WayProps {
  readonly folder: OpenedFolder;
  readonly onGo: (id?: string) => void;
  readonly onShare: (target: ShareTarget) => void;
}

function Way({ folder, onGo, onShare }: WayProps) {
  const { id, name, rights, path } = folder;
  return (
    <nav className="way" aria-label="Folder">
      <button type="button" className="ghost" onClick={() => onGo()}>
        Shared with me
      </button>
      {path.map((step) => (
        <button key={step.id} type="button" className="ghost" onClick={() => onGo(step.id)}>
          <bdi>{step.name}</bdi>
        </button>
      ))}
      {rights === 'manage' && (
        <button
          type="button"
          data-testid="shared-folder-share"
          onClick={() => onShare({ kind: 'folder', id, name })}
        >
          Share…
        </button>
      )}
    </nav>
  );
}
