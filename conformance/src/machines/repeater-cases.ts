import type { RepeaterCase } from '../roles/repeater/repeater-test.js'
import { CircuitDriver } from './drivers/circuit.js'
import { MACHINES } from './generated/machines.js'
import { askedIn, type Kind, tourOf } from './tour.js'
import { walk } from './walk.js'

/** The requirement that a node breaks by which no circuit can be set up any more when the walk is over. */
const SERVES = 'NET-040'

/** Walks through the machine of a circuit at an inner node. */
export const repeaterMachineCases: readonly RepeaterCase[] = MACHINES.filter(
  ({ machine }) => machine === 'circuit-at-inner-node'
).flatMap((machine) =>
  (['tour', 'illegal'] as const).map((kind: Kind): RepeaterCase => {
    const { isAsked, clauses } = askedIn(machine, kind)
    return {
      name: `machines/${machine.machine}/${kind}`,
      requirements: [...new Set([...clauses, SERVES])],
      play: async (test) => {
        await test.begin()
        const tour = tourOf(machine, isAsked, test.scene.random.below(1000))
        await walk(machine, tour, new CircuitDriver(test), test, SERVES)
      }
    }
  })
)
