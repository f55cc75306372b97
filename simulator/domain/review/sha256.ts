// FIPS 180-4, for the domain may import nothing. A sample is drawn with it, so that anybody can draw it again with the
// tools of any machine.

/** The fractional parts of a root of the first primes, as 32-bit words: square roots begin the hash, cube roots its rounds. */
function rootsOfPrimes(count: number, root: (prime: number) => number): readonly number[] {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate += 1) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) isPrime &&= candidate % divisor !== 0;
    if (isPrime) words.push(((root(candidate) % 1) * 2 ** 32) | 0);
  }
  return words;
}

const BEGINNING = rootsOfPrimes(8, Math.sqrt);
const ROUNDS = rootsOfPrimes(64, Math.cbrt);

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The SHA-256 of a text of ASCII characters, in hexadecimal digits. Throws for any other text. */
export function sha256(text: string): string {
  const words = padded(text);
  let state = BEGINNING;
  for (let block = 0; block < words.length; block += 16) state = compressed(state, words.slice(block, block + 16));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The text as words, most significant byte first, with the one bit and the length behind it. */
function padded(text: string): readonly number[] {
  const words = new Array<number>((((text.length + 8) >> 6) + 1) * 16).fill(0);
  const put = (byte: number, at: number) => {
    words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - (at % 4) * 8));
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) throw new Error(`"${text}" is more than ASCII`);
    put(code, at);
  }
  put(128, text.length);
  words[words.length - 1] = text.length * 8;
  return words;
}

function compressed(state: readonly number[], block: readonly number[]): readonly number[] {
  const schedule = [...block];
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [schedule[at - 15] ?? 0, schedule[at - 2] ?? 0];
    const mixed = (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) + (schedule[at - 7] ?? 0);
    schedule.push(((schedule[at - 16] ?? 0) + mixed + (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10))) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at += 1) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + (ROUNDS[at] ?? 0) + (schedule[at] ?? 0);
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + (state[at] ?? 0)) | 0);
}
