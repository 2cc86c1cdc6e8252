import { useCallback, useEffect, useState } from 'react';
import { type FolderSummary, type OpenedFolder, openFolder, openUrl } from './api';
import { Drawer } from './drawer';
import { FileIcon } from './icons';
import { useToasts } from './toasts';

interface FoldersDrawerProps {
  readonly onLinks: (folder: FolderSummary) => void;
  readonly onShare: (folder: FolderSummary) => void;
  readonly onClose: () => void;
}

/** The person's tree of folders, one at a time, to share one of them. */
export function FoldersDrawer({ onLinks, onShare, onClose }: FoldersDrawerProps) {
  const [folder, setFolder] = useState<OpenedFolder>();
  const toasts = useToasts();
  const open = useCallback((id?: string) => openFolder(id).then(setFolder, toasts.failed), [toasts]);
  useEffect(() => void open(), [open]);

  return (
    <Drawer
      name="folders"
      title="Folders"
      about={folder && <Path folder={folder} onOpen={(id) => void open(id)} />}
      onClose={onClose}
    >
      {folder && (
        <div className="folder" data-testid="folder" data-folder-id={folder.id}>
          <div className="buttons">
            <button type="button" data-testid="folder-share" onClick={() => onShare(folder)}>
              Share…
            </button>
            <button type="button" data-testid="folder-links" onClick={() => onLinks(folder)}>
              Links…
            </button>
          </div>
          <Contents folder={folder} onOpen={(id) => void open(id)} />
        </div>
      )}
    </Drawer>
  );
}

function Path({ folder, onOpen }: { folder: OpenedFolder; onOpen: (id: string) => void }) {
  return (
    <nav aria-label="Path" className="buttons">
      {folder.path.map(({ id, name }) =>
        id === folder.id ? (
          <strong key={id} aria-current="location">
            <bdi>{name}</bdi>
          </strong>
        ) : (
          <button key={id} type="button" className="ghost" onClick={() => onOpen(id)}>
            <bdi>{name}</bdi>
          </button>
        ),
      )}
    </nav>
  );
}

function Contents({ folder, onOpen }: { folder: OpenedFolder; onOpen: (id: string) => void }) {
  if (folder.folders.length + folder.files.length === 0) return <p>The folder is empty.</p>;
  return (
    <ul>
      {folder.folders.map(({ id, name }) => (
        <li key={id}>
          <button type="button" className="ghost" data-testid="folder-row" onClick={() => onOpen(id)}>
            <bdi>{name}</bdi>
          </button>
        </li>
      ))}
      {folder.files.map(({ id, name }) => (
        <li key={id}>
          <FileIcon name={name} />
          <a href={openUrl(id, { action: 'edit' })}>
            <bdi>{name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
