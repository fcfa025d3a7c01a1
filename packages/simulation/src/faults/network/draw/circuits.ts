import { SWAP_ORDERS } from '@bellwire/network-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import type { PlannedCircuit, PlannedPairs } from '../plan.js'
import { MICROSECOND, MILLISECOND } from '../../times.js'

type Undistilled = Omit<PlannedCircuit, 'distillation' | 'paths'>
type Unordered = Omit<Undistilled, 'order' | 'ranks'>
type Plain = Omit<Unordered, 'rate'>

/** What programs open and ask for. */
export function drawCircuits(dice: Dice, { nodes }: NetworkDescription, faultsEnd: Nanoseconds): Plain[] {
  return Array.from({ length: dice.integer(1, 4) }, () => {
    const from = dice.one(nodes)
    const to = dice.one(nodes.filter((node) => node !== from))
    const at = dice.integer(0, Math.round(0.7 * faultsEnd))
    return {
      at,
      from: from.name,
      to: to.number as number,
      cutoff: dice.chance(0.5) ? 0 : dice.integer(20, 2000) * MICROSECOND,
      minimumFidelity: 0.5,
      purpose: dice.chance(0.95) ? 0 : 1,
      way: dice.chance(0.4) ? ('connection' as const) : dice.stream.below(2),
      closeAt: dice.chance(0.6) ? dice.integer(at, faultsEnd) : Infinity,
      closedBy: dice.chance(0.7) ? ('head' as const) : ('tail' as const),
      requests: Array.from({ length: dice.integer(1, 4) }, () => drawRequest(dice, faultsEnd))
    }
  })
}

function drawRequest(dice: Dice, faultsEnd: Nanoseconds): PlannedPairs {
  const kind = dice.one(['keep', 'keep', 'measure', 'prepare'] as const)
  return {
    after: dice.chance(0.6) ? 0 : dice.integer(0, Math.round(faultsEnd / 3)),
    wish: {
      kind,
      number: dice.chance(0.7) ? dice.integer(1, 6) : dice.integer(7, 60),
      timeLimit: dice.chance(0.6) ? 0 : dice.integer(200, 20_000) * MICROSECOND,
      early: kind === 'keep' && dice.chance(0.35),
      raw: dice.chance(0.3),
      originator: dice.chance(0.6) ? { basis: dice.one(['Z', 'X', 'Y', 'ZPlus'] as const) } : { random: 'XYZ' },
      responder: dice.chance(0.6) ? { basis: dice.one(['Z', 'X', 'Y'] as const) } : { random: 'XYZ' }
    },
    cancelAfter: dice.chance(0.2) ? dice.integer(0, 8 * MILLISECOND) : Infinity
  }
}

/** Some circuits have a rate set aside for them, from what links can easily give to more than they have. */
export function withRates(dice: Dice, circuits: readonly Plain[]): Unordered[] {
  return circuits.map((circuit) => ({ ...circuit, rate: dice.chance(0.2) ? 10 ** dice.real(1, 4.5) : 0 }))
}

/** In every second run: swaps in orders. There the first circuit goes as far as it can in most networks. */
export function withOrders(dice: Dice, { nodes }: NetworkDescription, circuits: readonly Unordered[]): Undistilled[] {
  const asap = dice.chance(0.5)
  return circuits.map((circuit, index) => {
    if (asap) return { ...circuit, order: 'asap', ranks: undefined }
    const highest = dice.one([1, 3, 255])
    return {
      ...circuit,
      ...(index === 0 ? { from: 'node1', to: nodes.length } : {}),
      order: dice.one(SWAP_ORDERS),
      ranks: circuit.way === 'connection' || dice.chance(0.5) ? undefined : nodes.map(() => dice.integer(0, highest))
    }
  })
}

/** Where connections are to run on several ways at once, most do, and the first circuit is one of them. */
export function withPaths(
  dice: Dice,
  several: boolean,
  circuits: readonly Undistilled[]
): Omit<PlannedCircuit, 'distillation'>[] {
  return circuits.map((circuit, index) => {
    const way = several && index === 0 ? 'connection' : circuit.way
    if (way !== 'connection' || !several || !dice.chance(0.8)) return { ...circuit, paths: 1 }
    return { ...circuit, way, ranks: undefined, paths: dice.integer(2, 3) }
  })
}
