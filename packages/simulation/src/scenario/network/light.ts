import {
  ca40Arm,
  ca40SingleClick,
  chainEfficiency,
  decibelsToEfficiency,
  detectorNoiseRate,
  fibreDelay,
  fibreTransmission,
  noiseClickProbability,
  operatingPoints,
  operatingPointsOf,
  type SingleClickLinkParameters,
  windowNoise
} from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import type { LinkDescription } from '../../network/description.js'
import type { ArmInput, LinkInput } from '../schema/link.js'

const ATTENUATION_DECIBELS_PER_KILOMETRE = 0.2
const VELOCITY_METRES_PER_SECOND = 2.042e8
const DEFAULT_WINDOW = 100
const PUBLISHED_LENGTHS = { 'ca40-10km': 10, 'ca40-101km': 101 } as const

/** One arm of a link, from node to station. */
interface Arm {
  readonly delay: Nanoseconds
  readonly generationFailure: number
  /** Of the fibre, 0..1. */
  readonly transmission: number
  /** Probability that an emitted photon reaches a detector, 0..1. */
  readonly efficiency: number
  /** Clicks per second at each detector, the fibre's loss not counted. */
  readonly noiseCountsPerSecond: number
}

/** What a link's model and everything optical say together. */
export type Light = Pick<LinkDescription, 'model' | 'noise' | 'operatingPoints' | 'slotPeriod'> & {
  readonly window?: number
}

export function armsOf(link: LinkInput): readonly [Arm, Arm] {
  const length = link.model.kind === 'platform' ? platformLength(link) : link.length
  const arm = (given: ArmInput = {}): Arm => {
    const platform = link.model.kind === 'platform'
    const kilometres = given.length ?? (length === undefined ? 0 : length / 2)
    const fibre = {
      lengthKilometres: kilometres,
      attenuationDecibelsPerKilometre: given.attenuation ?? ATTENUATION_DECIBELS_PER_KILOMETRE,
      groupVelocityMetresPerSecond: given.velocity ?? VELOCITY_METRES_PER_SECOND
    }
    const transmission = fibreTransmission(fibre)
    return {
      delay: given.delay ?? Math.round(fibreDelay(platform ? ca40Arm(2 * kilometres) : fibre)),
      generationFailure: given.generationFailure ?? 0,
      transmission,
      efficiency: chainEfficiency([
        { name: 'collection', efficiency: given.collection ?? 1 },
        { name: 'conversion', efficiency: given.converter?.efficiency ?? 1 },
        { name: 'fibre', efficiency: transmission },
        { name: 'loss', efficiency: decibelsToEfficiency(given.loss ?? 0) },
        { name: 'detector', efficiency: link.detectors?.efficiency ?? 1 }
      ]),
      noiseCountsPerSecond: given.converter?.noise ?? 0
    }
  }
  return [arm(link.arms?.a), arm(link.arms?.b)]
}

export function lightOf(link: LinkInput): Light {
  const { model } = link
  switch (model.kind) {
    case 'platform': {
      const parameters = ca40SingleClick(platformLength(link))
      const published = Math.round(1e9 / parameters.attemptsPerSecond)
      return {
        ...platformLight(parameters, model.brightnesses),
        slotPeriod: published,
        window: parameters.windowNanoseconds
      }
    }
    case 'ideal': {
      const successProbability = model.successProbability ?? 1 / (model.attempts ?? 1)
      const announced = model.announced === undefined ? {} : { announced: model.announced }
      const errors =
        model.bellDiagonal === undefined ? { fidelity: model.fidelity ?? 1 } : { bellDiagonal: model.bellDiagonal }
      return { model: { kind: 'ideal', parameters: { successProbability, ...announced, ...errors } } }
    }
    case 'single-click':
    case 'two-click': {
      const { kind, efficiencies, photonOverlap, phaseContrast, operationsContrast, phaseOffset } = model
      const [a, b] = armsOf(link)
      const parameters = {
        efficiencyA: efficiencies?.[0] ?? a.efficiency,
        efficiencyB: efficiencies?.[1] ?? b.efficiency,
        photonOverlap,
        phaseContrast,
        operationsContrast,
        ...(phaseOffset !== undefined && { phaseOffset })
      }
      const noise = noiseOf(link, [a, b])
      const brightnesses = model.kind === 'single-click' ? model.brightnesses : undefined
      return {
        model: { kind, parameters },
        noise,
        ...(brightnesses && { operatingPoints: operatingPointsOf({ kind, parameters }, noise, brightnesses) })
      }
    }
  }
}

function platformLight(parameters: SingleClickLinkParameters, brightnesses: readonly number[] | undefined): Light {
  return {
    model: { kind: 'single-click', parameters },
    noise: windowNoise(parameters),
    ...(brightnesses && { operatingPoints: operatingPoints(parameters, brightnesses) })
  }
}

/** Dark counts, the noise of the converters, and what is stated for a gate, as the probability of a click in it. */
function noiseOf(link: LinkInput, arms: readonly [Arm, Arm]): readonly [number, number] {
  const dark = link.detectors?.darkCounts ?? 0
  const rates = typeof dark === 'number' ? [dark, dark] : dark
  const probability = (detector: 0 | 1): number => {
    const fromRate = noiseClickProbability(
      detectorNoiseRate(rates[detector] as number, arms),
      link.window ?? DEFAULT_WINDOW
    )
    return 1 - (1 - fromRate) * (1 - (link.noise?.[detector] ?? 0))
  }
  return [probability(0), probability(1)]
}

/** Kilometres of the whole link. */
function platformLength(link: LinkInput): number {
  if (link.model.kind !== 'platform' || link.model.platform === 'ca40') return link.length ?? 0
  return PUBLISHED_LENGTHS[link.model.platform]
}
