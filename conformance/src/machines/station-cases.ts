import type { StationCase, StationTest } from '../roles/station/station-test.js'
import { HeraldingDriver } from './drivers/heralding.js'
import { RegistrationDriver } from './drivers/registration.js'
import { MACHINES } from './generated/machines.js'
import type { Machine } from './machine.js'
import { askedIn, type Kind, tourOf } from './tour.js'
import { type Driver, walk } from './walk.js'

/** How walks through a machine are made. */
interface Means {
  readonly drive: (test: StationTest) => Driver
  /** The requirement that a station breaks which is of no use when the walk is over. */
  readonly serves: string
}

const MEANS: Readonly<Record<string, Means>> = {
  registration: { drive: (test) => new RegistrationDriver(test), serves: 'PHY-073' },
  heralding: { drive: (test) => new HeraldingDriver(test), serves: 'PHY-079' }
}

/** Walks through the machines of a station: all transitions that are listed, and all other events in every state. */
export const stationMachineCases: readonly StationCase[] = MACHINES.flatMap((machine) => {
  const means = MEANS[machine.machine]
  return means === undefined ? [] : [caseOf(machine, means, 'tour'), caseOf(machine, means, 'illegal')]
})

function caseOf(machine: Machine, { drive, serves }: Means, kind: Kind): StationCase {
  const { isAsked, clauses } = askedIn(machine, kind)
  return {
    name: `machines/${machine.machine}/${kind}`,
    requirements: [...new Set([...clauses, serves])],
    play: async (test) =>
      walk(machine, tourOf(machine, isAsked, test.scene.random.below(1000)), drive(test), test, serves)
  }
}
