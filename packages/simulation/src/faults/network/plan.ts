import { relaxationMemory } from '@bellwire/physics'
import type { NodeNetwork } from '@bellwire/node'
import type { PairsRequest } from '@bellwire/network-layer'
import { createRandom, type Nanoseconds } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Channel } from '@bellwire/transport'
import type { LinkDescription, NetworkDescription, NodeDescription } from '../../network/description.js'
import { Dice } from '../dice.js'

const MICROSECOND: Nanoseconds = 1000
const MILLISECOND: Nanoseconds = 1_000_000

/** Something done to the network at a stated time. Parties by their numbers. */
export type NetworkFault = { readonly at: Nanoseconds } & (
  | { readonly type: 'channel'; readonly from: number; readonly to: number; readonly changes: Partial<Channel> }
  /** One direction of a channel is cut, or healed. */
  | { readonly type: 'cut' | 'heal'; readonly from: number; readonly to: number }
  | { readonly type: 'restart' | 'crash' | 'recover'; readonly node: string }
  | { readonly type: 'restartStation'; readonly station: string }
)

/** A request that a program makes of a circuit, counted from when the circuit opened. */
export interface PlannedPairs {
  readonly after: Nanoseconds
  readonly wish: Partial<PairsRequest> & { readonly number: number }
  /** Time after which it is cancelled; Infinity: never. */
  readonly cancelAfter: number
}

/** A circuit that a program opens. */
export interface PlannedCircuit {
  readonly at: Nanoseconds
  readonly from: string
  /** Number of the node at the other end. */
  readonly to: number
  readonly cutoff: Nanoseconds
  readonly minimumFidelity: number
  readonly purpose: number
  /** One circuit along the n-th best way, or whatever circuits there are for as long as it is wanted. */
  readonly way: number | 'connection'
  /** When it is closed, and by which end. */
  readonly closeAt: Nanoseconds
  readonly closedBy: 'head' | 'tail'
  /** Made again on each circuit of a connection. */
  readonly requests: readonly PlannedPairs[]
}

/** How long programs hold their qubits. */
export interface HoldingHabit {
  readonly longest: Nanoseconds
  /** Share of the qubits that are held until the faults are over. */
  readonly keeps: number
}

/** Everything that a run is made of, drawn from its seed. */
export interface NetworkFaultPlan {
  readonly seed: number
  readonly network: NetworkDescription
  readonly runner: RunnerKind
  readonly wire: boolean
  /** Every pair is perfect, and stays so: what is told of it can be checked exactly. */
  readonly perfect: boolean
  /** Qubits keep for good. */
  readonly lasting: boolean
  readonly faultsEnd: Nanoseconds
  readonly faults: readonly NetworkFault[]
  readonly circuits: readonly PlannedCircuit[]
  readonly habit: HoldingHabit
}

/** Everything that a network layer waits for, made short. */
const QUICK: NodeNetwork = {
  configuration: {
    setUpTime: 20 * MILLISECOND,
    circuitLifetime: 60 * MILLISECOND,
    refreshInterval: 15 * MILLISECOND,
    connectionRetry: 10 * MILLISECOND,
    stallPatience: 10 * MILLISECOND,
    patience: 5 * MILLISECOND,
    holdOff: MILLISECOND,
    settleInterval: 2 * MILLISECOND,
    settleRepeat: 4 * MILLISECOND
  },
  adjacency: { helloInterval: 2 * MILLISECOND, deadInterval: 8 * MILLISECOND, acknowledgeDelay: 0 },
  times: { lifetime: 10_000 * MILLISECOND, refresh: 3000 * MILLISECOND, hopAge: MILLISECOND },
  minimumInterval: MILLISECOND / 2
}

/** Draws a run: each seed turns a random subset of the faults on. */
export function drawNetworkPlan(seed: number): NetworkFaultPlan {
  const random = createRandom(seed)
  const dice = (name: string): Dice => new Dice(random.stream(`networkPlan/${name}`))
  const shape = dice('shape')
  const faultsEnd = shape.integer(8, 50) * MILLISECOND
  const perfect = shape.chance(0.4)
  const lasting = perfect || shape.chance(0.5)
  const network = drawNetwork(dice('network'), { perfect, lasting, faultsEnd })
  const calm = shape.chance(0.1)
  return {
    seed,
    network,
    runner: shape.chance(0.1) ? 'interpreted' : 'generated',
    wire: shape.chance(0.15),
    perfect,
    lasting,
    faultsEnd,
    faults: calm
      ? []
      : [
          ...drawChannelFaults(dice('channels'), network, { faultsEnd, lasting }),
          ...drawPartitions(dice('partitions'), network, faultsEnd),
          ...drawRestarts(dice('restarts'), network, faultsEnd)
        ],
    circuits: drawCircuits(dice('circuits'), network, faultsEnd),
    habit: { longest: shape.one([0, 50 * MICROSECOND, MILLISECOND]), keeps: shape.chance(0.2) ? shape.real(0, 0.3) : 0 }
  }
}

interface Shape {
  readonly perfect: boolean
  readonly lasting: boolean
  readonly faultsEnd: Nanoseconds
}

/** A tree, and sometimes more edges, some beside others. */
function drawNetwork(dice: Dice, { perfect, lasting, faultsEnd }: Shape): NetworkDescription {
  const count = dice.one([2, 3, 3, 3, 4, 4, 5, 6])
  const edges: (readonly [number, number])[] = []
  const chain = dice.chance(0.6)
  for (let node = 1; node < count; node++) edges.push([chain ? node - 1 : dice.stream.below(node), node])
  for (let extra = dice.one([0, 0, 1, 2]); extra > 0; extra--) {
    const a = dice.stream.below(count)
    const b = dice.stream.below(count)
    if (a !== b) edges.push([Math.min(a, b), Math.max(a, b)])
  }
  const perSide = dice.integer(1, 4)
  const slow = dice.chance(0.4)
  const time = dice.integer(1, 20)
  const memory = relaxationMemory({
    relaxationTimeMilliseconds: time,
    coherenceTimeMilliseconds: time,
    equilibriumPolarisation: 0
  })
  const nodes = Array.from({ length: count }, (_, index): NodeDescription => {
    const sides = edges.filter((edge) => edge.includes(index)).length
    return {
      name: `node${index + 1}`,
      number: index + 1,
      qubits: Math.max(sides > 1 ? 2 : 1, perSide * sides),
      ...(lasting ? {} : { memory, coherenceTime: time * MILLISECOND }),
      ...(slow
        ? {
            durations: {
              swap: dice.integer(0, 60) * MICROSECOND,
              measure: dice.integer(0, 30) * MICROSECOND,
              correct: dice.integer(0, 30) * MICROSECOND
            }
          }
        : {})
    }
  })
  const dark = dice.chance(0.2)
  return {
    nodes,
    stations: edges.map((_, index) => ({ name: `station${index + 1}`, number: 101 + index })),
    links: sharingCables(edges.map(([a, b], index) => drawLink(dice, { a, b, index, perfect, faultsEnd, dark }))),
    network: QUICK
  }
}

/** Links side by side are of one length: their nodes have one channel between them. */
function sharingCables(links: readonly LinkDescription[]): LinkDescription[] {
  return links.map((link) => {
    const { delays } = links.find(({ a, b }) => a === link.a && b === link.b) as LinkDescription
    return { ...link, delays }
  })
}

interface LinkShape {
  readonly a: number
  readonly b: number
  readonly index: number
  readonly perfect: boolean
  readonly faultsEnd: Nanoseconds
  readonly dark: boolean
}

function drawLink(dice: Dice, { a, b, index, perfect, faultsEnd, dark }: LinkShape): LinkDescription {
  const delay = dice.integer(1, 20) * MICROSECOND
  const start = Math.round(dice.real(0, 0.6) * faultsEnd)
  return {
    a: `node${a + 1}`,
    b: `node${b + 1}`,
    name: `link${index + 1}`,
    station: `station${index + 1}`,
    delays: [delay, delay],
    guard: 100,
    window: 100,
    model: {
      kind: 'ideal',
      parameters: {
        successProbability: dice.real(0.05, 0.5),
        fidelity: perfect ? 1 : 0.99,
        announced: dice.chance(0.5) ? [0, 1, 2, 3] : [0]
      }
    },
    batchSlots: dice.integer(20, 400),
    keepAliveInterval: dice.integer(1, 5) * MILLISECOND,
    timers: { greetingMaximum: 2 * MILLISECOND, synchronisation: 3 * MILLISECOND, holdover: 10 * MILLISECOND },
    ...(dark && dice.chance(0.6)
      ? {
          drift: {
            stepInterval: 200 * MICROSECOND,
            law: { kind: 'constant' as const },
            thresholds: { measure: 'contrast' as const, drifting: 0.5, outOfSpecification: 0.6 },
            dark: [{ from: start, until: start + dice.integer(1, 15) * MILLISECOND }]
          }
        }
      : {})
  }
}

/** Both directions of every channel, each once. */
function directionsOf({ nodes, stations, links }: NetworkDescription): (readonly [number, number])[] {
  const numbers = new Map([...nodes, ...stations].map(({ name, number }) => [name, number as number]))
  const seen = new Map<string, readonly [number, number]>()
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

function drawChannelFaults(
  dice: Dice,
  network: NetworkDescription,
  { faultsEnd, lasting }: Pick<Shape, 'faultsEnd' | 'lasting'>
): NetworkFault[] {
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
    // An outcome that comes after the next attempt has begun finds its qubit overwritten, and nobody is told: where pairs
    // are compared with the truth, stations are heard in time.
    const { jitter: _jitter, reordering: _reordering, ...punctual } = changes
    if (from > 100 && lasting) {
      if (Object.keys(punctual).length > 0)
        faults.push({
          at: dice.chance(0.5) ? 0 : dice.integer(0, faultsEnd),
          type: 'channel',
          from,
          to,
          changes: punctual
        })
    } else if (Object.keys(changes).length > 0)
      faults.push({ at: dice.chance(0.5) ? 0 : dice.integer(0, faultsEnd), type: 'channel', from, to, changes })
  }
  return faults
}

function drawPartitions(dice: Dice, network: NetworkDescription, faultsEnd: Nanoseconds): NetworkFault[] {
  if (!dice.chance(0.35)) return []
  const faults: NetworkFault[] = []
  const directions = directionsOf(network)
  for (let count = dice.integer(1, 3); count > 0; count--) {
    const [from, to] = dice.one(directions)
    const at = dice.integer(0, faultsEnd)
    const until = at + dice.integer(100 * MICROSECOND, 15 * MILLISECOND)
    faults.push({ at, type: 'cut', from, to }, { at: until, type: 'heal', from, to })
    if (dice.chance(0.6))
      faults.push({ at, type: 'cut', from: to, to: from }, { at: until, type: 'heal', from: to, to: from })
  }
  return faults
}

function drawRestarts(dice: Dice, { nodes, stations }: NetworkDescription, faultsEnd: Nanoseconds): NetworkFault[] {
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

function drawCircuits(dice: Dice, { nodes }: NetworkDescription, faultsEnd: Nanoseconds): PlannedCircuit[] {
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
