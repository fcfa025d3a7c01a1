import { applyPauliToPair, BellIndex, createPair, type PauliPair } from '@bellwire/quantum'
import * as v from 'valibot'
import { chainEfficiency } from '../components/optics-chain.js'
import { fraction, ParameterError, parseParameters, quantity } from '../components/parameter.js'
import type { ClickPattern, DetectorNoise, SlotModel } from '../components/slot-model.js'
import { detectedCorrelators } from './detected-pair.js'
import { type CombStorage, combStorage, storageEfficiency } from './storage.js'

export const receiverParameters = v.strictObject({
  /** Probability that an attempt puts a photon at the chain's input, emission and collection. */
  sourceEfficiency: fraction,
  /** From there to the memory's output, its storage too unless `storage` is given. */
  chain: v.array(v.strictObject({ name: v.string(), efficiency: fraction })),
  /** The memory as a comb: its efficiency comes on top of the chain's. */
  storage: v.optional(combStorage),
  detectorEfficiency: fraction,
  /** Z error probabilities, see DetectedPairErrors. */
  flipProbability: quantity(0, 0.5),
  dephasingProbability: fraction,
  /** The Bell state, by BellIndex, that pairs are in but for their errors. Default 0, Φ+. */
  announced: v.optional(v.picklist([0, 1, 2, 3], 'a BellIndex 0..3'))
})

/**
 * A link heralded at its receiver: an emitter at a sends a photon entangled with its spin, a memory at b absorbs it and
 * gives it back, and what says that there was one is the click with which b measures it.
 */
export type ReceiverParameters = Omit<v.InferOutput<typeof receiverParameters>, 'announced' | 'storage' | 'chain'> & {
  readonly chain: readonly { readonly name: string; readonly efficiency: number }[]
  readonly storage?: CombStorage | undefined
  readonly announced?: number | undefined
}

/**
 * Parameters of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseReceiver(value: unknown): ReceiverParameters {
  return parseParameters(receiverParameters, value, 'receiver')
}

/** Probability that an attempt makes a detector click by its photon: η_source·η_chain·η_memory·η_detector. */
export function receiverEfficiency(parameters: ReceiverParameters): number {
  const { sourceEfficiency, chain, storage, detectorEfficiency } = parameters
  return (
    sourceEfficiency *
    chainEfficiency(chain) *
    (storage === undefined ? 1 : storageEfficiency(storage)) *
    detectorEfficiency
  )
}

const NOTHING: SlotModel = { heraldProbability: 0, patterns: [] }
const BOTH_DETECTORS = 3

/**
 * One slot of such a link. Detectors 0 and 1 are those of b's two outcomes; exactly one click is a herald.
 *
 * The photon fires either detector with η/2: locally its polarisation is random in every basis. A noise click tells
 * nothing of the emitter, so that the pair of pattern j is, with f_j = (1 − η)n_j / (η/2 + (1 − η)n_j), the maximally
 * mixed one, and otherwise what flips and a Z error leave of the announced Bell state. Noise beside the photon's own
 * click changes nothing at the same detector, and is a double click, no herald, at the other. That the click was the
 * one of detector j is no part of the pair's state: outcomes are drawn from that alone, so that noise clicks are even
 * between them, also where n_0 and n_1 are not.
 *
 * @param photonDue a photon of a may reach the gate
 * @param ready b's memory and detectors are at work: without them nothing is announced
 * @throws ParameterError for a comb that there cannot be
 */
export function receiverSlot(
  parameters: ReceiverParameters,
  photonDue: boolean,
  ready: boolean,
  noise: DetectorNoise
): SlotModel {
  if (!ready) return NOTHING
  const efficiency = photonDue ? receiverEfficiency(parameters) : 0
  const patterns: ClickPattern[] = []
  let heraldProbability = 0
  for (const detector of [0, 1] as const) {
    const undisturbed = 1 - noise[(1 - detector) as 0 | 1]
    const signal = (efficiency / 2) * undisturbed
    const dark = (1 - efficiency) * noise[detector] * undisturbed
    const probability = signal + dark
    if (probability <= 0) continue
    heraldProbability += probability
    patterns.push({
      detectors: 1 << detector,
      bellIndex: parameters.announced ?? BellIndex.PhiPlus,
      probability,
      state: receivedPair(parameters, dark / probability)
    })
  }
  const double = (efficiency / 2) * (noise[0] + noise[1]) + (1 - efficiency) * noise[0] * noise[1]
  if (double > 0) patterns.push({ detectors: BOTH_DETECTORS, bellIndex: -1, probability: double, state: null })
  return { heraldProbability, patterns }
}

/** The pair that the ends measure, with a share of noise among such clicks. */
function receivedPair(parameters: ReceiverParameters, noiseFraction: number): PauliPair {
  const { flipProbability, dephasingProbability, announced = BellIndex.PhiPlus } = parameters
  const { zz, xx } = detectedCorrelators({ noiseFraction, flipProbability, dephasingProbability })
  const pair = createPair()
  pair[0] = 1
  pair[5] = xx
  pair[10] = -xx
  pair[15] = zz
  if (!Number.isInteger(announced) || announced < 0 || announced > 3)
    throw new ParameterError('announced', announced, 'a BellIndex 0..3')
  applyPauliToPair(pair, 1, announced)
  return pair
}
