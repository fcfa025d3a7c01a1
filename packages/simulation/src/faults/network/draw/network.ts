import { relaxationMemory } from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import type { LinkDescription, NetworkDescription, NodeDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import { MICROSECOND, MILLISECOND } from '../../times.js'

interface Shape {
  readonly perfect: boolean
  readonly lasting: boolean
  readonly faultsEnd: Nanoseconds
  /** The last node has a link to the first, beside all others. */
  readonly closed: boolean
}

/** A tree, and sometimes more edges, some beside others. */
export function drawNetwork(dice: Dice, { perfect, lasting, faultsEnd, closed }: Shape): NetworkDescription {
  const count = dice.one([2, 3, 3, 3, 4, 4, 5, 6])
  const edges: (readonly [number, number])[] = []
  const chain = dice.chance(0.6)
  for (let node = 1; node < count; node++) edges.push([chain ? node - 1 : dice.stream.below(node), node])
  for (let extra = dice.one([0, 0, 1, 2]); extra > 0; extra--) {
    const a = dice.stream.below(count)
    const b = dice.stream.below(count)
    if (a !== b) edges.push([Math.min(a, b), Math.max(a, b)])
  }
  if (closed) edges.push([0, count - 1])
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
    links: sharingCables(edges.map(([a, b], index) => drawLink(dice, { a, b, index, perfect, faultsEnd, dark })))
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
