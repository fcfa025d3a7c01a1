import { createRandom } from '@bellwire/runtime'
import type { LinkDescription } from '../../network/description.js'
import { Dice } from '../dice.js'
import { ALICE, BOB, type FaultAction, type FaultPlan } from '../plan.js'
import { drawRequests } from './requests.js'
import { MICROSECOND, MILLISECOND } from '../times.js'

/** The same run with nodes that are killed, and started anew with nothing but what they have written down. */
export function withKills(plan: FaultPlan): FaultPlan {
  const dice = new Dice(createRandom(plan.seed).stream('plan/kills'))
  const { faultsEnd } = plan
  const { delays, peerDelay = delays[0] + delays[1] } = plan.network.links[0] as LinkDescription
  const roundTrip = Math.round(2 * peerDelay)
  const kills: FaultAction[] = []
  for (const node of [ALICE, BOB] as const) {
    for (let count = dice.integer(0, 4); count > 0; count--) {
      const at = dice.integer(0, faultsEnd)
      const down = dice.chance(0.3) ? 0 : dice.integer(10 * MICROSECOND, 3 * MILLISECOND)
      kills.push({ at, type: 'kill', node }, { at: at + down, type: 'revive', node })
    }
  }
  // Everyone at once: nobody is left who knows of an epoch but by what is written down.
  if (dice.chance(0.15)) {
    const at = dice.integer(0, faultsEnd)
    for (const node of [ALICE, BOB] as const) kills.push({ at, type: 'kill', node }, { at, type: 'revive', node })
    kills.push({ at, type: 'restartStation' })
  }
  // Many requests, and qubits that are held: there is always something in doubt.
  const more = Array.from({ length: dice.integer(0, 12) }, () => drawRequests(dice, faultsEnd)).flat()
  const habit = { longest: 2 * MILLISECOND, keeps: dice.chance(0.3) ? 0.2 : 0 }
  return {
    ...plan,
    requests: [...plan.requests, ...more.map((planned) => ({ ...planned, cancelAfter: Infinity }))],
    habits: { [ALICE]: habit, [BOB]: habit },
    actions: [...plan.actions.filter(({ type }) => type !== 'crash' && type !== 'recover'), ...kills],
    // What waits for the other end has to allow for the time of a transaction.
    killing: { storing: dice.one([0, 0.3, 1]) * roundTrip, telling: dice.one([0, 0.3, 1]) * roundTrip }
  }
}
