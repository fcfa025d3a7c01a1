import type { CutoffOutcome } from '@bellwire/network-layer'

export interface RestartedCutoff {
  /** Success probabilities of the two links in a slot. */
  readonly probabilities: readonly [number, number]
  /** Slots that the earlier pair is kept for the later, an integer of 1 or above. */
  readonly cutoff: number
  /** Factor of one slot in memory, 0..1. */
  readonly decay: number
  /** Slots between a discard and the first attempt at a pair in its place, an integer of 0 or above. */
  readonly restart: number
}

/** What is left out. */
const REMAINDER = 1e-13

/**
 * `cutoffInSlots` for a protocol that needs time to begin again: after a cut-off the link whose pair was discarded
 * makes no attempt for `restart` slots, while the other one, which never stopped, goes on. With a restart of 0 the two
 * are the same. Followed slot by slot, as a Markov chain, until a round is over but for 1e-13; `success` is the share
 * of attempted swaps, in the mean, that were not cut off.
 */
export function cutoffWithRestart({ probabilities, cutoff, decay, restart }: RestartedCutoff): CutoffOutcome {
  const [first, second] = probabilities
  const width = restart + 1
  // Nobody has a pair: probability by the slots for which the first link, and the second, may not try yet.
  let idle = new Float64Array(width * width)
  // A link has a pair: by its age, and the slots for which the other may not try yet.
  let held: [Float64Array, Float64Array] = [new Float64Array(cutoff * width), new Float64Array(cutoff * width)]
  idle[0] = 1
  let [alive, meanTime, left, meanWait, discards] = [1, 0, 0, 0, 0]
  while (alive > REMAINDER) {
    meanTime += alive
    const idleNext = new Float64Array(width * width)
    const heldNext: typeof held = [new Float64Array(cutoff * width), new Float64Array(cutoff * width)]
    for (let state = 0; state < idle.length; state++) {
      const probability = idle[state] as number
      if (probability === 0) continue
      const lags = [Math.floor(state / width), state % width] as const
      const one = lags[0] === 0 ? first : 0
      const other = lags[1] === 0 ? second : 0
      const [lag, otherLag] = [Math.max(0, lags[0] - 1), Math.max(0, lags[1] - 1)]
      left += probability * one * other
      add(heldNext[0], otherLag, probability * one * (1 - other))
      add(heldNext[1], lag, probability * other * (1 - one))
      add(idleNext, lag * width + otherLag, probability * (1 - one) * (1 - other))
    }
    for (const link of [0, 1] as const) {
      for (let state = 0; state < held[link].length; state++) {
        const probability = held[link][state] as number
        if (probability === 0) continue
        const age = Math.floor(state / width) + 1
        const lag = state % width
        const partner = lag > 0 ? 0 : link === 0 ? second : first
        const nextLag = Math.max(0, lag - 1)
        left += probability * partner * decay ** age
        meanWait += probability * partner * age
        const waits = probability * (1 - partner)
        if (age < cutoff) add(heldNext[link], age * width + nextLag, waits)
        else {
          discards += waits
          add(idleNext, link === 0 ? restart * width + nextLag : nextLag * width + restart, waits)
        }
      }
    }
    idle = idleNext
    held = heldNext
    alive = sum(idle) + sum(held[0]) + sum(held[1])
  }
  return { success: 1 / (1 + discards), meanTime, decay: left, meanWait }
}

function add(array: Float64Array, index: number, value: number): void {
  array[index] = (array[index] as number) + value
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
