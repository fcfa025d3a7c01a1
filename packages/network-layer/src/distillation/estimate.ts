import {
  type BellDiagonal,
  bbpsswBell,
  dejmpsBell,
  doubleSelectionBell,
  hadamardBell,
  wernerState
} from '@bellwire/quantum'
import { DistillationProtocol, DistillationSchedule } from '@bellwire/wire'
import { pairsOfStep, type StageRule } from './schedule.js'

/**
 * What a step is expected to leave of pairs whose errors are known, counted from what each of them is to be; gates and
 * readout taken as perfect. Writes into `into`, which may be an input, and returns the probability of success.
 *
 * @param pairs the kept one, and one or two sacrificed ones
 */
export function distilledState(protocol: number, pairs: readonly BellDiagonal[], into: Float64Array): number {
  const [kept, first, second] = pairs as [BellDiagonal, BellDiagonal, BellDiagonal]
  if (protocol === DistillationProtocol.BBPSSW) return bbpsswBell(kept, first, into)
  if (protocol === DistillationProtocol.DEJMPS) return dejmpsBell(kept, first, into)
  const success = doubleSelectionBell(kept, first, second, into)
  into.set(hadamardBell(into))
  return success
}

/** An estimated state after some time: each half loses a part of its entanglement, to even mixture. */
export function age(state: Float64Array, duration: number, coherenceTime: number): void {
  if (!(duration > 0) || coherenceTime === Infinity) return
  const left = Math.exp(-duration / coherenceTime)
  for (let index = 0; index < 4; index++) state[index] = (1 - left) / 4 + left * (state[index] as number)
}

/** What pairs of a fidelity that come at a rate become by a stage, if there is one. Estimates, as those of {@link estimateStage}. */
export function distilledFlow<Flow extends { readonly fidelity: number; readonly rate: number }>(
  rule: StageRule | undefined,
  flow: Flow
): Flow {
  if (rule === undefined) return flow
  const { fidelity, pairs } = estimateStage(rule, flow.fidelity)
  return { ...flow, fidelity, rate: flow.rate / pairs }
}

/** The least fidelity, of Werner states, of which a stage makes pairs of at least another. */
export function fidelityBefore(rule: StageRule | undefined, fidelity: number): number {
  if (rule === undefined || fidelity <= 1 / 4) return fidelity
  let low = 1 / 4
  let high = 1
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2
    if (estimateStage(rule, middle).fidelity >= fidelity) high = middle
    else low = middle
  }
  return high
}

/** What a stage makes of pairs that are all alike. */
export interface StageEstimate {
  /** Of a result; 0..1. */
  readonly fidelity: number
  /** Pairs that go into one result on average, those of failed steps included. */
  readonly pairs: number
}

/**
 * What a stage makes of Werner states of one fidelity, without waiting. Pairs are counted as spent when a step fails:
 * nested, a result needs as many as its parts over the chance of its last step; pumped, a failed step loses all that the
 * kept pair has been made of.
 */
export function estimateStage(rule: StageRule, fidelity: number): StageEstimate {
  const { protocol, schedule, rounds } = rule
  const each = pairsOfStep(rule)
  const fresh = wernerState(fidelity)
  const state = Float64Array.from(fresh)
  let pairs = 1
  for (let round = 0; round < rounds; round++) {
    const nested = schedule === DistillationSchedule.NESTED
    const other = nested ? Float64Array.from(state) : fresh
    const success = distilledState(protocol, [state, other, other], state)
    if (success === 0) return { fidelity: 1 / 4, pairs: Infinity }
    pairs = (nested ? each * pairs : pairs + each - 1) / success
  }
  return { fidelity: state[0] as number, pairs }
}
