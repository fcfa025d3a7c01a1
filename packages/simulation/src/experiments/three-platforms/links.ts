import {
  ca40Memory,
  ca40Parameters,
  ca40SingleClick,
  type CavityParameters,
  decibelsToEfficiency,
  ensembleMemory,
  erYsoLink,
  erYsoParameters,
  type HeraldingModel,
  linearFlipMemory,
  type MemoryLaw,
  modesDuring,
  rb87Memory,
  rb87Parameters,
  rb87Prompt,
  relaxationMemory,
  windowNoise
} from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import { SERVED } from './star.js'
import {
  BETTER_COLLECTION,
  BETTER_IONS,
  C_BAND,
  ENSEMBLE_LIFETIME,
  ENSEMBLES,
  IONS,
  NARROW_CAVITY,
  SPIN_WAVE_LIFETIME
} from './outlooks.js'

/** Speed of light in the fibres, metres per second. */
const VELOCITY = 2.042e8
const ION_KILOMETRES = 10
const CAVITY_KILOMETRES = 10

/** One link of the circuit. */
export interface PlatformLink {
  readonly model: HeraldingModel
  readonly brightness: number
  readonly noise: readonly [number, number]
  /** Of both arms. */
  readonly delay: Nanoseconds
  readonly slotPeriod: Nanoseconds
  /** Of its time the part in which its station serves it. Default 1. */
  readonly served?: number
  readonly window: Nanoseconds
  /** Of the qubits at both ends. */
  readonly memory: MemoryLaw
  /** What the nodes advertise of such a memory: a pair's coherence falls by 1/e in it. */
  readonly coherenceTime: Nanoseconds
}

/** The three links from one end of the circuit to the other. */
export type PlatformLinks = readonly [ions: PlatformLink, ensembles: PlatformLink, cavities: PlatformLink]

/** @param betterMemories memories as the papers' outlooks have them; otherwise as the papers have them now */
export function platformLinks(betterMemories: boolean): PlatformLinks {
  return [ionLink(betterMemories), ensembleLink(betterMemories), cavityLinkOf(betterMemories)]
}

function ionLink(better: boolean): PlatformLink {
  const published = ca40SingleClick(ION_KILOMETRES)
  const factor = better ? BETTER_IONS : 1
  return {
    model: {
      kind: 'single-click',
      parameters: {
        ...published,
        efficiencyA: published.efficiencyA * BETTER_COLLECTION,
        efficiencyB: published.efficiencyB * BETTER_COLLECTION
      }
    },
    brightness: 0.05,
    noise: windowNoise(published),
    delay: delayOf(ION_KILOMETRES / 2),
    slotPeriod: Math.round(NANOSECONDS_PER_SECOND / published.attemptsPerSecond / IONS),
    window: published.windowNanoseconds,
    memory: linearFlipMemory({
      coherenceTimeMilliseconds: ca40Memory.coherenceTimeMilliseconds * factor,
      flipRatePerSecond: ca40Memory.flipRatePerSecond / factor
    }),
    coherenceTime: ca40Parameters.coherenceTime.value * 1e6 * factor
  }
}

function ensembleLink(better: boolean): PlatformLink {
  const kilometres = rb87Parameters.fibreLength.value
  const clearer = decibelsToEfficiency((C_BAND - rb87Parameters.fibreAttenuation.value) * kilometres)
  const { noiseClickProbability: noise, attemptsPerSecond, probePhotons: _, ...published } = rb87Prompt
  const lifetime = better ? ensembleMemory(ENSEMBLE_LIFETIME) : rb87Memory
  return {
    model: {
      kind: 'dlcz',
      parameters: {
        ...published,
        efficiencyA: published.efficiencyA * clearer,
        efficiencyB: published.efficiencyB * clearer
      }
    },
    brightness: 0.025,
    // The converter's noise comes through the same fibre.
    noise: [noise[0] * clearer, noise[1] * clearer],
    delay: delayOf(kilometres),
    slotPeriod: Math.round(NANOSECONDS_PER_SECOND / attemptsPerSecond / ENSEMBLES),
    served: SERVED,
    window: 300,
    memory: relaxationMemory(lifetime),
    coherenceTime: lifetime.relaxationTimeMilliseconds * 1e6
  }
}

function cavityLinkOf(better: boolean): PlatformLink {
  const { noiseClickProbability: noise, attemptsPerSecond, ...assumed } = erYsoLink(CAVITY_KILOMETRES)
  const parameters: CavityParameters = {
    ...assumed,
    cavity: { ...assumed.cavity, cavityDecay: NARROW_CAVITY },
    modeBandwidth: NARROW_CAVITY,
    modes: modesDuring(erYsoParameters.storageTime.value, NARROW_CAVITY)
  }
  const lifetime = ensembleMemory(better ? SPIN_WAVE_LIFETIME : erYsoParameters.storageTime.value)
  return {
    model: { kind: 'cavity', parameters },
    brightness: 0.05,
    noise,
    delay: delayOf(CAVITY_KILOMETRES / 2),
    slotPeriod: Math.ceil(NANOSECONDS_PER_SECOND / attemptsPerSecond) + 200,
    window: 1000,
    memory: relaxationMemory(lifetime),
    coherenceTime: lifetime.relaxationTimeMilliseconds * 1e6
  }
}

function delayOf(kilometres: number): Nanoseconds {
  return Math.round((kilometres * 1e12) / VELOCITY)
}
