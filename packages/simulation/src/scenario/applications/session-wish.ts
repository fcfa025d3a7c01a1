import type { QkdWish } from '@bellwire/application-layer'
import type { KeyDistributionInput } from '../schema/application.js'

/** What a program asks of a session. */
export function sessionWish(entry: KeyDistributionInput): QkdWish {
  const { rounds, probability, expectedQber, protocol, analysis, expectedChsh, epsilons } = entry
  const { reconciliation, leakBudget, threshold, deviations, minimumLength } = entry
  return {
    rounds,
    probability,
    expectedQber,
    ...(protocol && { protocol }),
    ...(analysis && { analysis }),
    ...(expectedChsh !== undefined && { expectedChsh }),
    ...(epsilons && { epsilons }),
    ...(reconciliation && { reconciliation }),
    ...(leakBudget !== undefined && { leakBudget }),
    ...(threshold !== undefined && { threshold }),
    ...(deviations !== undefined && { deviations }),
    ...(minimumLength !== undefined && { minimumLength })
  }
}
