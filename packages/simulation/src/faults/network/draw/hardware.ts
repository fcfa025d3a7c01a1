import { Basis } from '@bellwire/device'
import type { LinkDescription, NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import { drawSwitch } from '../../draw/switch.js'
import { MICROSECOND } from '../../times.js'

/** The same network, sometimes with switches at its stations, and with a link that keeps no pairs. */
export function withOtherHardware(dice: Dice, network: NetworkDescription): NetworkDescription {
  const switched = dice.chance(0.2) ? withSwitches(dice, network) : network
  return dice.chance(0.1) ? withMeasuringLink(dice, switched) : switched
}

/** All links over one station with a switch, or over two. */
function withSwitches(dice: Dice, network: NetworkDescription): NetworkDescription {
  // Every node has one way to a station, whichever link it is for.
  const delays = new Map(network.nodes.map(({ name }) => [name, dice.integer(1, 20) * MICROSECOND]))
  const stations = network.stations.slice(0, dice.chance(0.4) ? 2 : 1)
  const farthest = Math.max(...delays.values())
  return {
    ...network,
    stations: stations.map((station) => {
      return { ...station, switch: { ...drawSwitch(dice, farthest), interferometers: dice.integer(1, 2) } }
    }),
    links: network.links.map((link, index) => ({
      ...link,
      station: stations[index % stations.length]?.name as string,
      delays: [delays.get(link.a) as number, delays.get(link.b) as number]
    }))
  }
}

/** Another link beside one of them, whose first end measures photons as they arrive: no circuit can go over it. */
function withMeasuringLink(dice: Dice, network: NetworkDescription): NetworkDescription {
  const beside: LinkDescription = {
    ...dice.one(network.links),
    name: `link${network.links.length + 1}`,
    arrival: { a: { bases: [Basis.Z, Basis.X], choice: 'set' } }
  }
  return { ...network, links: [...network.links, beside] }
}
