import { type ClickPattern, hasBrightness, heraldPatterns, type MemoryLaw, operatingPointsOf } from '@bellwire/physics'
import { affinePairSide, bellSign, pairChshFor, pairFidelity } from '@bellwire/quantum'
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import {
  type LinkDescription,
  type NetworkDescription,
  type NodeDescription,
  slotPeriodOf
} from '../network/description.js'
import type { LinkExpectations, PairExpectations } from './collect/link-collector.js'
import { significant } from './chart/numbers.js'
import type { BrightnessSamples, StorageSamples, WaitingLaw } from './samples.js'

const NO_NOISE = [0, 0] as const
const STORAGE_POINTS = 80

/** What every link of a network is expected to do, in closed form, from the description alone. By its ends. */
export function networkExpectations(description: NetworkDescription): (from: string, to: string) => LinkExpectations {
  const nodes = new Map(description.nodes.map((node) => [node.name, node]))
  return (from, to) => {
    const link = description.links.find(({ a, b }) => a === from && b === to)
    const [a, b] = [nodes.get(from), nodes.get(to)]
    return link === undefined || a === undefined || b === undefined ? {} : linkExpectations(link, [a, b])
  }
}

type Ends = readonly [a: NodeDescription, b: NodeDescription]

function linkExpectations(link: LinkDescription, ends: Ends): LinkExpectations {
  const slotsPerSecond = NANOSECONDS_PER_SECOND / slotPeriodOf(link)
  const waiting = waitingLaw(link, slotsPerSecond)
  return {
    slotSeconds: 1 / slotsPerSecond,
    brightness: brightnessCurve(link, slotsPerSecond),
    ...(hasBrightness(link.model) && { brightnessSymbol: brightnessSymbol(link.model) }),
    ...(waiting === undefined ? {} : { waiting }),
    pairs: (brightness, longestStorage) => ofPairs(link, ends, brightness, longestStorage)
  }
}

/** What pairs of one brightness are expected to show. */
function ofPairs(link: LinkDescription, ends: Ends, brightness: number, longestStorage: Nanoseconds): PairExpectations {
  const patterns = heraldPatterns(link.model, brightness, link.noise ?? NO_NOISE)
  return {
    label: hasBrightness(link.model)
      ? `closed form, ${brightnessSymbol(link.model)} = ${significant(brightness)}`
      : 'closed form',
    storage: storageCurve(patterns, link, ends, longestStorage),
    ...correlations(patterns, ends)
  }
}

/** What the literature writes for a link's brightness. */
function brightnessSymbol({ kind }: LinkDescription['model']): string {
  switch (kind) {
    case 'dlcz':
      return 'χ'
    case 'cavity':
      return 'λ/λ_th'
    default:
      return 'α'
  }
}

/** S and the error rates in X, Y and Z of pairs that are measured at once, readout flips included. */
function correlations(patterns: readonly ClickPattern[], ends: Ends): Pick<PairExpectations, 'chsh' | 'errorRates'> {
  const contrast = ends.reduce((product, node) => product * (1 - 2 * (node.readoutFlip ?? 0)), 1)
  const total = patterns.reduce((sum, pattern) => sum + pattern.probability, 0)
  const mean = (value: (pattern: ClickPattern) => number): number =>
    patterns.reduce((sum, pattern) => sum + (pattern.probability / total) * value(pattern), 0) * contrast
  const errorRate = (axis: 1 | 2 | 3): number =>
    (1 - mean(({ state, bellIndex }) => bellSign(bellIndex, axis) * (state?.[5 * axis] ?? 0))) / 2
  return {
    chsh: mean(({ state, bellIndex }) => (state === null ? 0 : pairChshFor(state, bellIndex))),
    errorRates: { X: errorRate(1), Y: errorRate(2), Z: errorRate(3) }
  }
}

/** Rate and fidelity at each brightness; where brightness means nothing, the one point that there is. */
function brightnessCurve(link: LinkDescription, slotsPerSecond: number): BrightnessSamples['curve'] {
  const own = link.operatingPoints?.map((point) => point.brightness) ?? []
  const noise = link.noise ?? NO_NOISE
  const points = [
    ...operatingPointsOf(link.model, noise),
    ...(own.length === 0 ? [] : operatingPointsOf(link.model, noise, own))
  ]
  const byBrightness = new Map(points.map((point) => [point.brightness, point]))
  return [...byBrightness.values()]
    .sort((one, other) => one.brightness - other.brightness)
    .map(({ brightness, fidelity, successProbability }) => ({
      brightness,
      fidelity,
      ratePerSecond: successProbability * slotsPerSecond
    }))
}

/** Where brightness changes the rate, the law is left to what was used. */
function waitingLaw(link: LinkDescription, slotsPerSecond: number): WaitingLaw | undefined {
  if (link.model.kind !== 'ideal') return undefined
  const { successProbability } = link.model.parameters
  return { kind: 'geometric', probability: successProbability, periodSeconds: 1 / slotsPerSecond }
}

/** Mean fidelity over the herald patterns, as both qubits age. */
function storageCurve(
  patterns: readonly ClickPattern[],
  { memories }: LinkDescription,
  [a, b]: Ends,
  longestStorage: Nanoseconds
): StorageSamples['curve'] {
  const total = patterns.reduce((sum, pattern) => sum + pattern.probability, 0)
  const laws = [decays(a, memories?.a), decays(b, memories?.b)]
  const factors = new Float64Array(4)
  return Array.from({ length: STORAGE_POINTS + 1 }, (_, n) => {
    const age = (longestStorage * n) / STORAGE_POINTS
    let fidelity = 0
    for (const { state, probability, bellIndex } of patterns) {
      if (state === null) continue
      const aged = Float64Array.from(state)
      laws.forEach((ofSide, side) => {
        for (const law of ofSide) {
          law.factors(0, age, factors)
          affinePairSide(aged, side as 0 | 1, ...(factors as unknown as [number, number, number, number]))
        }
      })
      fidelity += (probability / total) * pairFidelity(aged, bellIndex)
    }
    return { seconds: age / NANOSECONDS_PER_SECOND, fidelity }
  })
}

/**
 * What a node's qubit goes through from age 0 on: pairs that are kept go into storage where there is one.
 *
 * @param ofLink what the link's qubits there keep in, where not as the node's others do
 */
function decays({ storage, memory }: NodeDescription, ofLink: MemoryLaw | undefined): readonly MemoryLaw[] {
  const kept = ofLink ?? memory
  if (storage === undefined) return kept === undefined ? [] : [kept]
  const { transfer } = storage
  return transfer === undefined
    ? [storage.memory]
    : [{ factors: (_before, _after, out) => out.set(Array.from(transfer)) }, storage.memory]
}
