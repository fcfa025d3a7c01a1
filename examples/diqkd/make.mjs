// The data of this folder: rounds of a depolarised pair, played by a random number generator, not measured. To write it anew:
//
//     npm run build && node examples/diqkd/make.mjs
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@bellwire/runtime'

const ROUNDS = 20_000
/** Visibility of the pair: S = 2√2·V = 2.772, Q = (1 - V)/2 = 1 %. */
const VISIBILITY = 0.98
/** Probability of B's setting 2; A's settings are alike. */
const KEY_SETTING = 0.5

/** Every file by its name. */
export function makeData() {
  const random = createRandom('examples/diqkd').stream('rounds')
  const lines = ['x,y,a,b']
  /** @type {(0 | 1)[][]} */
  const [alice, bob] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const x = random.bernoulli(0.5) ? 1 : 0
    const y = random.bernoulli(KEY_SETTING) ? 2 : random.bernoulli(0.5) ? 1 : 0
    // Correlators: V with (0, 2), which is A's own basis; none with (1, 2); ±V/√2 in the test.
    const correlator = y === 2 ? (x === 0 ? VISIBILITY : 0) : (x & y ? -1 : 1) * VISIBILITY * Math.SQRT1_2
    const a = random.bernoulli(0.5) ? 1 : 0
    const isEqual = random.bernoulli((1 + correlator) / 2)
    const b = isEqual ? a : a === 1 ? 0 : 1
    lines.push(`${x},${y},${a},${b}`)
    if (x === 0 && y === 2) {
      alice?.push(a)
      bob?.push(b)
    }
  }
  return {
    'rounds.csv': Buffer.from(`${lines.join('\n')}\n`),
    'alice.txt': Buffer.from(text(alice ?? [])),
    'bob.bin': Buffer.from(packed(bob ?? []))
  }
}

/**
 * '0' and '1', 80 to a line.
 *
 * @param {readonly number[]} bits
 */
function text(bits) {
  return bits.join('').replace(/.{1,80}/g, '$&\n')
}

/**
 * Eight to a byte, the first the most significant.
 *
 * @param {readonly number[]} bits
 */
function packed(bits) {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  bits.forEach((bit, k) => {
    bytes[k >> 3] = (bytes[k >> 3] ?? 0) | (bit << (7 - (k & 7)))
  })
  return bytes
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, content] of Object.entries(makeData())) writeFileSync(new URL(name, import.meta.url), content)
}
