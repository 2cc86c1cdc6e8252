/** A document that the sandbox cannot read. The message is a sentence for the person in front of the screen. */
export class DocumentError extends Error {}
