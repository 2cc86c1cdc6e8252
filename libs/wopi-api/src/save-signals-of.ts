import type { Request } from 'express';
import type { KnownTime, SaveSignals } from '#files';
import { COOL_SPELLINGS, type CoolHeader, type CoolSpelling, WopiHeader } from '#wopi-protocol';
import { headerOf } from './wopi-request.js';

const MOST_EDITORS = 256;
/** A UserId as CheckFileInfo tells it: a UUID without its hyphens. */
const USER_ID = /^[0-9a-f]{32}$/;

/** What the headers of a PutFile say of the save. */
export function saveSignalsOf(http: Request): SaveSignals {
  return {
    kind: kindOf(http),
    modifiedByUser: flag(http, 'IsModifiedByUser'),
    editors: editorsOf(http),
  };
}

/** The time of the content that the client has, where it wants to be told of a newer one. */
export function knownTimeOf(http: Request): KnownTime | undefined {
  const found = coolHeader(http, 'Timestamp');
  return found && { lastModifiedTime: found.value, spelling: found.spelling };
}

function kindOf(http: Request): SaveSignals['kind'] {
  const [exit, autosave] = [flag(http, 'IsExitSave'), flag(http, 'IsAutosave')];
  if (exit) return 'exit';
  if (autosave) return 'autosave';
  return autosave === undefined && exit === undefined ? undefined : 'explicit';
}

function flag(http: Request, name: CoolHeader): boolean | undefined {
  const value = coolHeader(http, name)?.value.toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

function coolHeader(http: Request, name: CoolHeader): { value: string; spelling: CoolSpelling } | undefined {
  for (const spelling of COOL_SPELLINGS) {
    const value = headerOf(http, `X-${spelling}-WOPI-${name}`);
    if (value !== undefined) return { value, spelling };
  }
  return undefined;
}

/** The users whom X-WOPI-Editors names; whatever cannot be one of ours is left out. */
export function editorsOf(http: Request): string[] {
  const list = headerOf(http, WopiHeader.Editors) ?? '';
  const ids = list.split(',').map((id) => id.trim().toLowerCase());
  return [...new Set(ids.filter((id) => USER_ID.test(id)))].slice(0, MOST_EDITORS);
}
