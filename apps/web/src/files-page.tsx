import { useCallback, useEffect, useRef, useState } from 'react';
import { AdminKeyButton } from './admin-key-button';
import { type Account, type FileSummary, OPENID_SIGN_OUT_URL, type ShareTarget, signOut } from './api';
import { DeleteDialog } from './delete-dialog';
import { DeletedDrawer } from './deleted-drawer';
import { DropTarget } from './drop-target';
import { FilesTable } from './files-table';
import { FoldersDrawer } from './folders-drawer';
import { LinksDrawer } from './links-drawer';
import { Brand, Icon } from './icons';
import { ShareDrawer } from './share-drawer';
import { SharedWithMe } from './shared-with-me';
import { RecoveredDrawer } from './recovered-drawer';
import { SecurityButton } from './security-button';
import { useToasts } from './toasts';
import { UploadList } from './upload-list';
import { useFiles } from './use-files';
import { useRecovered } from './use-recovered';
import { useUploads } from './use-uploads';
import { VersionsDrawer } from './versions-drawer';

export function FilesPage({ account, onSignedOut }: { account: Account; onSignedOut: () => void }) {
  const { files, refresh } = useFiles();
  const { uploads, add } = useUploads(account.maxFileBytes, refresh);
  const [history, setHistory] = useState<FileSummary>();
  const [linked, setLinked] = useState<ShareTarget>();
  const link = useCallback(({ id, name }: FileSummary) => setLinked({ kind: 'file', id, name }), []);
  const [shared, setShared] = useState<ShareTarget>();
  const [ofOthers, setOfOthers] = useState(false);
  const [browsing, setBrowsing] = useState(false);
  const recovered = useRecovered();
  const [recovering, setRecovering] = useState(false);
  const [undeleting, setUndeleting] = useState(false);
  const [doomed, setDoomed] = useState<FileSummary>();

  useEffect(() => {
    document.title = 'Files · WOPI Gateway';
  }, []);
  useFileFromAddress('versions', files, setHistory);
  useFileFromAddress('links', files, link);

  const rows = {
    account,
    onVersions: setHistory,
    onLinks: link,
    onShare: ({ id, name }: FileSummary) => setShared({ kind: 'file', id, name }),
    onDelete: setDoomed,
  };

  return (
    <>
      <Header account={account} onSignedOut={onSignedOut} />
      <main className="page">
        <div className="page-head">
          <h1>{ofOthers ? 'Shared with me' : 'Files'}</h1>
          <button
            type="button"
            className="ghost"
            data-testid="shared-with-me"
            aria-pressed={ofOthers}
            onClick={() => setOfOthers(!ofOthers)}
          >
            {ofOthers ? 'My files' : 'Shared with me'}
          </button>
          <button
            type="button"
            className="ghost"
            data-testid="folders-open"
            onClick={() => setBrowsing(true)}
          >
            Folders
          </button>
          <button
            type="button"
            className="ghost"
            data-testid="recovered-open"
            onClick={() => setRecovering(true)}
          >
            Unsaved changes
            {recovered.saves.length > 0 && <span className="badge now">{recovered.saves.length}</span>}
          </button>
          <button
            type="button"
            className="ghost"
            data-testid="deleted-open"
            onClick={() => setUndeleting(true)}
          >
            Deleted files
          </button>
          <UploadButton onFiles={add} />
        </div>
        <UploadList uploads={uploads} />
        {!ofOthers && files?.length === 0 && uploads.length === 0 && <NoFiles />}
        {!ofOthers && files && files.length > 0 && <FilesTable files={files} onChanged={refresh} {...rows} />}
        {ofOthers && <SharedWithMe changed={doomed} rows={rows} onShare={setShared} />}
      </main>
      <DropTarget onFiles={add} />
      {history && <VersionsDrawer file={history} onChanged={refresh} onClose={() => setHistory(undefined)} />}
      {browsing && (
        <FoldersDrawer
          onLinks={({ id, name }) => setLinked({ kind: 'folder', id, name })}
          onShare={({ id, name }) => setShared({ kind: 'folder', id, name })}
          onClose={() => setBrowsing(false)}
        />
      )}
      {linked && <LinksDrawer target={linked} onClose={() => setLinked(undefined)} />}
      {shared && <ShareDrawer target={shared} onClose={() => setShared(undefined)} />}
      {recovering && (
        <RecoveredDrawer
          saves={recovered.saves}
          onChanged={async () => void (await Promise.all([refresh(), recovered.refresh()]))}
          onClose={() => setRecovering(false)}
        />
      )}
      {undeleting && <DeletedDrawer onChanged={refresh} onClose={() => setUndeleting(false)} />}
      {doomed && <DeleteDialog file={doomed} onDeleted={refresh} onClose={() => setDoomed(undefined)} />}
    </>
  );
}

/** Editors link to a file's history as /?versions=ID, to its links as /?links=ID. */
function useFileFromAddress(
  name: 'versions' | 'links',
  files: readonly FileSummary[] | undefined,
  show: (file: FileSummary) => void,
): void {
  const asked = useRef(new URLSearchParams(location.search).get(name));
  useEffect(() => {
    if (!files || !asked.current) return;
    const file = files.find(({ id }) => id === asked.current);
    asked.current = null;
    history.replaceState(null, '', '/');
    if (file) show(file);
  }, [files, show]);
}

function Header({ account, onSignedOut }: { account: Account; onSignedOut: () => void }) {
  const toasts = useToasts();
  const left = () => {
    if (account.signedInBy === 'openid') location.assign(OPENID_SIGN_OUT_URL);
    else onSignedOut();
  };
  const leave = () => signOut().then(left, toasts.failed);
  return (
    <header className="top">
      <Brand />
      <span className="who" data-testid="user-name">
        {account.user.displayName}
      </span>
      <AdminKeyButton />
      {account.signedInBy === 'password' && <SecurityButton />}
      <button type="button" className="ghost" data-testid="sign-out" onClick={() => void leave()}>
        Sign out
      </button>
    </header>
  );
}

function UploadButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const picked = useCallback(() => {
    onFiles([...(input.current?.files ?? [])]);
    // The same file can be picked again: otherwise that would be no change.
    if (input.current) input.current.value = '';
  }, [onFiles]);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        data-testid="upload-input"
        onChange={picked}
      />
      <button
        type="button"
        className="primary"
        data-testid="upload-button"
        onClick={() => input.current?.click()}
      >
        <Icon name="upload" /> Upload
      </button>
    </>
  );
}

function NoFiles() {
  return (
    <div className="empty" data-testid="no-files">
      <Icon name="upload" />
      <h2>No files yet</h2>
      <p>Drop documents anywhere on this page, or use the button above.</p>
    </div>
  );
}
