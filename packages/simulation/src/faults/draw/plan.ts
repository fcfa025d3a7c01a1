import { createRandom } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { Dice } from '../dice.js'
import { ALICE, BOB, type FaultPlan } from '../plan.js'
import { MILLISECOND } from '../times.js'
import { withArrival } from './arrival.js'
import { drawChannelFaults, drawPartitions, drawRestarts } from './faults.js'
import { drawNetwork } from './network.js'
import { drawHabit, drawRequests } from './requests.js'
import { withSwitch } from './switch.js'

/** Draws a run: each seed turns a random subset of the faults on. */
export function drawPlan(seed: number): FaultPlan {
  const random = createRandom(seed)
  const dice = (name: string): Dice => new Dice(random.stream(`plan/${name}`))
  const shape = dice('shape')
  const faultsEnd = shape.integer(5, 30) * MILLISECOND
  const plan: FaultPlan = {
    seed,
    network: drawNetwork(dice('network'), dice('schedule'), faultsEnd),
    runner: dice('runner').chance(0.001)
      ? 'actor'
      : shape.one<RunnerKind>([
          'generated',
          'generated',
          'generated',
          'generated',
          'generated',
          'generated',
          'generated',
          'interpreted'
        ]),
    mode: shape.chance(0.5) ? 'skip' : 'exact',
    wire: shape.chance(0.1),
    faultsEnd,
    actions: [
      ...drawChannelFaults(dice('channels'), faultsEnd),
      ...drawPartitions(dice('partitions'), faultsEnd),
      ...drawRestarts(dice('restarts'), faultsEnd)
    ],
    requests: drawRequests(dice('requests'), faultsEnd),
    habits: { [ALICE]: drawHabit(dice('habit/alice')), [BOB]: drawHabit(dice('habit/bob')) },
    accepts: { [ALICE]: shape.chance(0.9) ? [0, 1] : [0], [BOB]: shape.chance(0.9) ? [0, 1] : [0] }
  }
  const hardware = dice('hardware')
  const switched = hardware.chance(0.15) ? withSwitch(plan) : plan
  return hardware.chance(0.1) ? withArrival(switched) : switched
}
