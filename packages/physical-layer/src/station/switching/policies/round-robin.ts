import { type Candidate, oneAfterAnother, type SwitchPolicy } from '../policy.js'

/** Of the links that ask, the one that was served longest ago; the first of the list among equals. */
export const roundRobin: SwitchPolicy = (turn) =>
  oneAfterAnother(
    turn.links.filter(({ demand }) => demand > 0),
    turn,
    longestAgo
  )

function longestAgo(among: readonly Candidate[]): Candidate | undefined {
  let best = among[0]
  for (const candidate of among) if (best !== undefined && candidate.lastServed < best.lastServed) best = candidate
  return best
}
