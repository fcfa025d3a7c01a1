import { operatingPointsOf } from '@bellwire/physics'
import type { LinkDescription } from '../../network/description.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import type { RunStatistics } from '../statistics.js'
import { ratePerSecond } from './expected.js'
import type { PlatformLink, PlatformLinks } from './links.js'
import { GUARD, THIRD, turnAbout } from './star.js'

/** In the order of the circuit. */
export const NODES = ['alice', 'west', 'east', 'bob'] as const

/** A batch of attempts lasts this many mean waits for a herald, so that few batches end without one. */
const WAITS_PER_BATCH = 10
const UPKEEP = 10_000_000_000

/** The link of the ensembles in the circuit, and that of the third node, as their numbers have it. */
const STAR = 1
const STAR_LINKS = [STAR + 1, 4] as const

/**
 * Ions between alice and west, ensembles between west and east, cavities between east and bob; and ensembles between west
 * and a third node, around the same switched station.
 */
export function platformNetwork(links: PlatformLinks, seed: string, statistics: RunStatistics): SimulatedNetwork {
  // A pair waits in whichever memory it is; what a node says of itself is the shorter of its two.
  const coherence = NODES.map((_, node) =>
    Math.min(...[links[node - 1], links[node]].map((link) => link?.coherenceTime ?? Infinity))
  )
  const ends = links.map((_, index) => [NODES[index], NODES[index + 1], index] as [string, string, number])
  const all = [...ends, [NODES[STAR], THIRD, STAR] as const]
  const qubitsOf = (name: string): number => all.filter(([a, b]) => a === name || b === name).length
  const network = new SimulatedNetwork(
    {
      nodes: [...NODES, THIRD].map((name, node) => ({
        name,
        qubits: qubitsOf(name),
        coherenceTime: coherence[node] ?? links[STAR].coherenceTime
      })),
      stations: links.map((_, link) => ({
        name: `station${link}`,
        ...(link === STAR && { switch: turnAbout(STAR_LINKS) })
      })),
      links: all.map(([a, b, place]) => linkOf(a, b, place, links[place] as PlatformLink)),
      network: {
        configuration: { window: 1 },
        adjacency: { helloInterval: UPKEEP, deadInterval: 5 * UPKEEP }
      }
    },
    { seed, observer: statistics.frames }
  )
  network.world.onHerald = statistics.heralded
  return network
}

function linkOf(a: string, b: string, place: number, link: PlatformLink): LinkDescription {
  return {
    a,
    b,
    station: `station${place}`,
    delays: [link.delay, link.delay],
    guard: GUARD,
    window: link.window,
    slotPeriod: link.slotPeriod,
    batchSlots: Math.ceil((WAITS_PER_BATCH * 1e9) / (ratePerSecond(link) * link.slotPeriod)),
    model: link.model,
    noise: link.noise,
    operatingPoints: operatingPointsOf(link.model, link.noise, [link.brightness]),
    memories: { a: link.memory, b: link.memory },
    keepAliveInterval: UPKEEP,
    timers: { synchronisation: UPKEEP, holdover: 10 * UPKEEP }
  }
}
