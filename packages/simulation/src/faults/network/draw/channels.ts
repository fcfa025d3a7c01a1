import type { Nanoseconds } from '@bellwire/runtime'
import type { Channel } from '@bellwire/transport'
import type { NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import type { NetworkFault } from '../plan.js'
import { directionsOf } from './directions.js'
import { MICROSECOND, MILLISECOND } from '../../times.js'

/** Loss, duplication, jitter and reordering, each direction of each channel by itself. */
export function drawChannelFaults(dice: Dice, network: NetworkDescription, faultsEnd: Nanoseconds): NetworkFault[] {
  const lossy = dice.chance(0.45)
  const duplicating = dice.chance(0.3)
  const jittery = dice.chance(0.3)
  const reordering = dice.chance(0.3)
  const late = dice.chance(0.15)
  const worst = dice.chance(0.3) ? 0.3 : 0.1
  const faults: NetworkFault[] = []
  for (const [from, to] of directionsOf(network)) {
    const changes: Partial<Channel> = {
      ...(lossy && dice.chance(0.7) ? { loss: dice.real(0, worst) } : {}),
      ...(duplicating && dice.chance(0.7) ? { duplication: dice.real(0, 0.5) } : {}),
      ...(jittery ? { jitter: dice.integer(0, 100) * MICROSECOND } : {}),
      ...(reordering && dice.chance(0.7)
        ? { reordering: { probability: dice.real(0, 0.3), extraDelay: dice.integer(1, 300) * MICROSECOND } }
        : {}),
      // Longer than a memory keeps, between nodes; what the station says must come in time.
      ...(late && from < 100 && to < 100 && dice.chance(0.3) ? { jitter: dice.integer(1, 6) * MILLISECOND } : {})
    }
    if (Object.keys(changes).length > 0)
      faults.push({ at: dice.chance(0.5) ? 0 : dice.integer(0, faultsEnd), type: 'channel', from, to, changes })
  }
  return faults
}
