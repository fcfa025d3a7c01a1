import type { TraceRecord } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { networkSwapOrder } from './swap-order.js'

const NAMES = ['', 'a', 'b', 'c', 'd', 'e'] as const

/** What happens on the way a – b – c – d – e over the links 1 to 4; `pair` n of a link is at qubit n of side 0 or 1. */
class Story {
  readonly records: TraceRecord[] = []
  #tag = 0

  constructor(ranks: readonly number[]) {
    const hops = [1, 2, 3, 4].map((node) => ({ node, link: node, rank: ranks[node - 2] ?? 9 }))
    for (const to of [1, 2, 3, 4, 5])
      this.add({
        kind: 'frameReceived',
        at: NAMES[to],
        id: to,
        from: 1,
        to,
        frame: { type: 'PATH', initiator: 1, circuit: 7, responder: 5, hops }
      })
  }

  add(fields: object): this {
    this.records.push({ ...fields, n: this.records.length, time: this.records.length } as TraceRecord)
    return this
  }

  /** A pair of a link comes to both its nodes. */
  pair(link: number, sequence: number): this {
    for (const [node, side] of [
      [link, 1],
      [link + 1, 0]
    ] as const)
      this.add({ kind: 'ok', at: NAMES[node], link, epoch: 1, sequence, qubit: 10 * side + sequence })
    return this
  }

  /** A node begins to swap one pair of each side. Returns what ends it. */
  begin(node: number, upstream: number, downstream: number): () => void {
    const at = NAMES[node]
    const tag = ++this.#tag
    for (const qubit of [upstream, 10 + downstream]) this.add({ kind: 'deviceCommand', at, type: 'swap', qubit, tag })
    return () => void this.add({ kind: 'event', at, name: 'swapped', fields: { tag } })
  }

  swap(node: number, upstream: number, downstream: number): this {
    this.begin(node, upstream, downstream)()
    return this
  }

  get breaches(): string[] {
    return networkSwapOrder(this.records).map(({ message, records }) => {
      const { at } = this.records[records[0]!]!
      expect(message.startsWith(`${at} swaps`)).toBe(true)
      return at
    })
  }
}

const withPairs = (ranks: readonly number[]) =>
  [1, 2, 3, 4].reduce((story, link) => story.pair(link, 1).pair(link, 2), new Story(ranks))

describe('the order of swaps', () => {
  it('holds where each waits for those of lower rank, and ranks that are the same for nobody', () => {
    expect(withPairs([0, 1, 0]).swap(2, 1, 1).swap(4, 1, 1).swap(3, 1, 1).breaches).toEqual([])
    expect(withPairs([2, 1, 0]).swap(4, 1, 1).swap(3, 1, 1).swap(2, 1, 1).breaches).toEqual([])
    expect(withPairs([5, 5, 5]).swap(3, 1, 1).swap(2, 1, 1).swap(4, 1, 1).breaches).toEqual([])
    expect(withPairs([0, 3, 3]).swap(2, 1, 1).swap(3, 1, 1).swap(4, 1, 1).breaches).toEqual([])
  })

  it('is broken where a side reaches a lower one yet', () => {
    expect(withPairs([0, 1, 0]).swap(2, 1, 1).swap(3, 1, 1).breaches).toEqual(['c'])
    expect(withPairs([0, 1, 0]).swap(4, 1, 1).swap(3, 1, 1).breaches).toEqual(['c'])
    expect(withPairs([2, 1, 0]).swap(4, 1, 1).swap(2, 1, 1).breaches).toEqual(['b'])
    // It reaches farther by that one's swap, but not far enough.
    expect(withPairs([2, 0, 1]).swap(3, 1, 1).swap(2, 1, 1).breaches).toEqual(['b'])
  })

  it('goes by the swaps that are done, of the same pairs', () => {
    const story = withPairs([0, 1, 0]).swap(4, 1, 1)
    const done = story.begin(2, 1, 1)
    story.swap(3, 1, 1)
    done()
    expect(story.breaches).toEqual(['c'])
    expect(withPairs([0, 1, 0]).swap(2, 1, 1).swap(4, 1, 1).swap(3, 2, 1).breaches).toEqual(['c'])
    expect(withPairs([0, 1, 0]).swap(2, 2, 1).swap(4, 1, 1).swap(3, 1, 1).breaches).toEqual([])
  })

  it('takes no Bell measurement of a qubit of a program for a swap', () => {
    const early = withPairs([0, 1, 0])
    early.add({ kind: 'qubitAllocated', at: 'c', qubit: 1, owner: 'program' })
    expect(early.swap(3, 1, 1).breaches).toEqual([])
    // Until a pair comes to that qubit again.
    expect(early.pair(2, 1).swap(3, 1, 1).breaches).toEqual(['c'])
  })

  it('knows nothing of swaps for no circuit, nor of those that a process left when it died', () => {
    const story = new Story([0, 1, 0])
    story.add({ kind: 'deviceCommand', at: 'c', type: 'swap', qubit: 1, tag: 8 })
    story.pair(2, 1).begin(3, 1, 5)
    expect(story.breaches).toEqual([])
    const crashed = withPairs([0, 1, 0])
    for (const qubit of [1, 11]) crashed.add({ kind: 'deviceCommand', at: 'b', type: 'swap', qubit, tag: 1 })
    crashed.add({ kind: 'restart', at: 'b', incarnation: 2 })
    crashed.swap(2, 2, 2).swap(4, 2, 2).swap(3, 2, 2)
    expect(crashed.breaches).toEqual([])
  })
})
