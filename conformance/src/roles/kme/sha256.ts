/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2). */
const CONSTANTS = fractions(64, (prime) => Math.cbrt(prime))

/** The same of the square roots of the first eight (section 5.3.3). */
const INITIAL = fractions(8, (prime) => Math.sqrt(prime))

/** SHA-256 of octets (FIPS 180-4), 32 octets. */
export function sha256(octets: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((octets.length + 9) / 64) * 64)
  padded.set(octets)
  padded[octets.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(octets.length / 2 ** 29))
  view.setUint32(padded.length - 4, (octets.length * 8) >>> 0)
  const state = Uint32Array.from(INITIAL)
  for (let at = 0; at < padded.length; at += 64) compress(state, scheduleOf(view, at))
  const digest = new Uint8Array(32)
  state.forEach((value, index) => new DataView(digest.buffer).setUint32(4 * index, value))
  return digest
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let round = 0; round < 64; round++) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const one = h + turned(e, 6, 11, 25) + choice + word(CONSTANTS, round) + word(schedule, round)
    const two = turned(a, 2, 13, 22) + majority
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0]
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = word(state, index) + value
}

function scheduleOf(view: DataView, at: number): Uint32Array {
  const words = new Uint32Array(64)
  for (let index = 0; index < 16; index++) words[index] = view.getUint32(at + 4 * index)
  for (let index = 16; index < 64; index++) {
    const [early, late] = [word(words, index - 15), word(words, index - 2)]
    const sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)
    const sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10)
    words[index] = word(words, index - 16) + (sigma0 >>> 0) + word(words, index - 7) + (sigma1 >>> 0)
  }
  return words
}

/** Of no word where there is none: there always is. */
function word(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}

function rotated(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by))
}

function turned(value: number, a: number, b: number, c: number): number {
  return (rotated(value, a) ^ rotated(value, b) ^ rotated(value, c)) >>> 0
}

function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const found = new Uint32Array(count)
  for (let number = 2, at = 0; at < count; number++) if (isPrime(number)) found[at++] = (root(number) % 1) * 2 ** 32
  return found
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false
  return true
}
