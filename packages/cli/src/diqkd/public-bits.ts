import { randomBytes } from 'node:crypto'
import { BitString, type DrawBits } from '@bellwire/post-processing'
import { createRandom } from '@bellwire/runtime'

/** Random bits, most of them to be made public: of the operating system, or, to be repeated in tests, of a seed. */
export function publicBits(seed: number | string | undefined): DrawBits {
  if (seed === undefined) return (bits) => BitString.fromBytes(randomBytes(Math.ceil(bits / 8)), bits)
  const stream = createRandom(seed).stream('post-processing')
  return (bits) => {
    const bytes = Uint8Array.from({ length: Math.ceil(bits / 8) }, () => stream.bits32() >>> 24)
    return BitString.fromBytes(bytes, bits)
  }
}
