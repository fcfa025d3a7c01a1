import {
  firstComeFirstServed,
  type Scheduler,
  strictPriority,
  timeDivision,
  weightedFairQueueing
} from '@bellwire/link-layer'
import {
  ca40Memory,
  type DriftOptions,
  linearFlipMemory,
  type MemoryLaw,
  onlyDark,
  perfectMemory,
  relaxationMemory,
  transferFactors
} from '@bellwire/physics'
import type {
  ClockDescription,
  LinkDescription,
  NetworkDescription,
  NodeDescription
} from '../../network/description.js'
import { overOf } from '../applications/over.js'
import { armsOf, lightOf } from '../models/kinds.js'
import type { LinkInput } from '../schema/link.js'
import type { ClockInput, MemoryInput, NodeInput } from '../schema/node.js'
import type { Scenario } from '../schema/scenario.js'
import { switchOf } from './switch-of.js'

const MILLISECOND = 1e6
const DEFAULT_WINDOW = 100
const DEFAULT_GUARD = 100

/** The network that a scenario describes. @throws the physics' and the stack's own errors, for what they refuse */
export function networkOf(scenario: Scenario): NetworkDescription {
  return {
    nodes: scenario.nodes.map(nodeOf),
    stations: scenario.stations.map(({ clock, switch: board, ...station }) => ({
      ...station,
      ...(board && { switch: switchOf(board, scenario.links) }),
      ...(clock && { clock: clockOf(clock) })
    })),
    links: scenario.links.map(linkOf),
    ...(needsNetwork(scenario) ? { network: {} } : {})
  }
}

function needsNetwork(scenario: Scenario): boolean {
  if (scenario.circuits !== undefined) return true
  return (scenario.applications ?? []).some((entry) => overOf(scenario, entry).kind === 'circuit')
}

export function nodeOf({ clock, memory, storage, ...node }: NodeInput): NodeDescription {
  return {
    ...node,
    ...(clock && { clock: clockOf(clock) }),
    ...(memory && { memory: memoryOf(memory) }),
    ...(storage && {
      storage: {
        memory: memoryOf(storage.memory),
        ...(storage.transferFactor === undefined ? {} : { transfer: transferOf(storage.transferFactor) })
      }
    })
  }
}

export function linkOf(link: LinkInput): LinkDescription {
  const {
    model: _model,
    length: _length,
    arms: _arms,
    frameDelay,
    slotPeriod,
    attemptRate,
    window,
    guard,
    noise: _noise,
    photon,
    detectors,
    drift,
    scheduler,
    ...rest
  } = link
  const arms = armsOf(link)
  const { slotMargin, dark, ...light } = lightOf(link, arms)
  const delays = [arms[0].delay, arms[1].delay] as const
  const within = guard ?? light.guard ?? DEFAULT_GUARD
  return {
    ...rest,
    ...light,
    delays,
    ...(frameDelay !== undefined && { frameDelays: [frameDelay, frameDelay] as const }),
    generationFailure: [arms[0].generationFailure, arms[1].generationFailure],
    window: window ?? light.window ?? DEFAULT_WINDOW,
    guard: within,
    ...(slotMargin !== undefined && { slotPeriod: 2 * (Math.max(...delays) + within) + slotMargin }),
    ...(slotPeriod !== undefined && { slotPeriod }),
    ...(attemptRate !== undefined && { slotPeriod: Math.round(1e9 / attemptRate) }),
    ...(photon && {
      photon:
        photon.shape === 'exponential'
          ? { kind: 'exponential' as const, decayTime: photon.decayTime }
          : { kind: 'gaussian' as const, fullWidthHalfMaximum: photon.fullWidthHalfMaximum }
    }),
    ...(detectors && {
      detectors: {
        jitterPicoseconds: (detectors.jitter ?? 0) * 1e3,
        deadTimeNanoseconds: detectors.deadTime ?? 0,
        afterpulseProbability: detectors.afterpulseProbability ?? 0,
        afterpulseTimeConstantNanoseconds: detectors.afterpulseTime ?? 1
      }
    }),
    ...(drift && { drift: { ...driftOf(drift), ...(dark && { dark }) } }),
    ...(drift === undefined && dark !== undefined && { drift: onlyDark(dark) }),
    ...(scheduler !== undefined && { scheduler: schedulerOf(scheduler) })
  }
}

function driftOf(drift: NonNullable<LinkInput['drift']>): DriftOptions {
  return {
    stepInterval: drift.stepInterval,
    law: drift.law === 'constant' ? { kind: 'constant' as const } : { kind: drift.law, time: drift.time ?? Infinity },
    thresholds: drift.thresholds,
    ...(drift.phaseWalk !== undefined && { phaseWalk: drift.phaseWalk }),
    ...(drift.dark && { dark: drift.dark })
  }
}

function schedulerOf(scheduler: NonNullable<LinkInput['scheduler']>): Scheduler {
  if (scheduler === 'fcfs') return firstComeFirstServed
  if (scheduler === 'strict-priority') return strictPriority
  if (scheduler.kind === 'weighted-fair') return weightedFairQueueing(scheduler.weights)
  const { firstSlot, period, bins } = scheduler
  return timeDivision({ firstSlot, period, bins })
}

function memoryOf(memory: MemoryInput): MemoryLaw {
  switch (memory.law) {
    case 'perfect':
      return perfectMemory
    case 'ca40':
      return linearFlipMemory(ca40Memory)
    case 'linear-flip':
      return linearFlipMemory({
        coherenceTimeMilliseconds: memory.coherenceTime / MILLISECOND,
        flipRatePerSecond: memory.flipRate
      })
    case 'relaxation':
      return relaxationMemory({
        relaxationTimeMilliseconds: memory.relaxationTime / MILLISECOND,
        coherenceTimeMilliseconds: memory.coherenceTime / MILLISECOND,
        equilibriumPolarisation: memory.equilibriumPolarisation ?? 0
      })
  }
}

function transferOf(factor: number): Float64Array {
  const factors = new Float64Array(4)
  transferFactors(factor, factors)
  return factors
}

function clockOf({ wander, ...clock }: ClockInput): ClockDescription {
  return { ...clock, ...(wander && { wander: { partsPerTrillion: wander.rate, interval: wander.interval } }) }
}
