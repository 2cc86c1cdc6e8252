import { addMember, editMembers } from './json-members.js';

/** What a client is asked to do about its calls in CheckFileInfo, before any is refused; page "CheckFileInfo, other properties". */
export type RequestedCallThrottling = 'Minor' | 'Medium' | 'Major' | 'Critical';

const MEMBER = 'RequestedCallThrottling';
const BY_STRENGTH = ['Minor', 'Medium', 'Major', 'Critical'];

/**
 * A CheckFileInfo answer that asks for so much throttling at least: where the instance asks for more, its word stays.
 * Undefined where `text` is not a JSON object.
 */
export function withThrottling(text: string, wish: RequestedCallThrottling): string | undefined {
  let asked = false;
  const edited = editMembers(text, (name, value) => {
    if (name !== MEMBER) return undefined;
    asked = true;
    return strength(value) >= strength(`"${wish}"`) ? undefined : `"${wish}"`;
  });
  if (edited === undefined || asked) return edited;
  return addMember(edited, MEMBER, `"${wish}"`);
}

const strength = (value: string): number => BY_STRENGTH.findIndex((word) => value === `"${word}"`);
