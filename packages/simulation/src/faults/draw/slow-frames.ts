import type { ContrastLaw } from '@bellwire/physics'
import type { LinkDescription, NodeDescription } from '../../network/description.js'
import { createRandom } from '@bellwire/runtime'
import { Dice } from '../dice.js'
import type { FaultPlan } from '../plan.js'
import { MICROSECOND, MILLISECOND } from '../times.js'

/** Everything takes so many times as long as where frames are as fast as light. */
const STRETCH = 4

/** A link drifts so much more slowly: the nodes take longer to agree on when to calibrate. */
const DRIFT_STRETCH = 20

/**
 * The same run over a link whose frames take many slots, as between processes: hardware keeps the clocks and, mostly,
 * stops at heralds by itself; otherwise a slot is as long as a frame takes.
 */
export function withSlowFrames(plan: FaultPlan): FaultPlan {
  const dice = new Dice(createRandom(plan.seed).stream('plan/slow-frames'))
  return {
    ...plan,
    network: {
      ...plan.network,
      nodes: plan.network.nodes.map((node) => withoutClock(node)),
      // Turns of a switch, and bins of a schedule, are drawn for frames that take a slot: they would hold no batch.
      stations: plan.network.stations.map(({ name, number }) => ({ name, ...(number !== undefined && { number }) })),
      links: plan.network.links.map((link) => slow(dice, link))
    },
    faultsEnd: STRETCH * plan.faultsEnd,
    actions: plan.actions.map((action) => ({ ...action, at: STRETCH * action.at })),
    requests: plan.requests.map(({ at, request, ...rest }) => ({
      ...rest,
      at: STRETCH * at,
      request: { ...request, timeLimit: STRETCH * (request.timeLimit ?? 0) }
    }))
  }
}

function slow(dice: Dice, { scheduler, drift, ...link }: LinkDescription): LinkDescription {
  const frameDelay = (): number => dice.integer(100, 500) * MICROSECOND
  const frameDelays = [frameDelay(), frameDelay()] as const
  const roundTrip = 2 * (frameDelays[0] + frameDelays[1])
  const holdsOnHerald = dice.chance(0.8)
  // Shorter than the round trip of light, too: memories of many modes need nothing to be stopped in time.
  const slotPeriod = holdsOnHerald ? dice.integer(1, 10) * MICROSECOND : Math.max(...frameDelays) + 4 * MICROSECOND
  const shortestBatch = Math.ceil((4 * Math.max(...frameDelays)) / slotPeriod)
  return {
    ...link,
    ...(scheduler?.adopt === undefined && scheduler !== undefined ? { scheduler } : {}),
    // With slots as long as frames a link that drifts has seldom a pair between two calibrations.
    ...(drift && holdsOnHerald && { drift: { ...drift, law: slower(drift.law) } }),
    delays: [dice.integer(0, 3) * MICROSECOND, dice.integer(0, 3) * MICROSECOND],
    frameDelays,
    peerDelay: frameDelays[0] + frameDelays[1],
    slotPeriod,
    holdsOnHerald,
    batchSlots: shortestBatch * (dice.chance(0.5) ? 1 : dice.integer(2, 50)),
    disciplined: { error: 0 },
    keepAliveInterval: STRETCH * (link.keepAliveInterval ?? MILLISECOND),
    timers: {
      greetingMaximum: 10 * MILLISECOND,
      synchronisation: 12 * MILLISECOND,
      holdover: 40 * MILLISECOND,
      repeat: 3 * roundTrip
    }
  }
}

function slower(law: ContrastLaw): ContrastLaw {
  return law.kind === 'constant' ? law : { ...law, time: DRIFT_STRETCH * law.time }
}

function withoutClock(node: NodeDescription): NodeDescription {
  const { clock: _clock, ...rest } = node
  return rest
}
