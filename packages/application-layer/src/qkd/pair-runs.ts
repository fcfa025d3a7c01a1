import type { QkdPairRun } from '@bellwire/wire'
import type { PairName } from '../entanglement/source.js'

interface GrowingRun extends QkdPairRun {
  count: number
}

/** Names of pairs in order, as runs in which every sequence number is one more than the one before. */
export class PairRuns {
  readonly #runs: GrowingRun[] = []
  /** Where each run begins. */
  readonly #starts: number[] = []
  #count = 0

  static from(runs: readonly QkdPairRun[]): PairRuns {
    const list = new PairRuns()
    for (const run of runs) list.#extend(run, run.count)
    return list
  }

  /** Pairs, not runs. */
  get count(): number {
    return this.#count
  }

  get runs(): readonly QkdPairRun[] {
    return this.#runs
  }

  append(name: PairName): void {
    this.#extend(name, 1)
  }

  /** The runs of the pairs from `start` up to, not including, `end`. */
  slice(start: number, end: number): QkdPairRun[] {
    const slice: QkdPairRun[] = []
    const last = Math.min(end, this.#count)
    for (let from = start, index = this.#runAt(start); from < last; index++) {
      const run = this.#runs[index] as QkdPairRun
      const first = from - (this.#starts[index] as number)
      const count = Math.min(run.count - first, last - from)
      slice.push({ ...nameAt(run, first), count })
      from += count
    }
    return slice
  }

  /** The run that a pair is in. */
  #runAt(place: number): number {
    let [low, high] = [0, this.#runs.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.#starts[middle] as number) <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  #extend(name: PairName, count: number): void {
    const start = this.#count
    this.#count += count
    const last = this.#runs.at(-1)
    if (last !== undefined && continues(last, name)) {
      last.count += count
      return
    }
    this.#starts.push(start)
    const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = name
    this.#runs.push({ initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence, count })
  }
}

/** The name of a pair of a run. */
export function nameAt(run: QkdPairRun, offset: number): PairName {
  const { initiator, circuit, headEpoch, tailEpoch } = run
  const headSequence = (run.headSequence + offset) >>> 0
  return { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence: (run.tailSequence + offset) >>> 0 }
}

function continues(run: QkdPairRun, name: PairName): boolean {
  return (
    name.headSequence === (run.headSequence + run.count) >>> 0 &&
    name.tailSequence === (run.tailSequence + run.count) >>> 0 &&
    name.headEpoch === run.headEpoch &&
    name.tailEpoch === run.tailEpoch &&
    name.circuit === run.circuit &&
    name.initiator === run.initiator
  )
}

/**
 * For each pair of `listed`, where it stands among `own`, or -1. Undefined where a pair is listed twice: no honest list
 * has one so.
 */
export function placesOf(listed: PairRuns, own: PairRuns): Int32Array | undefined {
  const places = new Int32Array(listed.count).fill(-1)
  const taken = new Uint8Array(own.count)
  const walk = new Walk(own)
  let index = 0
  for (const run of listed.runs) {
    for (let offset = 0; offset < run.count; offset++, index++) {
      const place = walk.find(run, offset)
      if (place < 0) continue
      if (taken[place] === 1) return undefined
      taken[place] = 1
      places[index] = place
    }
  }
  return places
}

/** Finds names, fastest in the order in which they stand; elsewhere by halving what is sorted by sequence numbers. */
class Walk {
  readonly #runs: readonly QkdPairRun[]
  /** Where each run begins. */
  readonly #starts: number[] = []
  #run = 0
  #offset = 0
  #alike: Map<string, number[]> | undefined

  constructor(own: PairRuns) {
    this.#runs = own.runs
    let start = 0
    for (const { count } of own.runs) {
      this.#starts.push(start)
      start += count
    }
  }

  find(run: QkdPairRun, offset: number): number {
    if (!this.#isAt(this.#run, this.#offset, run, offset) && !this.#search(run, offset)) return -1
    const place = (this.#starts[this.#run] as number) + this.#offset
    this.#offset += 1
    if (this.#offset === this.#runs[this.#run]?.count) {
      this.#run += 1
      this.#offset = 0
    }
    return place
  }

  #isAt(index: number, at: number, run: QkdPairRun, offset: number): boolean {
    const own = this.#runs[index]
    return (
      own !== undefined &&
      (own.headSequence + at) >>> 0 === (run.headSequence + offset) >>> 0 &&
      (own.tailSequence + at) >>> 0 === (run.tailSequence + offset) >>> 0 &&
      own.headEpoch === run.headEpoch &&
      own.tailEpoch === run.tailEpoch &&
      own.circuit === run.circuit &&
      own.initiator === run.initiator
    )
  }

  #search(run: QkdPairRun, offset: number): boolean {
    const alike = this.#runsLike(run)
    const head = (run.headSequence + offset) >>> 0
    // Names are unique, so that runs that are alike have no sequence number in common: only the last that begins before can.
    let [low, high] = [0, alike.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#runs[alike[middle] as number] as QkdPairRun).headSequence <= head) low = middle + 1
      else high = middle
    }
    // Where none begins before, the last may go round, past the greatest number.
    const index = alike.at(low - 1)
    if (index === undefined) return false
    const own = this.#runs[index] as QkdPairRun
    const at = (head - own.headSequence) >>> 0
    if (at >= own.count || !this.#isAt(index, at, run, offset)) return false
    this.#run = index
    this.#offset = at
    return true
  }

  /** Runs that a pair of a run may be in, by their first sequence number. */
  #runsLike(run: QkdPairRun): readonly number[] {
    if (this.#alike === undefined) {
      this.#alike = new Map()
      for (let index = 0; index < this.#runs.length; index++) {
        const key = keyOf(this.#runs[index] as QkdPairRun)
        const list = this.#alike.get(key)
        if (list === undefined) this.#alike.set(key, [index])
        else list.push(index)
      }
      const first = (index: number): number => (this.#runs[index] as QkdPairRun).headSequence
      for (const list of this.#alike.values()) list.sort((a, b) => first(a) - first(b))
    }
    return this.#alike.get(keyOf(run)) ?? []
  }
}

/** Of pairs of a run, head and tail are always as far apart. */
function keyOf({ initiator, circuit, headEpoch, tailEpoch, headSequence, tailSequence }: QkdPairRun): string {
  return `${initiator}/${circuit}/${headEpoch}/${tailEpoch}/${(tailSequence - headSequence) >>> 0}`
}
