import { type ArrivalCapabilities, Basis, type OperatingPoint } from '@bellwire/device'
import type { Picoseconds } from '@bellwire/runtime'
import {
  type ClockSearch,
  coincidenceRates,
  type MeasuringEnd,
  type PairSourceParameters,
  parsePairSource,
  sift,
  type TimeTags
} from '../pair-source/index.js'
import { requireNumber, WorldError } from './errors.js'

/** Tags that a laboratory has recorded, each end's on its own clock. */
export interface RecordedTags {
  readonly alice: TimeTags
  readonly bob: TimeTags
}

/** A source of photon pairs between two ends that measure them as they come. Alice is the link's end a, Bob its end b. */
export interface PairSourceLinkParameters {
  readonly source: PairSourceParameters
  /** Two tags are a coincidence if they differ by at most half of this, apart from the relation of the two clocks. */
  readonly coincidencePicoseconds: Picoseconds
  /** Where the relation of the two clocks is looked for. Default: usualClockSearch. */
  readonly clockSearch?: ClockSearch
  /** In place of the model's tags: times since the end's clock showed 0. `source` then only says what to expect. */
  readonly tags?: RecordedTags
}

/**
 * Parameters of a link, checked.
 *
 * @throws ParameterError or WorldError for the first that cannot be used
 */
export function checkPairSource(parameters: PairSourceLinkParameters): PairSourceLinkParameters {
  const { tags, coincidencePicoseconds } = parameters
  const source = parsePairSource(parameters.source)
  requireNumber('model.coincidencePicoseconds', coincidencePicoseconds, 0, 1e9)
  for (const [end, list] of Object.entries(tags ?? {})) checkTags(`model.tags.${end}`, list as TimeTags)
  return { ...parameters, source }
}

function checkTags(field: string, { picoseconds, labels }: TimeTags): void {
  if (picoseconds.length !== labels.length) {
    throw new WorldError(`${field}.labels`, labels.length, `as many labels as times, ${picoseconds.length}`)
  }
  for (let k = 0; k < labels.length; k++) {
    const time = picoseconds[k] as number
    if (!(time >= (k === 0 ? 0 : (picoseconds[k - 1] as number)) && Number.isSafeInteger(time))) {
      throw new WorldError(`${field}.picoseconds[${k}]`, time, 'whole picoseconds from 0 on, in rising order')
    }
    if ((labels[k] as number) > 3) throw new WorldError(`${field}.labels[${k}]`, labels[k], 'a label 0..3')
  }
}

/** Mean number of coincidences in a second, and the share of them that are no pairs. */
export function expectedCoincidences({ source, coincidencePicoseconds }: PairSourceLinkParameters): {
  readonly perSecond: number
  readonly pairsPerSecond: number
} {
  const { matched, pairs } = coincidenceRates(source, coincidencePicoseconds)
  return { perSecond: sum(matched), pairsPerSecond: sum(pairs) }
}

/**
 * What a link with a pair source gives. Fidelity: (⟨ZZ⟩ + ⟨XX⟩)/2 of what coincides, accidentals and all, which the
 * fidelity to Φ+ is never below ("Entanglement witnesses", Gühne and Tóth, "Entanglement detection", section 6). Heralds:
 * at least one coincidence while the gate is open, coincidences taken as a Poisson process.
 * Correlations in one basis say nothing of those in the other: where an end never measures in one, the fidelity is what
 * the same pairs would show to ends that choose evenly.
 *
 * @param window length of the gate, nanoseconds
 */
export function pairSourcePoint(parameters: PairSourceLinkParameters, window: number): OperatingPoint {
  const { source, coincidencePicoseconds } = parameters
  const { matched } = coincidenceRates(source, coincidencePicoseconds)
  const { z, x } = sift(
    measuringBoth(source) ? matched : coincidenceRates(evenly(source), coincidencePicoseconds).matched
  )
  return {
    brightness: 1,
    fidelity: z.kept > 0 && x.kept > 0 ? Math.max(0, (z.visibility + x.visibility) / 2) : 0,
    successProbability: -Math.expm1(-sum(matched) * window * 1e-9)
  }
}

function measuringBoth({ alice, bob }: PairSourceParameters): boolean {
  return [alice, bob].every(({ basisChoice: { zShare } }) => zShare > 0 && zShare < 1)
}

/** The same source between ends that measure as often in one basis as in the other. */
function evenly(source: PairSourceParameters): PairSourceParameters {
  const even = (end: MeasuringEnd): MeasuringEnd => ({ ...end, basisChoice: { ...end.basisChoice, zShare: 0.5 } })
  return { ...source, alice: even(source.alice), bob: even(source.bob) }
}

/** In which bases an end measures, and who chooses: a splitter or a recording have chosen already. */
export function arrivalOf({ basisChoice }: MeasuringEnd, recorded: boolean): ArrivalCapabilities {
  const bases = [Basis.Z, Basis.X]
  if (basisChoice.kind === 'active' && !recorded) return { bases, choice: 'set' }
  return { bases, choice: 'hardware', shares: [basisChoice.zShare, 1 - basisChoice.zShare] }
}

function sum(rates: Float64Array): number {
  return rates.reduce((total, rate) => total + rate, 0)
}
