/** Says why a proof or a hash proves nothing: lower case, no full stop, what was received in quotes. */
export class InvalidProof extends Error {
  override readonly name = "InvalidProof";
}
