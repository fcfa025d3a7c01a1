import { demandWeighted, random, randomAsking, reserved, roundRobin, type SwitchPolicy } from '@bellwire/physical-layer'
import { createRandom, type Nanoseconds } from '@bellwire/runtime'
import type { SwitchDescription } from '../../network/description.js'
import { Dice } from '../dice.js'
import type { FaultPlan } from '../plan.js'
import { MICROSECOND } from '../times.js'

const POLICIES: readonly SwitchPolicy[] = [random, randomAsking, demandWeighted, roundRobin]

/** Longer than anything that a run plays. */
const LONG_BATCH = 100_000

/** A switch with any of the policies, and turns that are longer than what comes before them. */
export function drawSwitch(dice: Dice, farthest: Nanoseconds): SwitchDescription {
  const lead = dice.integer(3 * farthest, 8 * farthest)
  const duration = dice.chance(0.5) ? 0 : dice.integer(1, 100) * MICROSECOND
  const policy = dice.one(POLICIES)
  return {
    slot: lead + duration + dice.integer(200, 1000) * MICROSECOND,
    lead,
    duration,
    policy: dice.chance(0.2) ? reserved(3, [{ start: 0, end: 1, link: dice.integer(1, 3) }], policy) : policy
  }
}

/** The same run over a station with a switch, which serves nobody for a part of the time. */
export function withSwitch(plan: FaultPlan): FaultPlan {
  const dice = new Dice(createRandom(plan.seed).stream('plan/switch'))
  const { network } = plan
  const described = drawSwitch(dice, Math.max(...network.links.flatMap(({ delays }) => delays)))
  const share = dice.one([1, 0.7, 0.4])
  const policy: SwitchPolicy = (turn) => ((turn.draws[0] as number) < share ? described.policy(turn) : [])
  const long = dice.chance(0.3)
  return {
    ...plan,
    network: {
      ...network,
      stations: network.stations.map((station) => ({ ...station, switch: { ...described, policy } })),
      links: network.links.map((link) => (long ? { ...link, batchSlots: LONG_BATCH } : link))
    }
  }
}
