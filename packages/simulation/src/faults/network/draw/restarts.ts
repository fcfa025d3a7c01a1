import type { Nanoseconds } from '@bellwire/runtime'
import type { NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import type { NetworkFault } from '../plan.js'
import { MICROSECOND, MILLISECOND } from '../../times.js'

/** Nodes that start again at once, or after a while with what their journals say; stations that start again. */
export function drawRestarts(
  dice: Dice,
  { nodes, stations }: NetworkDescription,
  faultsEnd: Nanoseconds
): NetworkFault[] {
  const faults: NetworkFault[] = []
  for (const { name } of nodes) {
    if (dice.chance(0.12)) faults.push({ at: dice.integer(0, faultsEnd), type: 'restart', node: name })
    if (!dice.chance(0.08)) continue
    const at = dice.integer(0, faultsEnd)
    faults.push(
      { at, type: 'crash', node: name },
      { at: at + dice.integer(10 * MICROSECOND, 12 * MILLISECOND), type: 'recover', node: name }
    )
  }
  for (const { name } of stations)
    if (dice.chance(0.05)) faults.push({ at: dice.integer(0, faultsEnd), type: 'restartStation', station: name })
  return faults
}
