import type { TraceRecord } from '@bellwire/runtime'
import { receivedWasSent } from './frames.js'
import {
  agreementAtRest,
  deliveredAsHeralded,
  deliveredOnce,
  type EmissionTime,
  madeWhileFit,
  sequenceNeverGoesBack
} from './pairs.js'
import { noQubitLeaked, oneOwner } from './qubits.js'
import { type LocalTime, noMoreThanAsked, nothingAfterDeadline, oneTerminalAnswer } from './requests.js'
import type { Invariant, Violation } from './violation.js'

export interface CheckOptions {
  /** The trace ends when everything has come to rest. Default false. */
  readonly quiescent?: boolean
  /** The nodes' clocks, where they differ from the trace's. */
  readonly localTime?: LocalTime
  /** Where it is given, pairs must have been made while the link was fit. */
  readonly emissionTime?: EmissionTime
  /** How well emission times are known, nanoseconds. Default 0. */
  readonly emissionTolerance?: number
  /** Owners whose orders are still under way at the end. */
  readonly underWay?: ReadonlySet<string>
}

/** Everything that must hold in a trace of link services. */
export function linkInvariants(options: CheckOptions = {}): Invariant[] {
  const { quiescent = false, localTime, emissionTime, emissionTolerance = 0, underWay } = options
  return [
    oneTerminalAnswer(quiescent),
    noMoreThanAsked,
    nothingAfterDeadline(localTime),
    deliveredOnce,
    deliveredAsHeralded,
    sequenceNeverGoesBack,
    oneOwner,
    receivedWasSent,
    ...(emissionTime === undefined ? [] : [madeWhileFit(emissionTime, emissionTolerance)]),
    ...(quiescent ? [agreementAtRest, noQubitLeaked(underWay)] : [])
  ]
}

/** Checks a trace against all of them. */
export function checkTrace(trace: readonly TraceRecord[], options: CheckOptions = {}): Violation[] {
  return linkInvariants(options).flatMap((invariant) => invariant(trace))
}
