import type { DeviceCommandRecord, TraceRecord } from '@bellwire/runtime'
import { entryOf, type Invariant, type Violation } from './violation.js'

/** A circuit's way, as its PATH says it. */
interface Way {
  readonly nodes: readonly number[]
  readonly links: readonly number[]
  /** By position; the ends are above all. */
  readonly ranks: readonly number[]
}

/** A half of a link's pair at some node. */
interface Half {
  readonly link: number
  readonly epoch: number
  readonly sequence: number
}

const PARTS = ['link', 'epoch', 'sequence'] as const

/**
 * No node swaps before its rank allows it: when it begins, both pairs reach ends of the circuit, or nodes of no lower
 * rank, by all the swaps that are done. Where a swap may be for one of several circuits, one that allows it will do.
 */
export const networkSwapOrder: Invariant = (trace) => {
  const violations: Violation[] = []
  const seen = new Seen()
  for (const record of trace) {
    seen.take(record)
    if (record.kind !== 'deviceCommand' || record.type !== 'swap') continue
    const halves = seen.swapBegins(record)
    if (halves === undefined) continue
    const ways = seen.waysThrough(record.at, halves)
    if (ways.length > 0 && ways.every((way) => !seen.allows(way, record.at, halves)))
      violations.push({
        invariant: 'network-swap-order',
        message: `${record.at} swaps before its rank allows it: ${halves.map((half) => PARTS.map((part) => half[part]).join('/')).join(' and ')}`,
        records: [record.n]
      })
  }
  return violations
}

/** What a trace has shown so far. */
class Seen {
  readonly #ways = new Map<string, Way>()
  readonly #numbers = new Map<string, number>()
  /** By node and qubit. */
  readonly #held = new Map<string, Half>()
  /** By node and command: the first qubit's half, until the second is named, and then both. */
  readonly #swapping = new Map<string, Half[]>()
  /** By node number and half: what it was swapped with. */
  readonly #swapped = new Map<string, Half>()

  take(record: TraceRecord): void {
    const { at } = record
    if (record.kind === 'frameReceived') {
      this.#numbers.set(at, record.to)
      this.#path(record.frame)
    } else if (record.kind === 'restart') {
      // A new process names its commands anew.
      for (const key of this.#swapping.keys()) if (key.startsWith(`${at} `)) this.#swapping.delete(key)
    } else if (record.kind === 'ok' && record.qubit !== null) this.#held.set(`${at} ${record.qubit}`, record)
    // What a program measures is no swap: of teleportation, as a rule.
    else if (record.kind === 'qubitAllocated' && record.owner === 'program') this.#held.delete(`${at} ${record.qubit}`)
    else if (record.kind === 'event' && record.name === 'swapped') {
      const key = `${at} ${JSON.stringify(record.fields['tag'])}`
      const [a, b] = this.#swapping.get(key) ?? []
      this.#swapping.delete(key)
      if (a === undefined || b === undefined) return
      const number = this.#numbers.get(at) as number
      this.#swapped.set(keyOf(number, a), b)
      this.#swapped.set(keyOf(number, b), a)
    }
  }

  /** A swap is recorded for one qubit after the other: its two halves with the second. */
  swapBegins({ at, qubit, tag }: DeviceCommandRecord): readonly [Half, Half] | undefined {
    const half = this.#held.get(`${at} ${qubit}`)
    const halves = entryOf(this.#swapping, `${at} ${tag}`, () => [])
    if (half !== undefined) halves.push(half)
    const [a, b] = halves
    return a === undefined || b === undefined ? undefined : [a, b]
  }

  waysThrough(at: string, [a, b]: readonly [Half, Half]): Way[] {
    return [...this.#ways.values()].filter(({ nodes, links }) => {
      const position = nodes.indexOf(this.#numbers.get(at) as number)
      const around = [links[position - 1], links[position]]
      return a.link !== b.link && around.includes(a.link) && around.includes(b.link)
    })
  }

  allows(way: Way, at: string, halves: readonly [Half, Half]): boolean {
    const position = way.nodes.indexOf(this.#numbers.get(at) as number)
    const own = way.ranks[position] as number
    return halves.every((half) => (way.ranks[this.#reach(way, position, half)] as number) >= own)
  }

  /** Position of the node that a pair reaches from the one at another position. */
  #reach({ nodes, links }: Way, position: number, half: Half): number {
    const step = half.link === links[position] ? 1 : -1
    let at = position + step
    for (let next: Half | undefined = half; ; at += step) {
      next = this.#swapped.get(keyOf(nodes[at] as number, next))
      if (next === undefined) return at
    }
  }

  #path(frame: object): void {
    const { type, initiator, circuit, responder, hops } = frame as Record<string, unknown>
    if (type !== 'PATH' || !Array.isArray(hops)) return
    const list = hops as readonly { readonly node: number; readonly link: number; readonly rank: number }[]
    this.#ways.set(`${String(initiator)}/${String(circuit)}`, {
      nodes: [...list.map(({ node }) => node), responder as number],
      links: list.map(({ link }) => link),
      ranks: [...list.map(({ rank }, index) => (index === 0 ? Infinity : rank)), Infinity]
    })
  }
}

function keyOf(node: number, { link, epoch, sequence }: Half): string {
  return `${node} ${link}/${epoch}/${sequence}`
}
