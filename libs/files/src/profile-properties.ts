import type { RequestContext } from './file.js';
import { onlyComments } from './session-rights.js';

/**
 * What Collabora Online and its relatives read besides (page "Advanced integration"). They lock because SupportsLocks says so; without
 * a lock they save as any client does, into empty files alone. The host page offers no pickers, so nothing is promised of them.
 */
export function collaboraProperties({ session, administrator, anonymous }: RequestContext) {
  const mayEdit = session.action === 'edit';
  return {
    IsAdminUser: administrator,
    UserExtraInfo: { is_guest: anonymous },
    UserCanOnlyComment: mayEdit && onlyComments(session),
    HideSaveOption: !mayEdit,
    HidePrintOption: false,
    HideExportOption: false,
    DisablePrint: false,
    DisableExport: false,
    DisableCopy: false,
    EnableInsertRemoteImage: false,
    EnableInsertRemoteFile: false,
    EnableRemoteLinkPicker: false,
    EnableShare: false,
    DownloadAsPostMessage: false,
    SaveAsPostmessage: false,
    // One of many who write must not end the session of the others.
    EnableOwnerTermination: false,
  };
}

/**
 * What ONLYOFFICE reads besides (page "CheckFileInfo" of its API). Reviewing changes the file like editing does, so it needs the same
 * right; what the host page would have to answer for is not promised.
 */
export function onlyOfficeProperties({ session }: RequestContext) {
  return {
    SupportsReviewing: true,
    UserCanReview: session.action === 'edit' && !onlyComments(session),
    UserCanOnlyComment: session.action === 'edit' && onlyComments(session),
    CloseButtonClosesWindow: false,
    FileSharingPostMessage: false,
    FileVersionPostMessage: false,
    EnableInsertRemoteImage: false,
    DisablePrint: false,
    HidePrintOption: false,
    HideExportOption: false,
  };
}
