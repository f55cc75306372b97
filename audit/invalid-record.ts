/** Says what is wrong with a record or a line: lower case, no full stop, what was received in quotes. */
export class InvalidRecord extends Error {
  override readonly name = "InvalidRecord";
}
