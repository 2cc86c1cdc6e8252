import type { Account, FileSummary } from './api';
import { contentUrl, openUrl, RIGHTS } from './api';
import { FileMenu, type MenuEntry } from './file-menu';
import { formatMoment, formatSize, formatWhen } from './format';
import { FileIcon, Icon } from './icons';
import { RenameForm } from './rename-form';

interface FileRowProps {
  readonly account: Account;
  readonly file: FileSummary;
  readonly now: Date;
  readonly renaming: boolean;
  readonly onRename: (on: boolean) => void;
  readonly onChanged: () => Promise<void>;
  readonly onVersions: (file: FileSummary) => void;
  readonly onLinks: (file: FileSummary) => void;
  readonly onShare: (file: FileSummary) => void;
  readonly onDelete: (file: FileSummary) => void;
}

export function FileRow(props: FileRowProps) {
  const { account, file, now, renaming, onRename, onChanged } = props;
  const modified = new Date(file.modifiedAt);
  return (
    <tr data-testid="file-row" data-file-id={file.id} data-version={file.version}>
      <td className="name">
        <div>
          <FileIcon name={file.name} />
          {renaming ? (
            <RenameForm file={file} onChanged={onChanged} onClose={() => onRename(false)} />
          ) : (
            <a href={openUrl(file.id, { action: 'edit' })} data-testid="file-open">
              <bdi>{file.name}</bdi>
            </a>
          )}
          {file.lockedBy !== undefined && (
            <span className="badge" data-testid="file-lock" title={`${file.lockedBy} is editing this file`}>
              <Icon name="lock" /> <bdi>{file.lockedBy}</bdi>
            </span>
          )}
          {file.ownerId !== account.user.id && (
            <span
              className="badge quiet"
              data-testid="file-owner"
              title={`This file belongs to ${file.ownerName}`}
            >
              <bdi>{file.ownerName}</bdi>
            </span>
          )}
        </div>
      </td>
      <td className="number" data-testid="file-size">
        {formatSize(file.size)}
      </td>
      <td data-testid="file-modified">
        <time dateTime={file.modifiedAt} title={formatMoment(modified)}>
          {formatWhen(modified, now)}
        </time>
      </td>
      <td data-testid="file-modified-by">
        <bdi>{file.modifiedByName}</bdi>
      </td>
      <td className="actions">
        <a className="button ghost" href={openUrl(file.id, { action: 'view' })} data-testid="file-view">
          View<span className="unseen"> {file.name}</span>
        </a>
        <FileMenu label={`More for ${file.name}`} entries={entriesOf(props)} />
      </td>
    </tr>
  );
}

function entriesOf(props: FileRowProps): readonly MenuEntry[] {
  const { account, file, onRename, onVersions, onLinks, onShare, onDelete } = props;
  const may = (right: FileSummary['rights']) => RIGHTS.indexOf(file.rights) >= RIGHTS.indexOf(right);
  const edit = { action: 'edit' } as const;
  const open: MenuEntry[] = [
    { id: 'open', text: 'Open', href: openUrl(file.id, edit) },
    { id: 'open-tab', text: 'Open in a new tab', href: openUrl(file.id, edit), newTab: true },
    { id: 'view', text: 'View', href: openUrl(file.id, { action: 'view' }) },
  ];
  if (account.route === 'proxy') {
    open.push({
      id: 'open-direct',
      text: 'Open directly (without the proxy)',
      href: openUrl(file.id, { ...edit, direct: true }),
    });
  }
  if (account.clients.length > 1) {
    for (const client of account.clients) {
      open.push({
        id: `open-with-${client}`,
        text: `Open with ${client}`,
        href: openUrl(file.id, { ...edit, client }),
      });
    }
  }
  return [
    ...open,
    'separator',
    { id: 'versions', text: 'Versions…', testId: 'versions-open', onPick: () => onVersions(file) },
    ...when(may('manage'), [
      { id: 'share', text: 'Share…', testId: 'share-open', onPick: () => onShare(file) },
      { id: 'links', text: 'Links…', testId: 'links-open', onPick: () => onLinks(file) },
    ]),
    ...when(!file.secured, [{ id: 'download', text: 'Download', href: contentUrl(file.id), download: true }]),
    ...when(may('edit'), [{ id: 'rename', text: 'Rename', onPick: () => onRename(true) }]),
    ...when(may('manage'), [
      'separator',
      { id: 'delete', text: 'Delete…', danger: true, onPick: () => onDelete(file) },
    ]),
  ];
}

const when = (offered: boolean, entries: readonly MenuEntry[]) => (offered ? entries : []);
