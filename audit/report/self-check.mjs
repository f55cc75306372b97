// Runs in a browser, within a report: proves what the page shows from the evidence in it, and only then says so. It
// shares no code with what made the page. Everything here follows audit/SPEC.md.

/** SHA-2 constants: the first bits behind the point of the roots of primes. */
const primes = [];
for (let n = 2n; primes.length < 80; n += 1n) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
const MASK = (1n << 64n) - 1n;
const root = (value, power) => {
  let [low, high] = [0n, 1n << 80n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
};
const CUBES = primes.map((prime) => root(prime << 192n, 3n) & MASK);
const SQUARES = primes.slice(0, 8).map((prime) => root(prime << 128n, 2n) & MASK);
const top = (value) => Number(value >> 32n) | 0;
const K256 = CUBES.slice(0, 64).map(top);
const H256 = SQUARES.map(top);

const utf8 = (text) => new TextEncoder().encode(text);
const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** A message with the bit and the length behind it that both functions ask for. */
function padded(bytes, block, length) {
  const all = new Uint8Array(Math.ceil((bytes.length + 1 + length) / block) * block);
  all.set(bytes);
  all[bytes.length] = 0x80;
  new DataView(all.buffer).setBigUint64(all.length - 8, BigInt(bytes.length) * 8n);
  return all;
}

function sha256(bytes) {
  const all = padded(bytes, 64, 8);
  const view = new DataView(all.buffer);
  const state = [...H256];
  const w = new Int32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let block = 0; block < all.length; block += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(block + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [w[i - 15], w[i - 2]];
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + K256[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] + value) | 0;
  }
  const out = new DataView(new ArrayBuffer(32));
  for (const [i, value] of state.entries()) out.setInt32(4 * i, value);
  return new Uint8Array(out.buffer);
}

function sha512(bytes) {
  const all = padded(bytes, 128, 16);
  const view = new DataView(all.buffer);
  const state = [...SQUARES];
  const turn = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;
  for (let block = 0; block < all.length; block += 128) {
    const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(block + 8 * i));
    for (let i = 16; i < 80; i += 1) {
      const [x, y] = [w[i - 15], w[i - 2]];
      const s0 = turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n);
      const s1 = turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n);
      w.push((w[i - 16] + s0 + w[i - 7] + s1) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 80; i += 1) {
      const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
      const one = h + s1 + ((e & f) ^ (~e & MASK & g)) + CUBES[i] + w[i];
      const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
      const two = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] + value) & MASK;
  }
  const out = new DataView(new ArrayBuffer(64));
  for (const [i, value] of state.entries()) out.setBigUint64(8 * i, value);
  return new Uint8Array(out.buffer);
}

// Ed25519 as RFC 8032 has it, for browsers that do not know it. Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
const P = (1n << 255n) - 19n;
const L = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = (value, by = P) => ((value % by) + by) % by;
function power(base, exponent) {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}
const inverse = (value) => power(value, P - 2n);
const D = mod(-121665n * inverse(121666n));
const littleEndian = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function pointOf(bytes) {
  const number = littleEndian(bytes);
  const [sign, y] = [number >> 255n, number & ((1n << 255n) - 1n)];
  if (y >= P) return undefined;
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x - square) !== 0n) x = mod(x * power(2n, (P - 1n) / 4n));
  if (mod(x * x - square) !== 0n || (x === 0n && sign === 1n)) return undefined;
  if ((x & 1n) !== sign) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [a, b] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2))];
  const [c, d] = [mod(2n * t1 * t2 * D), mod(2n * z1 * z2)];
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(point, factor) {
  let [result, double] = [[0n, 1n, 1n, 0n], point];
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = added(result, double);
    double = added(double, double);
  }
  return result;
}

const BASE = pointOf(joined(Uint8Array.of(0x58), new Uint8Array(31).fill(0x66)));

function verifiesPlainly(key, message, signature) {
  if (signature.length !== 64) return false;
  const [a, r] = [pointOf(key), pointOf(signature.slice(0, 32))];
  const s = littleEndian(signature.slice(32));
  if (!a || !r || s >= L) return false;
  const k = littleEndian(sha512(joined(signature.slice(0, 32), key, message))) % L;
  const [left, right] = [times(BASE, s), added(r, times(a, k))];
  return mod(left[0] * right[2] - right[0] * left[2]) === 0n && mod(left[1] * right[2] - right[1] * left[2]) === 0n;
}

async function verifies(key, message, signature) {
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signature, message);
  } catch {
    return verifiesPlainly(key, message, signature);
  }
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));
const leafOf = (line) => sha256(joined(Uint8Array.of(0), utf8(line)));
const nodeOf = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

function demand(holds, because) {
  if (!holds) throw new Error(because);
}

/** The one way to write a value (section 1). */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** The checkpoint, once every signature on it is that of a key of the list, in its order. */
async function opened(note, keys) {
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const [origin, size, digest, last, ...more] = text.split("\n");
  demand(last === "" && more.length === 0 && /^(?:0|[1-9]\d*)$/.test(size), "the checkpoint has not its three lines");
  const left = keys.map((vkey) => {
    const [name, id, ...rest] = vkey.split("+");
    const key = bytesOf(rest.join("+"));
    const made = sha256(joined(utf8(`${name}\n`), key)).slice(0, 4);
    const hex = Array.from(made, (byte) => byte.toString(16).padStart(2, "0")).join("");
    demand(hex === id && key.length === 33 && key[0] === 1, `the key ${vkey} has another id`);
    demand(name === origin, `the key ${vkey} is not one of ${origin}`);
    return { id: base64Of(made), name, bytes: key.slice(1) };
  });
  const signatures = note
    .slice(end + 2)
    .split("\n")
    .slice(0, -1);
  demand(signatures.length > 0, "the checkpoint is not signed");
  for (const line of signatures) {
    const [dash, name, base64] = line.split(" ");
    demand(dash === "—" && base64 !== undefined, "a line of the checkpoint is no signature");
    const signature = bytesOf(base64);
    while (left.length > 0 && left[0].id !== base64Of(signature.slice(0, 4))) left.shift();
    const key = left.shift();
    demand(key && key.name === name, "the checkpoint is signed by another key than those that are named");
    demand(
      await verifies(key.bytes, utf8(text), signature.slice(4)),
      "the signature of the checkpoint does not verify",
    );
  }
  return { origin, size: Number(size), root: digest };
}

/** Where a path leads to from a leaf (RFC 9162, 2.1.3.2). */
function rootBy(leaf, index, size, path) {
  let [hash, at, last, next] = [leaf, index, size - 1, 0];
  while (last > 0) {
    if (at % 2 === 1 || at < last) {
      if (next === path.length) return "";
      const sibling = bytesOf(path[next]);
      next += 1;
      hash = at % 2 === 1 ? nodeOf(sibling, hash) : nodeOf(hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return next === path.length ? base64Of(hash) : "";
}

const isSealed = (value) =>
  typeof value === "object" && value !== null && Object.keys(value).length === 1 && typeof value.$sealed === "string";

function provedRecords(records, { size, root: due }) {
  let before = -1;
  return records.map(({ line, proof }) => {
    const record = JSON.parse(line);
    demand(canonical(record) === line, `record ${record.seq} is not in its one form`);
    demand(record.seq > before && record.seq < size, `record ${record.seq} does not stand in order`);
    before = record.seq;
    demand(rootBy(leafOf(line), record.seq, size, proof) === due, `record ${record.seq} is not what the log has there`);
    return record;
  });
}

function provedValues(disclosures, records) {
  const bySeq = new Map(records.map((record) => [record.seq, record]));
  const values = new Map();
  const items = new Map();
  for (const [seq, name, salt, value] of disclosures) {
    const record = bySeq.get(seq) ?? {};
    const member = name === "decision.because" ? record.decision?.because : record[name];
    const due = isSealed(member) ? member.$sealed : items.get(`${seq} ${name}`);
    demand(
      base64Of(sha256(utf8(canonical([salt, name, value])))) === due,
      `"${name}" of record ${seq} is not what was sealed`,
    );
    if (name === "changes") for (const [row, item] of value.entries()) items.set(`${seq} changes.${row}`, item.$sealed);
    values.set(`${seq} ${name}`, value);
  }
  return values;
}

const ENVELOPE =
  "v seq b prev org orgSeq orgPrev type at wall mono nonce more user delegateUser session decision changes rows".split(
    " ",
  );
const list = (places) => (places.length === 0 ? "none" : `${places.length}: ${places.join(", ")}`);

/** Everything the page has to show, from what was proved. */
function due(pack, checkpoint, records, values) {
  const { made = "", scope = "", findings = [], erased = [], exclusions = [], names = {} } = pack.about ?? {};
  const named = (id, key) => (names[key] === undefined ? id : `${names[key]} (${id})`);
  const person = (ref) => (ref ? named(ref.id, `${ref.org}/${ref.id}`) : "");
  const gone = new Set(erased.map(([seq, name]) => `${seq} ${name}`));
  const undisclosed = [];
  const rows = records.map((record) => {
    const reveal = (name, value) => {
      if (!isSealed(value)) return value;
      const place = `${record.seq} ${name}`;
      return values.has(place) ? values.get(place) : "(not disclosed)";
    };
    for (const [name, value] of Object.entries(record)) {
      const sealed =
        name === "decision" ? (isSealed(value.because) ? ["decision.because"] : []) : isSealed(value) ? [name] : [];
      if (name === "changes") for (let row = 0; row < record.rows; row += 1) sealed.push(`changes.${row}`);
      for (const one of sealed) {
        const place = `${record.seq} ${one}`;
        if (!values.has(place) && !gone.has(place)) undisclosed.push(place);
      }
    }
    const details = {};
    for (const [name, value] of Object.entries(record))
      if (!ENVELOPE.includes(name)) details[name] = reveal(name, value);
    const { decision } = record;
    return [
      `${record.seq}`,
      record.at,
      named(record.org, record.org),
      record.type,
      person(record.user),
      person(record.delegateUser),
      record.session ?? "",
      decision?.effect ?? "",
      decision?.rule ?? "",
      decision ? String(reveal("decision.because", decision.because)) : "",
      Object.keys(details).length === 0 ? "" : canonical(details),
    ];
  });
  const sheets = new Map();
  for (const [place, row] of rows.entries()) {
    const { session, reason } = records[place];
    if (session === undefined) continue;
    const sheet = sheets.get(session) ?? [session, row[4], row[5], row[2], row[1], "", 0, 0, "no end in this report"];
    sheets.set(session, sheet);
    if (sheet[2] === "") sheet[2] = row[5];
    sheet[5] = row[1];
    sheet[6] += 1;
    if (row[7] === "deny") sheet[7] += 1;
    if (/^(?:login|session)\.ended$/.test(row[3])) sheet[8] = String(reason);
  }
  const said = [
    ["made", made],
    ["scope", scope],
    ["log", checkpoint.origin],
    ["checkpoint", `${checkpoint.size} records, root ${checkpoint.root}`],
    ["records", `${rows.length}`],
    ...(findings.length === 0
      ? [["findings", "none was given"]]
      : findings.map(({ rule, seq, says }) => ["finding", `${rule}, record ${seq}: ${says}`])),
    ["undisclosed", list(undisclosed)],
    ["erased", list(erased.map(([seq, name]) => `${seq} ${name}`))],
  ];
  const left = exclusions.map((says, place) => [`${place + 1}`, says]);
  return { records: rows, sessions: [...sheets.values()].map((sheet) => sheet.map(String)), said, left };
}

const pictured = (text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\0-\x1f\x7f\u2028\u2029]/g, (one) => {
    const code = one.charCodeAt(0);
    return code > 0x7f ? "␤" : String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
  });

/** The page shows exactly these rows. */
function compare(name, what, rows) {
  const shown = Array.from(document.querySelectorAll(`#${name} > tr`), (row) =>
    Array.from(row.children, (cell) => cell.textContent),
  );
  demand(shown.length === rows.length, `the page shows ${shown.length} ${what} and should show ${rows.length}`);
  for (const [place, row] of rows.entries())
    for (const [column, text] of row.entries())
      demand(
        shown[place][column] === pictured(text) && shown[place].length === row.length,
        `the page shows "${shown[place][column]}" among its ${what} where the evidence says "${pictured(text)}"`,
      );
}

async function check() {
  const pack = JSON.parse(document.getElementById("evidence").textContent);
  demand(pack.v === 2, "the evidence is of another version");
  const checkpoint = await opened(pack.checkpoint, pack.keys);
  const records = provedRecords(pack.records, checkpoint);
  const values = provedValues(pack.disclosures, records);
  const shows = due(pack, checkpoint, records, values);
  compare("said-rows", "statements", shows.said);
  compare("left-rows", "exclusions", shows.left);
  compare("session-rows", "sessions", shows.sessions);
  compare("record-rows", "records", shows.records);
  return `Verified in this browser: all ${records.length} records are in the log ${checkpoint.origin} under its signed checkpoint of ${checkpoint.size} records, and the tables show what they say. Whether the keys are that log's own, only a policy tells that you have from elsewhere.`;
}

function tell(state, mark, text) {
  const status = document.getElementById("status");
  status.className = state;
  status.textContent = `${mark} ${text}`;
}

check().then(
  (text) => tell("good", "✓", text),
  (error) => tell("bad", "✗", `Do not trust this page: ${error instanceof Error ? error.message : error}.`),
);
