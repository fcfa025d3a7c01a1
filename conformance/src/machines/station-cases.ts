import type { StationCase } from '../roles/station/station-test.js'
import { HeraldingDriver } from './drivers/heralding.js'
import { MACHINES } from './generated/machines.js'
import { askedIn, type Kind, tourOf } from './tour.js'
import type { Machine } from './machine.js'
import { walk } from './walk.js'

/** That heralds are still announced when the walk is over. */
const SERVES = 'PHY-079'

/** Walks through the machines of a station: all transitions that are listed, and all other events in every state. */
export const stationMachineCases: readonly StationCase[] = MACHINES.filter(({ role }) => role === 'station').flatMap(
  (machine) => [caseOf(machine, 'tour'), caseOf(machine, 'illegal')]
)

function caseOf(machine: Machine, kind: Kind): StationCase {
  const { isAsked, clauses } = askedIn(machine, kind)
  return {
    name: `machines/${machine.machine}/${kind}`,
    requirements: [...new Set([...clauses, SERVES])],
    play: async (test) =>
      walk(machine, tourOf(machine, isAsked, test.scene.random.below(1000)), new HeraldingDriver(test), test, SERVES)
  }
}
