import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key that signs assertions, and the certificate a connected app is registered with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly certificate: string;
}

/** A fresh key and a certificate that it has signed itself: X.509 in as few parts as can be read (RFC 5280, 4.1). */
export function aSigningKey(bits = 2048): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  // sha256WithRSAEncryption, and a common name.
  const algorithm = der(0x30, Buffer.from("06092a864886f70d01010b0500", "hex"));
  const name = der(0x30, der(0x31, der(0x30, Buffer.from("0603550403", "hex"), der(0x0c, Buffer.from("Understudy")))));
  const validity = der(0x30, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231235959Z")));
  const body = der(
    0x30,
    Buffer.from("020101", "hex"),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", body, privateKey);
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return { privateKey, certificate: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n` };
}

/** One value in DER: its tag, its length, and what is in it. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const bytes = content.length < 128 ? [] : [...Buffer.from(content.length.toString(16).padStart(4, "0"), "hex")];
  return Buffer.concat([
    Buffer.from([tag, ...(bytes.length > 0 ? [0x80 | bytes.length, ...bytes] : [content.length])]),
    content,
  ]);
}

/** An assertion as a client makes one; whatever is said of header or claims takes the place of what is usual. */
export function anAssertion(
  { privateKey }: Pick<SigningKey, "privateKey">,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = { alg: "RS256" },
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
}
