// Writes the data of this folder: rounds of a depolarised pair, played by a random number generator, not measured.
//
//     npm run build && node examples/diqkd/make.mjs [FOLDER]
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@bellwire/runtime'

const ROUNDS = 20_000
/** Visibility of the pair: S = 2√2·V = 2.772, Q = (1 - V)/2 = 1 %. */
const VISIBILITY = 0.98
/** Probability of B's setting 2; A's settings are alike. */
const KEY_SETTING = 0.5

const folder = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url))
const random = createRandom('examples/diqkd').stream('rounds')
const lines = ['x,y,a,b']
const [alice, bob] = [[], []]
for (let round = 0; round < ROUNDS; round++) {
  const x = random.bernoulli(0.5) ? 1 : 0
  const y = random.bernoulli(KEY_SETTING) ? 2 : random.bernoulli(0.5) ? 1 : 0
  // Correlators: V with (0, 2), which is A's own basis; none with (1, 2); ±V/√2 in the test.
  const correlator = y === 2 ? (x === 0 ? VISIBILITY : 0) : (x & y ? -1 : 1) * VISIBILITY * Math.SQRT1_2
  const a = random.bernoulli(0.5) ? 1 : 0
  const b = random.bernoulli((1 + correlator) / 2) ? a : 1 - a
  lines.push(`${x},${y},${a},${b}`)
  if (x === 0 && y === 2) {
    alice.push(a)
    bob.push(b)
  }
}
writeFileSync(join(folder, 'rounds.csv'), `${lines.join('\n')}\n`)
writeFileSync(join(folder, 'alice.txt'), text(alice))
writeFileSync(join(folder, 'bob.bin'), packed(bob))
process.stdout.write(`${ROUNDS} rounds, ${alice.length} of them key rounds\n`)

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
  bits.forEach((bit, k) => (bytes[k >> 3] = /** @type {number} */ (bytes[k >> 3]) | (bit << (7 - (k & 7)))))
  return bytes
}
