import { binaryEntropy, holevoBound, tsirelsonBound } from '@bellwire/quantum'
import { requireNonNegative, requirePositive, requireProbability, requireRange } from '../errors.js'
import { wernerFidelity, wernerParameter } from '../routing/link-cost.js'
import { cutoffInSlots, cutoffInTime, type CutoffOutcome } from './cutoff.js'

/** What a cut-off is chosen for. */
export type CutoffGoal =
  /** The best rate of pairs whose mean fidelity is at least this, 0 to 1. */
  | { readonly minimumFidelity: number }
  /** The most key per time: rate times the fraction that pairs of a Werner parameter give, 0 or above, rising with it. */
  | { readonly keyFraction: (werner: number) => number }

export interface ChosenCutoff extends CutoffOutcome {
  /** Slots or seconds, infinity where nothing is to be discarded. */
  readonly cutoff: number
  /** Mean fidelity from end to end. */
  readonly fidelity: number
  /** Pairs per slot or per second. */
  readonly rate: number
}

/** Two links, in slots or in continuous time, that a node between them swaps. */
export type TwoLinks =
  | {
      readonly unit: 'slots'
      /** Success probabilities in each slot. */
      readonly first: number
      readonly second: number
      /** Factor of one slot in memory on the Werner parameter, 0 to 1. */
      readonly decay: number
      /** Werner parameter from end to end if nothing waited: both links' and the swap's multiplied. */
      readonly werner: number
    }
  | {
      readonly unit: 'seconds'
      /** Pairs per second. */
      readonly first: number
      readonly second: number
      /** 1 over the coherence time, in 1/s. */
      readonly decay: number
      readonly werner: number
    }

/** Asymptotic fraction of key from Werner states measured in two bases: 1 − 2h(Q), Q = (1 − W)/2, not below 0. */
export function entanglementBasedKeyFraction(werner: number): number {
  return Math.max(0, 1 - 2 * binaryEntropy((1 - werner) / 2))
}

/**
 * Asymptotic device-independent fraction of key from Werner states: 1 − h(Q) − χ(S) with Q = (1 − W)/2 and S = 2√2·W,
 * not below 0 (Acín et al., "Device-independent security of quantum cryptography against collective attacks").
 */
export function deviceIndependentKeyFraction(werner: number): number {
  return Math.max(0, 1 - binaryEntropy((1 - werner) / 2) - holevoBound(tsirelsonBound * werner))
}

/**
 * The best cut-off of two links that are swapped. A longer one always means a higher rate and a lower fidelity: so for a
 * fidelity it is the longest that meets it, found by halving; for key it is searched on a grid and refined there.
 *
 * @returns undefined where no cut-off meets the fidelity, or none gives any key
 */
export function chooseCutoff(links: TwoLinks, goal: CutoffGoal): ChosenCutoff | undefined {
  check(links)
  const at = (cutoff: number): ChosenCutoff => {
    const { first, second, decay } = links
    const outcome =
      links.unit === 'slots' ? cutoffInSlots(first, second, cutoff, decay) : cutoffInTime(first, second, cutoff, decay)
    return { ...outcome, cutoff, fidelity: wernerFidelity(links.werner * outcome.decay), rate: 1 / outcome.meanTime }
  }
  if ('minimumFidelity' in goal) {
    requireRange('minimumFidelity', goal.minimumFidelity, 0, 1)
    return longest(links, at, goal.minimumFidelity)
  }
  const { keyFraction } = goal
  const key = (cutoff: number): number => {
    const { decay, rate } = at(cutoff)
    return keyFraction(links.werner * decay) * rate
  }
  const best = mostKey(links, key)
  return key(best) > 0 ? at(best) : undefined
}

function check({ unit, first, second, decay, werner }: TwoLinks): void {
  if (unit === 'slots') {
    requireProbability('first', first)
    requireProbability('second', second)
    requireRange('decay', decay, 0, 1)
  } else {
    requirePositive('first', first)
    requirePositive('second', second)
    requireNonNegative('decay', decay)
  }
  requireRange('werner', werner, 0, 1)
}

/** Beyond this cut-off nothing changes any more: a link is silent so long with probability e^−40. */
function farthest({ unit, first, second }: TwoLinks): number {
  const slowest = Math.min(first, second)
  return unit === 'seconds' ? 40 / slowest : slowest === 1 ? 1 : Math.ceil(-40 / Math.log1p(-slowest))
}

function longest(
  links: TwoLinks,
  at: (cutoff: number) => ChosenCutoff,
  minimumFidelity: number
): ChosenCutoff | undefined {
  const meets = (cutoff: number): boolean => at(cutoff).fidelity >= minimumFidelity
  if (meets(Infinity)) return at(Infinity)
  let high = farthest(links)
  if (links.unit === 'slots') {
    if (!meets(0)) return undefined
    let low = 0
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (meets(middle)) low = middle
      else high = middle
    }
    return at(low)
  }
  // No cut-off of finite length reaches what pairs give that do not wait at all.
  if (wernerParameter(minimumFidelity) >= links.werner) return undefined
  let low = high
  while (low > Number.MIN_VALUE && !meets(low)) [low, high] = [low / 2, low]
  if (!meets(low)) return undefined
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (meets(middle)) low = middle
    else high = middle
  }
  return at(low)
}

/** Points of the grid: neighbours differ by less than a tenth. */
const GRID = 400
const GOLDEN = (Math.sqrt(5) - 1) / 2

function mostKey(links: TwoLinks, key: (cutoff: number) => number): number {
  const slots = links.unit === 'slots'
  const last = farthest(links)
  // Below the least both links' pairs hardly ever meet; with infinite decay shorter ones are never better.
  const least = slots ? 1 : Math.min(1e-9 / Math.max(links.first, links.second), 1e-6 * last)
  const grid = Array.from({ length: GRID }, (_, k) => least * (last / least) ** (k / (GRID - 1)))
  const cutoffs = slots ? [0, ...new Set(grid.map(Math.round)), Infinity] : [...grid, Infinity]
  let best = 0
  cutoffs.forEach((cutoff, index) => {
    if (key(cutoff) > key(cutoffs[best] as number)) best = index
  })
  const middle = cutoffs[best] as number
  // Where discarding brings nothing but rounding, nothing is to be discarded.
  if (key(Infinity) >= key(middle) * (1 - 1e-12)) return Infinity
  const low = cutoffs[Math.max(0, best - 1)] as number
  const high = Math.min(cutoffs[best + 1] as number, 2 * last)
  const refined = slots ? bestInteger(key, low, high) : goldenSection(key, low, high)
  return key(refined) > key(middle) ? refined : middle
}

function goldenSection(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  while (high - low > 1e-9 * high) {
    const left = high - GOLDEN * (high - low)
    const right = low + GOLDEN * (high - low)
    if (f(left) >= f(right)) high = right
    else low = left
  }
  return (low + high) / 2
}

/** The integer in [from, to] where f is highest, f rising and then falling there. */
function bestInteger(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (f(middle) < f(middle + 1)) low = middle + 1
    else high = middle
  }
  return low
}
