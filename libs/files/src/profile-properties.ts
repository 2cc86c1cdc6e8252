import type { RequestContext } from './file.js';
import { onlyComments } from './session-rights.js';

/**
 * What Collabora Online and its relatives read besides (page "Advanced integration"). They lock because SupportsLocks says so; without
 * a lock they save as any client does, into empty files alone. The host page offers no pickers, so nothing is promised of them.
 */
export function collaboraProperties({ session, administrator, anonymous, securedView }: RequestContext) {
  const mayEdit = session.action === 'edit';
  const secured = securedView !== undefined;
  return {
    IsAdminUser: administrator,
    UserExtraInfo: { is_guest: anonymous },
    UserCanOnlyComment: mayEdit && onlyComments(session),
    HideSaveOption: !mayEdit,
    HidePrintOption: secured,
    HideExportOption: secured,
    DisablePrint: secured,
    DisableExport: secured,
    DisableCopy: secured,
    ...(securedView && { WatermarkText: securedView.watermark }),
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
export function onlyOfficeProperties({ session, securedView }: RequestContext) {
  const secured = securedView !== undefined;
  return {
    SupportsReviewing: true,
    UserCanReview: session.action === 'edit' && !onlyComments(session),
    UserCanOnlyComment: session.action === 'edit' && onlyComments(session),
    CloseButtonClosesWindow: false,
    FileSharingPostMessage: false,
    FileVersionPostMessage: false,
    EnableInsertRemoteImage: false,
    DisablePrint: secured,
    HidePrintOption: secured,
    HideExportOption: secured,
    ...(secured && { CopyPasteRestrictions: 'BlockAll' }),
  };
}

/**
 * What Microsoft's clients read of it (pages "CheckFileInfo - User permissions properties" and "- Other properties"); they know no
 * watermark, and only Excel heeds CopyPasteRestrictions.
 */
export const microsoftProperties = ({ securedView }: RequestContext) =>
  securedView
    ? {
        RestrictedWebViewOnly: true,
        ProtectInClient: true,
        DisablePrint: true,
        DisableTranslation: true,
        CopyPasteRestrictions: 'BlockAll',
      }
    : {};
