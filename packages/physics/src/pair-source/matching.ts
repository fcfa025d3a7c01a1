import type { Picoseconds } from '@bellwire/runtime'
import { ParameterError } from '../components/parameter.js'
import { TAG_LABELS, type TimeTags } from './time-tags.js'

/** Which tags of two ends belong together. Both lists are in rising order and equally long. */
export interface Coincidences {
  /** [coincidence] index of Alice's tag */
  readonly alice: Int32Array
  /** [coincidence] index of Bob's tag */
  readonly bob: Int32Array
}

/**
 * One-to-one coincidences of two sorted lists of times: a tag of Bob's may go with one of Alice's if
 * |t_B − t_A − offset| ≤ window/2.
 *
 * Two pointers go through the lists. Where the tags they point to are too far apart the earlier one is given up, else
 * the two are a coincidence and both are used. So the earliest tags go together, where several could; of tags at the
 * same instant the one first in its list. There is no set of one-to-one coincidences with more members, and the result
 * is the same with the ends exchanged (and the offset's sign). Not the nearest tags: a stray click shortly before a
 * pair takes one of its tags, in a share of about rate times half the window of the cases.
 *
 * @param alice in rising order, picoseconds
 * @param bob in rising order, picoseconds
 * @param offset by how much Bob's tags are later than Alice's of the same pair
 * @throws ParameterError for a window that is negative or not finite
 */
export function matchCoincidences(
  alice: Float64Array,
  bob: Float64Array,
  windowPicoseconds: Picoseconds,
  offset: Picoseconds = 0
): Coincidences {
  if (!(windowPicoseconds >= 0 && Number.isFinite(windowPicoseconds))) {
    throw new ParameterError('windowPicoseconds', windowPicoseconds, 'a finite number >= 0')
  }
  const half = windowPicoseconds / 2
  const most = Math.min(alice.length, bob.length)
  const [indexAlice, indexBob] = [new Int32Array(most), new Int32Array(most)]
  let found = 0
  let a = 0
  let b = 0
  while (a < alice.length && b < bob.length) {
    const difference = (bob[b] as number) - (alice[a] as number) - offset
    if (difference > half) a++
    else if (difference < -half) b++
    else {
      indexAlice[found] = a++
      indexBob[found++] = b++
    }
  }
  return { alice: indexAlice.slice(0, found), bob: indexBob.slice(0, found) }
}

/** Coincidences counted by their labels, [4·Alice + Bob]. */
export function countByLabels(alice: TimeTags, bob: TimeTags, coincidences: Coincidences): Float64Array {
  const counts = new Float64Array(TAG_LABELS ** 2)
  coincidences.alice.forEach((index, k) => {
    const at = TAG_LABELS * (alice.labels[index] as number) + (bob.labels[coincidences.bob[k] as number] as number)
    counts[at] = (counts[at] as number) + 1
  })
  return counts
}
