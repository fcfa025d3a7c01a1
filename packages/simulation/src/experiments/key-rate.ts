import { asymptoticKeyFraction } from '@bellwire/physics'
import type { Estimate } from '@bellwire/quantum'

/** Half the step of the central differences. */
const STEP = 1e-6

/** Asymptotic key per round from a measured S and Q, errors propagated to first order. */
export function keyFraction(chsh: Estimate, errorRate: Estimate): Estimate {
  const [s, q] = [chsh.value, errorRate.value]
  const byChsh = (asymptoticKeyFraction(s + STEP, q) - asymptoticKeyFraction(s - STEP, q)) / (2 * STEP)
  const byErrorRate = (asymptoticKeyFraction(s, q + STEP) - asymptoticKeyFraction(s, q - STEP)) / (2 * STEP)
  return {
    value: asymptoticKeyFraction(s, q),
    standardError: Math.hypot(byChsh * chsh.standardError, byErrorRate * errorRate.standardError)
  }
}
