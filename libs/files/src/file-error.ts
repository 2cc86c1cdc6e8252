/** Why a person's or an application's wish about a file was refused; WOPI clients get a `WopiError` instead. */
export type FileErrorCode =
  | 'not_found'
  | 'not_permitted'
  | 'view_only'
  | 'locked'
  | 'held'
  | 'name_taken'
  | 'invalid_name'
  | 'folder_not_empty'
  | 'impossible_move'
  | 'too_large'
  | 'interrupted'
  | 'storage_full'
  | 'quota_exceeded'
  | 'ticket_expired'
  | 'link_ended'
  | 'password_needed'
  | 'too_many_links'
  | 'no_grantee'
  | 'unknown_client';

export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(
    readonly code: FileErrorCode,
    message: string = SENTENCES[code],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const SENTENCES: Record<FileErrorCode, string> = {
  not_found: 'There is no such file.',
  not_permitted: 'You may see this, but not change it in this way. Ask its owner for more.',
  view_only: 'You may look at this document, but not download it.',
  locked: 'The file is being edited right now. Try again when it is closed.',
  held: 'A legal hold keeps this from being removed.',
  name_taken: 'Another file already has this name.',
  folder_not_empty: 'The folder is not empty.',
  impossible_move: 'It cannot be put there.',
  invalid_name: 'This name cannot be used for a file.',
  too_large: 'The file is larger than this server accepts.',
  interrupted: 'The upload ended before the file was complete.',
  storage_full: 'The server has no room left for this file.',
  quota_exceeded:
    'There is no room left for this. Delete files that nobody needs, or ask your administrator for more room.',
  ticket_expired: 'This link has expired. Open the document again from where you got the link.',
  link_ended: 'This link does not work, or not any longer. Ask whoever sent it for a new one.',
  password_needed: 'The link needs a password.',
  too_many_links: 'It has as many links as it can have. Revoke some first.',
  no_grantee: 'There is no such person or group, or it is shared with as many as it can be.',
  unknown_client: 'No editor of this name is configured.',
};
