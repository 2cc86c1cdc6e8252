/** The command could not be done; the message is a sentence for whoever ran it. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
