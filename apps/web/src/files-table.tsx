import { useState } from 'react';
import type { Account, FileSummary } from './api';
import { FileRow } from './file-row';

export interface FilesTableProps {
  readonly account: Account;
  readonly files: readonly FileSummary[];
  readonly onChanged: () => Promise<void>;
  readonly onVersions: (file: FileSummary) => void;
  readonly onLinks: (file: FileSummary) => void;
  readonly onShare: (file: FileSummary) => void;
  readonly onDelete: (file: FileSummary) => void;
}

export function FilesTable({ files, ...rest }: FilesTableProps) {
  const [renamed, setRenamed] = useState<string>();
  const now = new Date();
  return (
    <table className="files card" data-testid="files-table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="number">
            Size
          </th>
          <th scope="col">Modified</th>
          <th scope="col">By</th>
          <th scope="col">
            <span className="unseen">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            now={now}
            renaming={renamed === file.id}
            onRename={(on) => setRenamed(on ? file.id : undefined)}
            {...rest}
          />
        ))}
      </tbody>
    </table>
  );
}
