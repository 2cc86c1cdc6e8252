/**
 * What Collabora and its LibreOffice Online relatives add to a PutFile, and ONLYOFFICE with them (pages "Advanced integration" of
 * Collabora Online, "PutFile" of ONLYOFFICE).
 */
export type CoolHeader = 'Timestamp' | 'IsModifiedByUser' | 'IsAutosave' | 'IsExitSave';

/** A family's spelling of the headers; also of the status in the body of a conflict. */
export type CoolSpelling = 'COOL' | 'LOOL';

/** The newer one first: some clients send both. */
export const COOL_SPELLINGS: readonly CoolSpelling[] = ['COOL', 'LOOL'];

/** The status for a document that was changed since the client read it. */
export const DOCUMENT_CHANGED = 1010;
