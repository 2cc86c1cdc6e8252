import { WopiError } from '#wopi-protocol';

/** `Status` of an activity in the answer to AddActivities. */
export const ACTIVITY_STATUS = { stored: 0, unsupportedType: 3 } as const;

/** A person whom an activity concerns, as a provider knows him. */
export interface ActivityPerson {
  readonly id: string;
  readonly provider: string;
}

/** What a client reports of somebody's doing in a file. */
export interface Activity {
  /** The client's own, kept letter for letter. */
  readonly id: string;
  readonly type: string;
  /** JSON text. */
  readonly data: string;
  /** The client's time, in whatever form. */
  readonly statedAt: string | undefined;
  readonly people: readonly ActivityPerson[];
}

/** An activity as it was reported, and by whose session. */
export interface StoredActivity {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  /** The client's time, in whatever form; null where it told none. */
  readonly statedAt: string | null;
  readonly fileId: string;
  readonly fileName: string;
  readonly authorName: string;
  readonly createdAt: Date;
}

const MOST_ACTIVITIES = 100;
const MOST_PEOPLE = 100;
const DATA_MAX_LENGTH = 16 * 1024;
const ID_MAX_LENGTH = 256;
/** Of ContentId and NavigationId. */
const REFERENCE_MAX_LENGTH = 1024;
const ACTIONS: readonly unknown[] = ['created', 'updated', 'deleted'];

/** The types that are stored; others are answered `unsupportedType`. */
export const ACTIVITY_TYPES: ReadonlySet<string> = new Set(['comment']);

/**
 * Reads the body of AddActivities. Members that nobody knows are tolerated; those that are known must be what they are said to be.
 * @throws WopiError `invalid_header` for anything else, `body_too_large` for too many
 */
export function readActivities(body: string): Activity[] {
  const list = memberOf(parse(body), 'Activities');
  if (!Array.isArray(list)) throw refused('Activities is not a list');
  if (list.length > MOST_ACTIVITIES) throw new WopiError('body_too_large');
  return list.map(readActivity);
}

function readActivity(item: unknown): Activity {
  const data = memberOf(item, 'Data');
  const type = textOf(item, 'Type', ID_MAX_LENGTH);
  const activity = {
    id: textOf(item, 'Id', ID_MAX_LENGTH),
    type,
    data: dataText(data),
    statedAt: optionalText(item, 'Timestamp') ?? optionalText(item, 'Created'),
    people: peopleOf(item),
  };
  if (type === 'comment') checkComment(data);
  return activity;
}

/** Lists hold a thousand of them. @throws WopiError `body_too_large`, `bad_request` */
function dataText(data: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(data ?? null);
  } catch {
    throw refused('Data is nested too deeply');
  }
  if (text.length > DATA_MAX_LENGTH) throw new WopiError('body_too_large');
  return text;
}

function checkComment(data: unknown): void {
  textOf(data, 'ContentId', REFERENCE_MAX_LENGTH);
  if (memberOf(data, 'NavigationId') !== undefined) textOf(data, 'NavigationId', REFERENCE_MAX_LENGTH);
  if (!ACTIONS.includes(memberOf(data, 'ContentAction'))) throw refused('ContentAction is none');
}

function peopleOf(item: unknown): ActivityPerson[] {
  const people = memberOf(item, 'People') ?? [];
  if (!Array.isArray(people)) throw refused('People is not a list');
  if (people.length > MOST_PEOPLE) throw new WopiError('body_too_large');
  return people.map((person) => ({
    id: textOf(person, 'Id', ID_MAX_LENGTH),
    provider: textOf(person, 'Provider', ID_MAX_LENGTH),
  }));
}

function textOf(item: unknown, name: string, maxLength: number): string {
  const value = memberOf(item, name);
  if (typeof value !== 'string' || value === '' || value.length > maxLength)
    throw refused(`${name} is missing or too long`);
  // Postgres holds neither of the two.
  if (value.includes('\0') || !value.isWellFormed()) throw refused(`${name} is no text`);
  return value;
}

const optionalText = (item: unknown, name: string) =>
  memberOf(item, name) === undefined ? undefined : textOf(item, name, ID_MAX_LENGTH);

function memberOf(item: unknown, name: string): unknown {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, name)) return undefined;
  return (item as Record<string, unknown>)[name];
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw refused('The body is not JSON');
  }
}

const refused = (reason: string) => new WopiError('invalid_header', { reason });
