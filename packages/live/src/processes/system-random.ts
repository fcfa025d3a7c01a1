import { randomFillSync } from 'node:crypto'
import { type RandomSource, randomOf } from '@bellwire/runtime'

/** Integers that are fetched at once: each fetch costs more than what it brings. */
const FETCHED = 1024

/**
 * The randomness of the system: of what was drawn, and told to others, nothing follows about what is to be drawn. Keys are
 * made of such draws (APP-184).
 */
export function systemRandom(): RandomSource {
  const words = new Int32Array(FETCHED)
  let left = 0
  return randomOf({
    next: () => {
      if (left === 0) {
        randomFillSync(words)
        left = FETCHED
      }
      left -= 1
      const word = words[left] ?? 0
      // Nobody finds it in memory when it has been drawn.
      words[left] = 0
      return word
    }
  })
}
