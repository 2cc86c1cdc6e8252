import type { ReactNode } from 'react';

interface PageHeadProps {
  /** Whether the page shows what others share. */
  readonly ofOthers: boolean;
  /** Number of refused saves that wait for their author. */
  readonly unsaved: number;
  readonly onSwitch: () => void;
  readonly onFolders: () => void;
  readonly onRecovered: () => void;
  readonly onDeleted: () => void;
  readonly children: ReactNode;
}

/** The title of the list, and the ways from it to all else. */
export function PageHead(props: PageHeadProps) {
  const { ofOthers, unsaved, onSwitch, onFolders, onRecovered, onDeleted, children } = props;
  return (
    <div className="page-head">
      <h1>{ofOthers ? 'Shared with me' : 'Files'}</h1>
      <button
        type="button"
        className="ghost"
        data-testid="shared-with-me"
        aria-pressed={ofOthers}
        onClick={onSwitch}
      >
        {ofOthers ? 'My files' : 'Shared with me'}
      </button>
      <button type="button" className="ghost" data-testid="folders-open" onClick={onFolders}>
        Folders
      </button>
      <button type="button" className="ghost" data-testid="recovered-open" onClick={onRecovered}>
        Unsaved changes
        {unsaved > 0 && <span className="badge now">{unsaved}</span>}
      </button>
      <button type="button" className="ghost" data-testid="deleted-open" onClick={onDeleted}>
        Deleted files
      </button>
      {children}
    </div>
  );
}
