import { operatingPointsOf } from '@bellwire/physics'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import type { RunStatistics } from '../statistics.js'
import { ratePerSecond } from './expected.js'
import type { PlatformLinks } from './links.js'

/** In the order of the circuit. */
export const NODES = ['alice', 'west', 'east', 'bob'] as const

const GUARD = 100
/** A batch of attempts lasts this many mean waits for a herald, so that few batches end without one. */
const WAITS_PER_BATCH = 10
const UPKEEP = 10_000_000_000

/** Ions between alice and west, ensembles between west and east, cavities between east and bob. */
export function platformNetwork(links: PlatformLinks, seed: string, statistics: RunStatistics): SimulatedNetwork {
  // A pair waits in whichever memory it is; what a node says of itself is the shorter of its two.
  const coherence = NODES.map((_, node) =>
    Math.min(...[links[node - 1], links[node]].map((link) => link?.coherenceTime ?? Infinity))
  )
  const network = new SimulatedNetwork(
    {
      nodes: NODES.map((name, node) => ({
        name,
        qubits: node === 0 || node === NODES.length - 1 ? 1 : 2,
        coherenceTime: coherence[node] as number
      })),
      stations: links.map((_, link) => ({ name: `station${link}` })),
      links: links.map((link, index) => ({
        a: NODES[index] as string,
        b: NODES[index + 1] as string,
        station: `station${index}`,
        delays: [link.delay, link.delay] as const,
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
      })),
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
