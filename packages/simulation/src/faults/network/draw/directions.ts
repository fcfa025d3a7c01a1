import type { NetworkDescription } from '../../../network/description.js'
import type { Direction } from '../plan.js'

/** Both directions of every channel, each once. */
export function directionsOf({ nodes, stations, links }: NetworkDescription): Direction[] {
  const numbers = new Map([...nodes, ...stations].map(({ name, number }) => [name, number as number]))
  const seen = new Map<string, Direction>()
  for (const { a, b, station } of links) {
    const [x, y, z] = [numbers.get(a) as number, numbers.get(b) as number, numbers.get(station) as number]
    for (const [from, to] of [
      [x, y],
      [y, x],
      [x, z],
      [z, x],
      [y, z],
      [z, y]
    ] as const)
      seen.set(`${from}>${to}`, [from, to])
  }
  return [...seen.values()]
}
