import {
  type ClockFit,
  coincidenceRates,
  decibelsToEfficiency,
  effectiveWindow,
  type MeasuringEnd,
  type PairSourceParameters,
  recoverClock,
  sift,
  type Sifted,
  type TimeTags,
  usualClockSearch
} from '@bellwire/physics'
import type { NetworkDescription } from '../network/description.js'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { ExperimentError } from './errors.js'
import type { RunStatistics } from './statistics.js'

/** A pair source between two ends of one kind, the station beside it. */
export interface MemorylessSetup {
  /** Pairs in a second. */
  readonly brightness: number
  /** On the way to each end, decibels. */
  readonly loss: number
  readonly darkCountsPerSecond: number
  readonly jitterPicoseconds: number
  readonly deadTimeNanoseconds: number
  readonly coincidencePicoseconds: number
  /** Length of a slot's gate, nanoseconds. */
  readonly gate: number
  /** From source and station to each end, nanoseconds. */
  readonly delay: number
}

/** Assumed: of no laboratory in particular. */
export const USUAL: MemorylessSetup = {
  brightness: 1e6,
  loss: 3,
  darkCountsPerSecond: 500,
  jitterPicoseconds: 60,
  deadTimeNanoseconds: 40,
  coincidencePicoseconds: 400,
  gate: 10_000,
  delay: 2500
}

/** Assumed: where accidentals are a share of what coincides that cannot be missed, and clocks can still be recovered. */
export const NOISE: MemorylessSetup = {
  ...USUAL,
  loss: 10,
  darkCountsPerSecond: 100_000,
  coincidencePicoseconds: 2000
}

const EFFICIENCY = 0.6
const VISIBILITIES = { visibilityZ: 0.98, visibilityX: 0.97 }

/** Slots are so much longer than they must be, nanoseconds, that the next GEN is in time for the next slot. */
const MARGIN = 1000

function sourceOf(setup: MemorylessSetup): PairSourceParameters {
  const end: MeasuringEnd = {
    channelEfficiency: decibelsToEfficiency(setup.loss),
    delayPicoseconds: 1000 * setup.delay,
    basisChoice: { kind: 'passive', zShare: 0.5 },
    detector: {
      efficiency: EFFICIENCY,
      darkCountsPerSecond: setup.darkCountsPerSecond,
      jitterPicoseconds: setup.jitterPicoseconds,
      deadTimeNanoseconds: setup.deadTimeNanoseconds
    }
  }
  return { pairsPerSecond: setup.brightness, ...VISIBILITIES, alice: end, bob: end }
}

/** Time from slot to slot, nanoseconds. */
export function slotPeriodOf({ gate, delay }: MemorylessSetup): number {
  return 2 * delay + gate + MARGIN
}

/** A network of such a link, once its station has found the clocks. @throws ExperimentError LINK_DOWN */
export function startMemoryless(setup: MemorylessSetup, seed: string, statistics: RunStatistics): SimulatedNetwork {
  const { coincidencePicoseconds, gate, delay } = setup
  const description: NetworkDescription = {
    nodes: [
      { name: 'alice', qubits: 1, clock: { offset: 20_000, drift: 300_000 } },
      { name: 'bob', qubits: 1, clock: { offset: -30_000, drift: -200_000 } }
    ],
    stations: [{ name: 'source' }],
    links: [
      {
        a: 'alice',
        b: 'bob',
        station: 'source',
        delays: [delay, delay],
        window: gate,
        guard: gate / 2,
        slotPeriod: slotPeriodOf(setup),
        model: {
          kind: 'pair-source',
          parameters: {
            source: sourceOf(setup),
            coincidencePicoseconds,
            clockSearch: { ...usualClockSearch, largestOffsetPicoseconds: 1e8 }
          }
        }
      }
    ]
  }
  const network = new SimulatedNetwork(description, { seed, observer: statistics.frames })
  network.world.onHerald = statistics.heralded
  if (!network.settle()) throw new ExperimentError('LINK_DOWN', 'the link between alice and bob did not come up')
  return network
}

/** What closed forms say of a setup. */
export interface MemorylessForms {
  /** Coincidences in a second, pairs and accidentals. */
  readonly coincidences: number
  /** Of clicks that have nothing to do with each other, in a second. */
  readonly accidentals: number
  readonly sifted: Sifted
  /** Share of the sifted coincidences whose outcomes differ. */
  readonly qber: number
  /** Pairs that the link delivers in a second: one for each slot with a coincidence. */
  readonly delivered: number
}

export function memorylessForms(setup: MemorylessSetup): MemorylessForms {
  const { matched, singlesAlice, singlesBob } = coincidenceRates(sourceOf(setup), setup.coincidencePicoseconds)
  const sum = (rates: Float64Array): number => rates.reduce((total, rate) => total + rate, 0)
  const coincidences = sum(matched)
  const sifted = sift(matched)
  const { z, x, kept } = sifted
  return {
    coincidences,
    accidentals: sum(singlesAlice) * sum(singlesBob) * effectiveWindow(setup.coincidencePicoseconds) * 1e-12,
    sifted,
    qber: (z.kept * z.errorRate + x.kept * x.errorRate) / kept,
    delivered: (-Math.expm1(-coincidences * setup.gate * 1e-9) * 1e9) / slotPeriodOf(setup)
  }
}

/** Clicks of different ends between one and two microseconds apart, either way: no pairs, nor dead for one. */
const NEAR = 1e6
const FAR = 2e6

/**
 * How many two clicks lie so far apart, and what that makes in a window, per second. The error is that of the counts of
 * either end and of the pairs that are in both: Var(N_A·N_B)/(N_A·N_B)² = 1/N_A + 1/N_B + 2·C/(N_A·N_B).
 */
export function accidentalsOf(alice: TimeTags, bob: TimeTags, setup: MemorylessSetup, seconds: number) {
  let count = 0
  for (const [one, other] of [
    [alice, bob],
    [bob, alice]
  ] as const) {
    let [low, high] = [0, 0]
    for (const time of one.picoseconds) {
      while (low < other.picoseconds.length && (other.picoseconds[low] as number) <= time + NEAR) low++
      while (high < other.picoseconds.length && (other.picoseconds[high] as number) <= time + FAR) high++
      count += high - low
    }
  }
  const share = effectiveWindow(setup.coincidencePicoseconds) / (2 * (FAR - NEAR))
  const value = (count * share) / seconds
  const [clicksA, clicksB] = [alice.labels.length, bob.labels.length]
  const common = memorylessForms(setup).coincidences * seconds
  const variance = 1 / count + 1 / clicksA + 1 / clicksB + (2 * common) / (clicksA * clicksB)
  return { value, standardError: value * Math.sqrt(variance), events: count }
}

/** The relation of two ends' clocks, by their tags alone. @throws ExperimentError REQUEST_FAILED where there is none */
export function recovered(alice: TimeTags, bob: TimeTags): ClockFit {
  const fit = recoverClock(alice.picoseconds, bob.picoseconds, { ...usualClockSearch, largestOffsetPicoseconds: 1e8 })
  if (fit === null) throw new ExperimentError('REQUEST_FAILED', 'the relation of the clocks was not found')
  return fit
}
