import { type Candidate, oneAfterAnother, type SwitchPolicy } from '../policy.js'

/** At random, each link with a probability in proportion to the pairs that it asks for. */
export const demandWeighted: SwitchPolicy = (turn) =>
  oneAfterAnother(
    turn.links.filter(({ demand }) => demand > 0),
    turn,
    byDemand
  )

function byDemand(among: readonly Candidate[], draw: number): Candidate | undefined {
  let left = draw * among.reduce((sum, { demand }) => sum + demand, 0)
  for (const candidate of among) {
    left -= candidate.demand
    if (left < 0) return candidate
  }
  return among.at(-1)
}
