import { useCallback, useEffect, useState } from 'react';
import { type Account, type FileSummary, includesRight, type OpenedFolder, type ShareTarget } from './api';
import { DeleteDialog } from './delete-dialog';
import { DeletedDrawer } from './deleted-drawer';
import { DropTarget } from './drop-target';
import { FilesTable } from './files-table';
import { FoldersDrawer } from './folders-drawer';
import { Header } from './header';
import { Icon } from './icons';
import { LinksDrawer } from './links-drawer';
import { PageHead } from './page-head';
import { ShareDrawer } from './share-drawer';
import { SharedWithMe } from './shared-with-me';
import { RecoveredDrawer } from './recovered-drawer';
import { UploadButton } from './upload-button';
import { UploadList } from './upload-list';
import { useFileFromAddress } from './use-file-from-address';
import { useFiles } from './use-files';
import { useRecovered } from './use-recovered';
import { useUploads } from './use-uploads';
import { VersionsDrawer } from './versions-drawer';

export function FilesPage({ account, onSignedOut }: { account: Account; onSignedOut: () => void }) {
  const { files, refresh } = useFiles();
  const [uploaded, setUploaded] = useState(0);
  const arrived = useCallback(async () => {
    setUploaded((before) => before + 1);
    await refresh();
  }, [refresh]);
  const { uploads, add } = useUploads(account.maxFileBytes, arrived);
  const [history, setHistory] = useState<FileSummary>();
  const [linked, setLinked] = useState<ShareTarget>();
  const link = useCallback(({ id, name }: FileSummary) => setLinked({ kind: 'file', id, name }), []);
  const [shared, setShared] = useState<ShareTarget>();
  const [ofOthers, setOfOthers] = useState(false);
  const [folder, setFolder] = useState<OpenedFolder>();
  const mayUpload = !ofOthers || (folder !== undefined && includesRight(folder.rights, 'edit'));
  const put = useCallback(
    (chosen: readonly File[]) => add(chosen, ofOthers ? folder?.id : undefined),
    [add, ofOthers, folder],
  );
  const [browsing, setBrowsing] = useState(false);
  const recovered = useRecovered();
  const [recovering, setRecovering] = useState(false);
  const [undeleting, setUndeleting] = useState(false);
  const [doomed, setDoomed] = useState<FileSummary>();

  useEffect(() => {
    document.title = 'Files · WOPI Gateway';
  }, []);
  useFileFromAddress('versions', 'view', setHistory);
  useFileFromAddress('links', 'manage', link);

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
        <PageHead
          ofOthers={ofOthers}
          unsaved={recovered.saves.length}
          onSwitch={() => {
            setFolder(undefined);
            setOfOthers(!ofOthers);
          }}
          onFolders={() => setBrowsing(true)}
          onRecovered={() => setRecovering(true)}
          onDeleted={() => setUndeleting(true)}
        >
          {mayUpload && <UploadButton onFiles={put} />}
        </PageHead>
        <UploadList uploads={uploads} />
        {!ofOthers && files?.length === 0 && uploads.length === 0 && <NoFiles />}
        {!ofOthers && files && files.length > 0 && <FilesTable files={files} onChanged={refresh} {...rows} />}
        {ofOthers && (
          <SharedWithMe
            changed={`${doomed?.id} ${uploaded}`}
            rows={rows}
            onShare={setShared}
            onFolder={setFolder}
          />
        )}
      </main>
      {mayUpload && <DropTarget onFiles={put} />}
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

function NoFiles() {
  return (
    <div className="empty" data-testid="no-files">
      <Icon name="upload" />
      <h2>No files yet</h2>
      <p>Drop documents anywhere on this page, or use the button above.</p>
    </div>
  );
}
