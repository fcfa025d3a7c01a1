import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import { RandomError } from './errors.js'
import { type Generator, GeneratorStream } from './generator-stream.js'
import type { RandomSource, RandomStream } from './random.js'

/**
 * The randomness of a run. The generator of each stream is xoroshiro128+ in a state that is the SHA-256 of seed and
 * full path, cut to 128 bits: streams of different paths or seeds have nothing to do with each other. A number and
 * its decimal string are the same seed.
 *
 * @throws RandomError if a numeric seed is not finite, or if a path has an empty segment.
 */
export function createRandom(seed: number | string): RandomSource {
  if (typeof seed === 'number' && !Number.isFinite(seed)) {
    throw new RandomError('seed', seed, 'a finite number or a string')
  }
  return new PathSource(String(seed), '')
}

/**
 * Randomness from outside the run, such as the system's: every stream, whatever its path, draws what comes next, and what
 * was drawn tells nothing of it if the generator is one of which that holds.
 */
export function randomOf(generator: Generator): RandomSource {
  const source: RandomSource = {
    stream(path) {
      checkPath(path)
      return new GeneratorStream(generator)
    },
    fork(path) {
      checkPath(path)
      return source
    }
  }
  return source
}

class PathSource implements RandomSource {
  readonly #seed: string
  /** Empty, or ends in a slash. */
  readonly #prefix: string

  constructor(seed: string, prefix: string) {
    this.#seed = seed
    this.#prefix = prefix
  }

  stream(path: string): RandomStream {
    const fullPath = this.#prefix + checkPath(path)
    const digest = sha256(utf8ToBytes(`bellwire random stream 1 ${JSON.stringify([this.#seed, fullPath])}`))
    const words = new DataView(digest.buffer, digest.byteOffset)
    const state = [words.getInt32(0), words.getInt32(4), words.getInt32(8), words.getInt32(12)]
    return new GeneratorStream(xoroshiro128plusFromState(state))
  }

  fork(path: string): RandomSource {
    return new PathSource(this.#seed, `${this.#prefix}${checkPath(path)}/`)
  }
}

function checkPath(path: string): string {
  if (path === '' || path.startsWith('/') || path.endsWith('/') || path.includes('//')) {
    throw new RandomError('path', path, "one or more names separated by '/', none of them empty")
  }
  return path
}
