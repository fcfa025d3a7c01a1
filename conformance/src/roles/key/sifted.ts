import type { SessionPlan } from '../../subject/key.js'
import type { Pairs } from './pairs.js'
import type { Session } from './sessions.js'
import { Truth } from './truth.js'

const KEY_SETTING = 2

/** What was found in the rounds of a session with sifted rounds. */
export interface Score {
  readonly keyRounds: number
  /** Ŝ of section 9.13. */
  readonly score: number
}

/** Whether numbers of rounds are further off than was proposed (KEY-287), and by how many rounds the nearest is not, or is. */
export function countsOf(
  pairs: Pairs,
  session: Session,
  { rounds, probability, deviations }: SessionPlan
): { readonly off: boolean; readonly least: number } {
  const { counts, keyRounds } = foundIn(pairs, session)
  const share = probability / 2 ** 32
  const left = [...counts.map((count) => [count, (1 - share) / 4] as const), [keyRounds, share / 2] as const].map(
    ([count, p]) => deviations * Math.sqrt(rounds * p * (1 - p)) - Math.abs(count - rounds * p)
  )
  return { off: left.some((one) => one < 0), least: Math.min(...left.map(Math.abs)) }
}

export function scoreOf(pairs: Pairs, session: Session, { rounds, probability }: SessionPlan): Score {
  const { sum, keyRounds } = foundIn(pairs, session)
  const share = (1 - probability / 2 ** 32) / 4
  return { keyRounds, score: sum / (rounds * share) }
}

/** ℓ' of section 9.13, by Azuma. @param published bits, those of the verification among them */
export function siftedLength(
  { rounds, probability, epsilons }: SessionPlan,
  { keyRounds, score }: Score,
  published: number
): number {
  const share = (1 - probability / 2 ** 32) / 4
  const [{ mantissa, exponent } = { mantissa: 1, exponent: 0 }] = epsilons
  const epsilon = mantissa * 10 ** -exponent
  const margin = (4 / share) * Math.sqrt((2 * Math.log(1 / epsilon)) / rounds)
  return keyRounds * (1 - entropy(phaseError(Math.max(2, score - margin)))) - published
}

/** Rounds of each pair of test settings, of the key, and what the outcomes of the former add up to. */
function foundIn(
  pairs: Pairs,
  session: Session
): { readonly counts: readonly number[]; readonly keyRounds: number; readonly sum: number } {
  const truth = new Truth(pairs, session, session.views.corrector)
  const counts = [0, 0, 0, 0]
  let keyRounds = 0
  let sum = 0
  for (const index of truth.rounds.keys()) {
    const [y, x] = [truth.setting('corrector', index) ?? 0, truth.setting('reference', index) ?? 0]
    if (y === KEY_SETTING) {
      if (x === 0) keyRounds += 1
      continue
    }
    const place = 2 * x + y
    counts[place] = (counts[place] ?? 0) + 1
    const isEqual = truth.outcome('corrector', index) === truth.outcome('reference', index)
    sum += isEqual === (place !== 3) ? 1 : -1
  }
  return { counts, keyRounds, sum }
}

function phaseError(score: number): number {
  const capped = Math.min(score, 2 * Math.SQRT2)
  return capped <= 2 ? 1 / 2 : (1 - Math.sqrt(capped ** 2 / 4 - 1)) / 2
}

function entropy(x: number): number {
  return x <= 0 || x >= 1 ? 0 : -x * Math.log2(x) - (1 - x) * Math.log2(1 - x)
}
