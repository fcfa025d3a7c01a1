import { inWindow, serialAdd, serialDistance } from '@bellwire/wire'

/** A pair that is used and delivered. */
export interface UsedPair<Item> {
  readonly epoch: number
  readonly sequence: number
  /** This end's name for it. */
  readonly pair: number
  /** The request that it was for. */
  readonly item: Item
}

/** Used pairs that follow each other in sequence and in name, all for one request. */
interface Run<Item> {
  readonly epoch: number
  readonly item: Item
  /** The first of them, and how many there are: at least one. */
  low: number
  pair: number
  length: number
}

/**
 * Pairs that are used and delivered, but not yet certain at both ends: their expiry would still have to be told. Mostly
 * they are used in order, and then any number of them is one run. Sequence numbers are serials (RFC 1982): those of one
 * epoch lie within 2^31 - 1 of each other.
 */
export class UsedPairs<Item> {
  readonly #runs: Run<Item>[] = []
  /** The last of them, which mostly grows: kept at hand. */
  #last: Run<Item> | undefined

  add(epoch: number, sequence: number, pair: number, item: Item): void {
    const last = this.#last
    if (last !== undefined && last.epoch === epoch && last.item === item) {
      if (sequence === serialAdd(last.low, last.length) && pair === last.pair + last.length) {
        last.length += 1
        return
      }
    }
    this.#last = { epoch, item, low: sequence, pair, length: 1 }
    this.#runs.push(this.#last)
  }

  /** Takes out the pairs of [low, high) in an epoch: oldest first, each when it is asked for. */
  *take(epoch: number, low: number, high: number): Generator<UsedPair<Item>, void> {
    for (let pair = this.#takeFirst(epoch, low, high); pair !== undefined; pair = this.#takeFirst(epoch, low, high))
      yield pair
  }

  #takeFirst(epoch: number, low: number, high: number): UsedPair<Item> | undefined {
    const size = serialDistance(low, high)
    if (size <= 0) return undefined
    let found = -1
    let steps = size
    for (let index = 0; index < this.#runs.length; index++) {
      const run = this.#runs[index] as Run<Item>
      if (run.epoch !== epoch) continue
      // A run that begins before the range may reach into it.
      const ahead = inWindow(low, run.low, run.length) ? 0 : (run.low - low) >>> 0
      if (ahead >= steps) continue
      found = index
      steps = ahead
    }
    return found < 0 ? undefined : this.#takeOut(found, serialAdd(low, steps))
  }

  /** Takes one pair out of a run: trims it, or splits it in two. */
  #takeOut(index: number, sequence: number): UsedPair<Item> {
    const run = this.#runs[index] as Run<Item>
    const { epoch, item } = run
    const before = serialDistance(run.low, sequence)
    const after = run.length - before - 1
    const pair = run.pair + before
    if (before === 0) this.#trim(index, 1)
    else {
      run.length = before
      if (after > 0) {
        const rest = { epoch, item, low: serialAdd(sequence, 1), pair: pair + 1, length: after }
        this.#replace(index + 1, 0, rest)
      }
    }
    return { epoch, sequence, pair, item }
  }

  /** Pairs of an epoch before `sequence` are certain. */
  forgetBefore(epoch: number, sequence: number): void {
    for (let index = this.#runs.length - 1; index >= 0; index--) {
      const run = this.#runs[index] as Run<Item>
      if (run.epoch === epoch) this.#trim(index, serialDistance(run.low, sequence))
    }
  }

  forgetEpoch(epoch: number): void {
    for (let index = this.#runs.length - 1; index >= 0; index--)
      if (this.#runs[index]?.epoch === epoch) this.#replace(index, 1)
  }

  /** Takes the first `count` pairs off a run. */
  #trim(index: number, count: number): void {
    const run = this.#runs[index] as Run<Item>
    if (count >= run.length) this.#replace(index, 1)
    else if (count > 0) {
      run.low = serialAdd(run.low, count)
      run.pair += count
      run.length -= count
    }
  }

  #replace(index: number, count: number, ...by: Run<Item>[]): void {
    this.#runs.splice(index, count, ...by)
    this.#last = this.#runs.at(-1)
  }

  /** Every pair, those of a run together. */
  *[Symbol.iterator](): Generator<UsedPair<Item>, void> {
    for (const { epoch, item, low, pair, length } of this.#runs) {
      for (let offset = 0; offset < length; offset++)
        yield { epoch, sequence: serialAdd(low, offset), pair: pair + offset, item }
    }
  }
}
