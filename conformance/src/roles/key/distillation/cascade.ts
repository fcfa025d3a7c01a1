import { QkdReconciliation } from '@bellwire/wire'
import type { Bit } from './bits.js'
import { passOrder } from './pass-order.js'
import type { Queries } from './queries.js'

/** A block, or a part of one. */
interface Part {
  readonly from: number
  readonly size: number
  /** Whether its parities at the two ends are known to differ. */
  odd: boolean
  halves?: readonly [Part, Part]
}

interface Pass {
  readonly number: number
  /** Which bit is at each place, and where each bit is. */
  readonly order: readonly number[]
  readonly places: readonly number[]
  readonly blocks: readonly Part[]
}

/** Sizes of the blocks of the passes: KEY-211. @param rate the declared error rate */
function blockSizes(variant: number, length: number, rate: number): readonly number[] {
  const half = Math.ceil(length / 2)
  const sizes = (): number[] => {
    switch (variant) {
      case QkdReconciliation.CASCADE_OPTION7: {
        const first = 2 ** Math.ceil(Math.log2(1 / rate))
        return [first, 4 * first, ...new Array<number>(12).fill(half)]
      }
      default: {
        const first = Math.ceil(1 / rate)
        return [first, 2 * first, ...new Array<number>(14).fill(half)]
      }
    }
  }
  return sizes().map((size) => Math.min(size, length))
}

/** Cascade where the key is corrected: KEY-210 to KEY-214. What it asks is compared with what a node asks. */
export class Corrector {
  readonly #passes: Pass[] = []
  #total = 0

  /** @param key of the node, which is corrected in it */
  constructor(
    readonly key: Bit[],
    private readonly variant: number,
    private readonly rate: number,
    private readonly seed: Uint8Array
  ) {}

  /** Yields what is asked in each message, and is given the answers, one bit for each stretch. */
  *run(): Generator<Queries, void, readonly Bit[]> {
    for (const [index, size] of blockSizes(this.variant, this.key.length, this.rate).entries()) {
      yield* this.#begin(index + 1, size)
      for (let search = this.#search(); search !== undefined; search = this.#search()) {
        const { pass, leaves } = search
        const answers = yield {
          pass: pass.number,
          stretches: leaves.map(({ from, size: all }) => ({ from, size: Math.ceil(all / 2) }))
        }
        for (const [at, leaf] of leaves.entries()) this.#cut(pass, leaf, answers[at] ?? 0)
      }
    }
  }

  *#begin(number: number, size: number): Generator<Queries, void, readonly Bit[]> {
    const { length } = this.key
    const order = passOrder(this.seed, number, length)
    const places = new Array<number>(length)
    for (const [place, bit] of order.entries()) places[bit] = place
    const blocks = Array.from({ length: Math.ceil(length / size) }, (_, block): Part => {
      const from = block * size
      return { from, size: Math.min(size, length - from), odd: false }
    })
    const pass = { number, order, places, blocks }
    this.#passes.push(pass)
    const asked = number === 1 ? blocks : blocks.slice(0, -1)
    if (asked.length === 0) return
    const answers = yield { pass: number, stretches: asked.map(({ from, size: all }) => ({ from, size: all })) }
    const sum = asked.reduce((parity, _, at) => parity ^ (answers[at] ?? 0), 0)
    if (number === 1) this.#total = sum
    for (const [at, block] of blocks.entries()) {
      const theirs = at < asked.length ? (answers[at] ?? 0) : this.#total ^ sum
      block.odd = this.#parity(pass, block) !== theirs
    }
    for (const block of blocks) this.#correct(pass, block)
  }

  /** The odd leaves of the pass that has the shortest, in order. */
  #search(): { readonly pass: Pass; readonly leaves: readonly Part[] } | undefined {
    let found: { readonly pass: Pass; readonly leaves: readonly Part[]; readonly shortest: number } | undefined
    for (const pass of this.#passes) {
      const leaves = pass.blocks.flatMap((block) => this.#oddLeaves(block))
      const shortest = Math.min(...leaves.map(({ size }) => size))
      if (leaves.length > 0 && shortest < (found?.shortest ?? Infinity)) found = { pass, leaves, shortest }
    }
    return found
  }

  #oddLeaves(part: Part): readonly Part[] {
    const isWhole = this.variant !== QkdReconciliation.CASCADE_OPTION7
    if (isWhole && !part.odd) return []
    if (part.halves === undefined) return part.odd ? [part] : []
    const [first, second] = part.halves
    if (isWhole) return this.#oddLeaves(first.odd ? first : second)
    return [...this.#oddLeaves(first), ...this.#oddLeaves(second)]
  }

  #cut(pass: Pass, leaf: Part, theirs: Bit): void {
    const size = Math.ceil(leaf.size / 2)
    const first: Part = { from: leaf.from, size, odd: false }
    first.odd = this.#parity(pass, first) !== theirs
    const second: Part = { from: leaf.from + size, size: leaf.size - size, odd: leaf.odd !== first.odd }
    leaf.halves = [first, second]
    this.#correct(pass, first)
    this.#correct(pass, second)
  }

  /** A single place that is odd is an error. */
  #correct(pass: Pass, { from, size, odd }: Part): void {
    if (size !== 1 || !odd) return
    const bit = pass.order[from] ?? 0
    this.key[bit] = (1 - (this.key[bit] ?? 0)) as Bit
    for (const { places, blocks } of this.#passes) {
      const place = places[bit] ?? 0
      let part = blocks.find((one) => one.from <= place && place < one.from + one.size)
      while (part !== undefined) {
        part.odd = !part.odd
        part = part.halves?.find((one) => one.from <= place && place < one.from + one.size)
      }
    }
  }

  #parity({ order }: Pass, { from, size }: Part): number {
    let parity = 0
    for (let at = from; at < from + size; at++) parity ^= this.key[order[at] ?? 0] ?? 0
    return parity
  }
}
