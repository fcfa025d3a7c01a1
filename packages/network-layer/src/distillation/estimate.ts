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
