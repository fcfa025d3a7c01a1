import { requireInteger, SecurityInputError } from '../errors.js'
import type { AccumulationPlan } from './plan.js'

/** The CHSH game of a session: rounds tested and won, and tested and lost. */
export interface GameScore {
  readonly won: number
  readonly lost: number
}

/** The observed score, nγ·ω₀ + won·(1 − ω₀) − lost·ω₀ over nγ: compared with ω_thr. With ω₀ = 1: 1 − lost/(nγ). */
export function observedScore(plan: AccumulationPlan, score: GameScore): number {
  requireScore(plan, score)
  const tests = plan.rounds * plan.testProbability
  return plan.centre + (score.won * (1 - plan.centre) - score.lost * plan.centre) / tests
}

/** Whether a run passes the acceptance test of its plan. */
export function isAccepted(plan: AccumulationPlan, score: GameScore): boolean {
  requireScore(plan, score)
  if (plan.centre === 1) return score.lost <= plan.maximumLosses
  return observedScore(plan, score) >= plan.winningThreshold
}

function requireScore(plan: AccumulationPlan, score: GameScore): void {
  requireInteger('won', score.won, 0, plan.rounds)
  requireInteger('lost', score.lost, 0, plan.rounds)
  if (score.won + score.lost > plan.rounds) {
    throw new SecurityInputError('won + lost', score.won + score.lost, `at most rounds, ${plan.rounds}`)
  }
}
