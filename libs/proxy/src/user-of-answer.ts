const LONGEST = 1024;

/** `UserId` in an answer to CheckFileInfo, where it is one. */
export function userIdIn(answer: Buffer): string | undefined {
  try {
    const { UserId } = JSON.parse(answer.toString()) as { UserId?: unknown };
    return typeof UserId === 'string' && UserId !== '' && UserId.length <= LONGEST ? UserId : undefined;
  } catch {
    return undefined;
  }
}
