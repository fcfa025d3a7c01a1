import type { ClockDescription, NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import { MILLISECOND } from '../../times.js'

/** Parts per trillion. */
const PER_MILLION = 1_000_000

/** The same network, sometimes with clocks that are wrong and go wrong, up to 20 parts per million. */
export function withWrongClocks(dice: Dice, network: NetworkDescription): NetworkDescription {
  if (!dice.chance(0.3)) return network
  const clock = (): { readonly clock: ClockDescription } => ({
    clock: {
      offset: dice.integer(0, 2 * MILLISECOND),
      drift: dice.chance(0.7) ? dice.integer(-20 * PER_MILLION, 20 * PER_MILLION) : 0
    }
  })
  return {
    ...network,
    nodes: network.nodes.map((node) => ({ ...node, ...clock() })),
    stations: network.stations.map((station) => ({ ...station, ...clock() }))
  }
}
