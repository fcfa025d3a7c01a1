import type { Nanoseconds } from '@bellwire/runtime'
import type { NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import type { Direction, NetworkFault, Severed } from '../plan.js'
import { directionsOf } from './directions.js'
import { MICROSECOND, MILLISECOND } from '../../times.js'

interface Cut {
  readonly what: Severed
  readonly at: Nanoseconds
  readonly until: Nanoseconds
}

function severed(directions: readonly Direction[], { what, at, until }: Cut): NetworkFault[] {
  return [
    { at, type: 'cut', what, directions },
    { at: until, type: 'heal', what, directions }
  ]
}

/** Channels that are cut for a while, in one direction or both. */
export function drawPartitions(dice: Dice, network: NetworkDescription, faultsEnd: Nanoseconds): NetworkFault[] {
  if (!dice.chance(0.35)) return []
  const faults: NetworkFault[] = []
  const all = directionsOf(network)
  for (let count = dice.integer(1, 3); count > 0; count--) {
    const [from, to] = dice.one(all)
    const at = dice.integer(0, faultsEnd)
    const until = at + dice.integer(100 * MICROSECOND, 15 * MILLISECOND)
    const directions: Direction[] = dice.chance(0.6)
      ? [
          [from, to],
          [to, from]
        ]
      : [[from, to]]
    faults.push(...severed(directions, { what: 'channel', at, until }))
  }
  return faults
}

/** Two halves of the network, nodes and stations, that hear nothing of each other for a while. */
export function drawHalves(dice: Dice, network: NetworkDescription, faultsEnd: Nanoseconds): NetworkFault[] {
  if (!dice.chance(0.12)) return []
  const one = new Set<number>()
  for (const { number } of [...network.nodes, ...network.stations])
    if (number !== undefined && dice.chance(0.5)) one.add(number)
  const at = dice.integer(0, faultsEnd)
  const until = at + dice.integer(100 * MICROSECOND, 15 * MILLISECOND)
  const between = directionsOf(network).filter(([from, to]) => one.has(from) !== one.has(to))
  return severed(between, { what: 'halves', at, until })
}

/** Links whose station dies and comes back, later, as a new process. */
export function drawLinkCrashes(dice: Dice, network: NetworkDescription, faultsEnd: Nanoseconds): NetworkFault[] {
  const faults: NetworkFault[] = []
  for (const { name, number } of network.stations) {
    if (!dice.chance(0.06)) continue
    const at = dice.integer(0, faultsEnd)
    const until = at + dice.integer(100 * MICROSECOND, 12 * MILLISECOND)
    const directions = directionsOf(network).filter(([from, to]) => from === number || to === number)
    faults.push(...severed(directions, { what: 'link', at, until }), {
      at: until,
      type: 'restartStation',
      station: name
    })
  }
  return faults
}
