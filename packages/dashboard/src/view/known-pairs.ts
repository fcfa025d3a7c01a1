import type { TraceRecord } from '@bellwire/runtime'
import type { FeedQubit } from '../feed/messages.js'

/** A pair as far as nodes have been told: by their own records alone. */
export interface KnownPair {
  readonly id: number
  /** Whose nodes have been told; two at most. */
  readonly ends: FeedQubit[]
  /** Links of which it is made: more than one after swaps. */
  readonly links: readonly number[]
  /** When the first end was told, or the last swap was done. */
  readonly since: number
  /** As a node estimates it; undefined after swaps, which no single node can tell. */
  readonly estimate: number | undefined
}

/** Pairs that nodes hold, from what links deliver, nodes swap, and qubits are given back. */
export class KnownPairs {
  /** By the name under which a link has delivered it: a pair that was swapped has several. */
  readonly #byName = new Map<string, KnownPair>()
  readonly #byQubit = new Map<string, KnownPair>()
  readonly #names = new Map<KnownPair, string[]>()
  #last = 0

  get all(): readonly KnownPair[] {
    return [...new Set(this.#byQubit.values())]
  }

  apply(record: TraceRecord): void {
    switch (record.kind) {
      case 'ok':
        if (record.qubit !== null) {
          const name = `${record.link}/${record.epoch}/${record.sequence}`
          this.#told(name, record.link, { node: record.at, qubit: record.qubit }, record.time, record.goodness)
        }
        break
      case 'qubitFreed':
        this.#gone(keyOf(record.at, record.qubit))
        break
      case 'event':
        if (record.name === 'swapped') this.#swapped(record.at, record.fields, record.time)
        else if (record.name === 'crashed') this.#lost(record.at)
        break
      default:
    }
  }

  #told(name: string, link: number, end: FeedQubit, since: number, estimate: number | undefined): void {
    const key = keyOf(end.node, end.qubit)
    this.#gone(key)
    let pair = this.#byName.get(name)
    if (pair === undefined) pair = this.#make([], [link], since, estimate, [name])
    else if (pair.ends.length === 2 || pair.ends.some(({ node }) => node === end.node)) return
    pair.ends.push(end)
    this.#byQubit.set(key, pair)
  }

  /** The halves that a node has swapped are used up; what was at their other ends belongs together now. */
  #swapped(node: string, { first, second }: Readonly<Record<string, unknown>>, since: number): void {
    const keys = [keyOf(node, first), keyOf(node, second)]
    const [one, other] = keys.map((key) => this.#byQubit.get(key))
    if (one === undefined || other === undefined || one === other) return
    const names = [one, other].flatMap((pair) => this.#names.get(pair) ?? [])
    const ends = [one, other].flatMap((pair) => pair.ends.filter((end) => !keys.includes(keyOf(end.node, end.qubit))))
    for (const pair of [one, other]) this.#forget(pair)
    const joined = this.#make(ends, [...one.links, ...other.links], since, undefined, names)
    for (const end of ends) this.#byQubit.set(keyOf(end.node, end.qubit), joined)
  }

  #make(
    ends: FeedQubit[],
    links: readonly number[],
    since: number,
    estimate: number | undefined,
    names: string[]
  ): KnownPair {
    const pair: KnownPair = { id: ++this.#last, ends, links, since, estimate }
    for (const name of names) this.#byName.set(name, pair)
    this.#names.set(pair, names)
    return pair
  }

  #gone(key: string): void {
    const pair = this.#byQubit.get(key)
    if (pair !== undefined) this.#forget(pair)
  }

  #forget(pair: KnownPair): void {
    for (const { node, qubit } of pair.ends) this.#byQubit.delete(keyOf(node, qubit))
    for (const name of this.#names.get(pair) ?? []) this.#byName.delete(name)
    this.#names.delete(pair)
  }

  /** A process has died, and with it everything in its qubits. */
  #lost(node: string): void {
    for (const pair of this.all) if (pair.ends.some((end) => end.node === node)) this.#forget(pair)
  }
}

function keyOf(node: string, qubit: unknown): string {
  return `${node} ${String(qubit)}`
}
