import type { Picoseconds } from '@bellwire/runtime'
import { accidentalRate, effectiveWindow, shareInWindow } from './coincidence-window.js'
import { detectorOf, endEfficiency, incidentRates, labelShare, readyShare, singlesRates } from './detector-rates.js'
import type { PairSourceParameters } from './parameters.js'
import { TAG_LABELS } from './time-tags.js'

/** What two ends count, 1/s. Matrices are by Alice's label, then Bob's: [4·a + b]. */
export interface CoincidenceRates {
  /** [label] */
  readonly singlesAlice: Float64Array
  /** [label] */
  readonly singlesBob: Float64Array
  /** Pairs of which both photons click, inside the window. */
  readonly pairs: Float64Array
  /** R_A·R_B·w: what a window set far off the delay counts, every two clicks inside it. */
  readonly accidentals: Float64Array
  /** What one-to-one matching of the tags finds, see coincidenceRates. */
  readonly matched: Float64Array
}

/**
 * Closed forms for a pair source between two ends.
 *
 * Pairs: B·η_A·η_B·P(labels), times the share of the time in which both detectors are ready, times the share that the
 * jitters leave in the window. Pairs make both detectors dead together, so that both are ready more often than
 * independence says: a_A·a_B·(1 + c·T) with the rate c of pairs at these two detectors and the shorter dead time T,
 * which is exact if c = 0, or if every click is one of a pair and the dead times are equal, and good to the first order
 * in rate times dead time otherwise.
 *
 * Matched: each tag is used once, the earliest first. A click whose partner is in the window too finds no second one,
 * so that only clicks U, V without partner make new coincidences, U_a·V_b·w; and one of them that comes before a pair's
 * tags, on average in half the window, takes the partner away from the pair. To the first order in rate times window,
 * with C = pairs:
 * C_ab + w·U_a·V_b + ½w(U_a·ΣC_·b + ΣC_a·V_b) − ½w·C_ab(ΣU′ + ΣV′),
 * where ΣU′ leaves out the pair's own detector if that would still be dead. Windows in which clicks come by the dozen are
 * beyond that order: there, no rate is below 0, and all together are at most the clicks of the end that has fewer.
 */
export function coincidenceRates(source: PairSourceParameters, windowPicoseconds: Picoseconds): CoincidenceRates {
  const singlesAlice = singlesRates(source, source.alice)
  const singlesBob = singlesRates(source, source.bob)
  const pairs = pairRates(source, windowPicoseconds)
  const accidentals = pairs.map((_, k) =>
    accidentalRate(singlesAlice[k >> 2] as number, singlesBob[k & 3] as number, windowPicoseconds)
  )
  const firstOrder = matchedRates(source, pairs, singlesAlice, singlesBob, windowPicoseconds)
  const matched = atMostEachOnce(firstOrder, singlesAlice, singlesBob)
  return { singlesAlice, singlesBob, pairs, accidentals, matched }
}

/** Rates that one-to-one matching can give: none below 0, all together no more than either end has clicks. */
function atMostEachOnce(rates: Float64Array, singlesAlice: Float64Array, singlesBob: Float64Array): Float64Array {
  const sum = (all: Float64Array): number => all.reduce((total, rate) => total + rate, 0)
  const positive = rates.map((rate) => Math.max(0, rate))
  const [total, most] = [sum(positive), Math.min(sum(singlesAlice), sum(singlesBob))]
  return total <= most ? positive : positive.map((rate) => (rate * most) / total)
}

/** Probability of two labels for a pair that clicks at both ends. */
function jointShare(source: PairSourceParameters, a: number, b: number): number {
  const independent = labelShare(source.alice, a) * labelShare(source.bob, b)
  if (a >> 1 !== b >> 1) return independent
  const visibility = a < 2 ? source.visibilityZ : source.visibilityX
  return independent * (a === b ? 1 + visibility : 1 - visibility)
}

function pairRates(source: PairSourceParameters, windowPicoseconds: Picoseconds): Float64Array {
  const { alice, bob } = source
  const both = source.pairsPerSecond * endEfficiency(alice) * endEfficiency(bob)
  const [incidentAlice, incidentBob] = [incidentRates(source, alice), incidentRates(source, bob)]
  const [deadAlice, deadBob] = [alice.detector.deadTimeNanoseconds, bob.detector.deadTimeNanoseconds]
  const shorterDeadSeconds = Math.min(deadAlice, deadBob) * 1e-9
  const inWindow = shareInWindow(windowPicoseconds, alice.detector.jitterPicoseconds, bob.detector.jitterPicoseconds)
  const incident = Float64Array.from({ length: TAG_LABELS ** 2 }, (_, k) => both * jointShare(source, k >> 2, k & 3))
  // Pairs at two detectors, which several labels share where the setting changes.
  const together = new Float64Array(TAG_LABELS ** 2)
  incident.forEach((rate, k) => {
    const at = TAG_LABELS * detectorOf(alice, k >> 2) + detectorOf(bob, k & 3)
    together[at] = (together[at] as number) + rate
  })
  return incident.map((rate, k) => {
    const [i, j] = [detectorOf(alice, k >> 2), detectorOf(bob, k & 3)]
    const ready =
      readyShare(incidentAlice[i] as number, deadAlice) *
      readyShare(incidentBob[j] as number, deadBob) *
      (1 + (together[TAG_LABELS * i + j] as number) * shorterDeadSeconds)
    return rate * ready * inWindow
  })
}

function matchedRates(
  source: PairSourceParameters,
  pairs: Float64Array,
  singlesAlice: Float64Array,
  singlesBob: Float64Array,
  windowPicoseconds: Picoseconds
): Float64Array {
  const seconds = effectiveWindow(windowPicoseconds) * 1e-12
  const [pairedAlice, pairedBob] = [new Float64Array(TAG_LABELS), new Float64Array(TAG_LABELS)]
  pairs.forEach((rate, k) => {
    pairedAlice[k >> 2] = (pairedAlice[k >> 2] as number) + rate
    pairedBob[k & 3] = (pairedBob[k & 3] as number) + rate
  })
  const freeAlice = singlesAlice.map((rate, a) => rate - (pairedAlice[a] as number))
  const freeBob = singlesBob.map((rate, b) => rate - (pairedBob[b] as number))
  const taking = (end: 'alice' | 'bob', free: Float64Array, label: number): number => {
    const { detector } = source[end]
    const dead = detector.deadTimeNanoseconds * 1e3 >= windowPicoseconds / 2
    return free.reduce((sum, rate, other) => {
      const own = detectorOf(source[end], other) === detectorOf(source[end], label)
      return dead && own ? sum : sum + rate
    }, 0)
  }
  return pairs.map((rate, k) => {
    const [a, b] = [k >> 2, k & 3]
    const [u, w] = [freeAlice[a] as number, freeBob[b] as number]
    const taken = taking('alice', freeAlice, a) + taking('bob', freeBob, b)
    const mixed = u * (pairedBob[b] as number) + (pairedAlice[a] as number) * w - rate * taken
    return rate + seconds * (u * w + mixed / 2)
  })
}
