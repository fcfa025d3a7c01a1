import type { Scenario } from '../schema/scenario.js'

/** The number of every node and station on the wire: what the scenario says, or one more than the last. */
export function wireNumbers({ nodes, stations }: Scenario): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  let last = 0
  for (const party of [...nodes, ...stations]) {
    last = party.number ?? last + 1
    numbers.set(party.name, last)
  }
  return numbers
}
