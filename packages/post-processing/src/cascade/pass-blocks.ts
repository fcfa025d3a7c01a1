import type { BitString } from '../bit-string.js'
import { PassKey } from './pass-key.js'

const NONE = -1

/**
 * What the correcting end knows of one pass: blocks of one size over the places of the pass, each cut in two where it was
 * searched, and for every block and part whether its parity differs from that of the other end (it is odd: an odd
 * number of errors is in it). A part that was not cut is a leaf; the leaves of a pass hold every place once.
 */
export class PassBlocks {
  readonly key: PassKey
  /** The bit of the key at every place of the pass. */
  readonly order: Int32Array
  /** Whole blocks; they are the first parts by number. */
  readonly blockCount: number
  readonly #places: Int32Array
  readonly #blockSize: number
  readonly #searchesParts: boolean
  #starts: Int32Array
  #ends: Int32Array
  /** The first half of a part that was cut; the second is the next part. */
  #halves: Int32Array
  #odd: Uint8Array
  /** Whether a part is on {@link #waiting}. */
  #listed: Uint8Array
  #count: number
  /** Every part that is to be searched, and some that no longer are. */
  #waiting: number[] = []

  constructor(key: BitString, order: Int32Array, blockSize: number, searchesParts: boolean) {
    this.key = new PassKey(key, order)
    this.order = order
    this.#places = new Int32Array(order.length)
    for (let q = 0; q < order.length; q++) this.#places[order[q] as number] = q
    this.#blockSize = blockSize
    this.#searchesParts = searchesParts
    const count = Math.ceil(order.length / blockSize)
    this.blockCount = count
    this.#count = count
    this.#starts = Int32Array.from({ length: 2 * count }, (_, block) => block * blockSize)
    this.#ends = Int32Array.from({ length: 2 * count }, (_, block) => Math.min(order.length, (block + 1) * blockSize))
    this.#halves = new Int32Array(2 * count).fill(NONE)
    this.#odd = new Uint8Array(2 * count)
    this.#listed = new Uint8Array(2 * count)
  }

  start(part: number): number {
    return this.#starts[part] as number
  }

  end(part: number): number {
    return this.#ends[part] as number
  }

  /** The end of the first half, which has the odd place where there is one. */
  middle(part: number): number {
    return ((this.#starts[part] as number) + (this.#ends[part] as number) + 1) >>> 1
  }

  isOdd(part: number): boolean {
    return this.#odd[part] === 1
  }

  size(part: number): number {
    return (this.#ends[part] as number) - (this.#starts[part] as number)
  }

  /** Takes the other end's parity of a part whose own is then known. */
  learn(part: number, parity: number): void {
    this.#odd[part] = parity ^ this.key.parity(this.#starts[part] as number, this.#ends[part] as number)
    this.#list(part)
  }

  /** Cuts a leaf, of whose first half the other end's parity is given; returns that half, the other being the next. */
  cut(leaf: number, parity: number): number {
    if (this.#count + 2 > this.#starts.length) this.#grow()
    const first = this.#count
    this.#count += 2
    const middle = this.middle(leaf)
    this.#halves[leaf] = first
    this.#starts[first] = this.#starts[leaf] as number
    this.#ends[first] = middle
    this.#starts[first + 1] = middle
    this.#ends[first + 1] = this.#ends[leaf] as number
    this.#halves[first] = NONE
    this.#halves[first + 1] = NONE
    const odd = parity ^ this.key.parity(this.start(first), middle)
    this.#odd[first] = odd
    this.#odd[first + 1] = (this.#odd[leaf] as number) ^ odd
    if (this.#searchesParts) {
      this.#list(first)
      this.#list(first + 1)
    } else this.#list(Math.floor((this.#starts[leaf] as number) / this.#blockSize))
    return first
  }

  /**
   * A bit of the key was flipped. False if that makes a single place odd, which no correct answers can.
   *
   * @param found - the part, a single place of this pass, for the sake of which the bit was flipped
   */
  flip(index: number, found: number): boolean {
    const place = this.#places[index] as number
    this.key.flip(place)
    let part = Math.floor(place / this.#blockSize)
    this.#odd[part] = (this.#odd[part] as number) ^ 1
    const block = part
    for (let half = this.#halves[part] as number; half !== NONE; half = this.#halves[part] as number) {
      part = place >= (this.#starts[half + 1] as number) ? half + 1 : half
      this.#odd[part] = (this.#odd[part] as number) ^ 1
    }
    this.#list(this.#searchesParts ? part : block)
    return part === found || this.#odd[part] === 0 || this.size(part) > 1
  }

  /** The leaves that are to be searched, each odd, in the order of their places. */
  oddLeaves(): readonly number[] {
    const odd = this.#odd
    const halves = this.#halves
    this.#waiting = this.#waiting.filter((part) => {
      const searched = odd[part] === 1 && (!this.#searchesParts || halves[part] === NONE)
      if (!searched) this.#listed[part] = 0
      return searched
    })
    const leaves = this.#searchesParts ? this.#waiting.slice() : this.#waiting.map((block) => this.#oddLeaf(block))
    return leaves.sort((a, b) => (this.#starts[a] as number) - (this.#starts[b] as number))
  }

  /** An odd part that was cut has one odd half. */
  #oddLeaf(block: number): number {
    let part = block
    for (let half = this.#halves[part] as number; half !== NONE; half = this.#halves[part] as number) {
      part = this.#odd[half] === 1 ? half : half + 1
    }
    return part
  }

  #list(part: number): void {
    if (this.#odd[part] === 0 || this.#listed[part] === 1) return
    this.#listed[part] = 1
    this.#waiting.push(part)
  }

  #grow(): void {
    const grown = <A extends Int32Array | Uint8Array>(from: A, to: A): A => {
      to.set(from)
      return to
    }
    const room = 2 * this.#starts.length + 2
    this.#starts = grown(this.#starts, new Int32Array(room))
    this.#ends = grown(this.#ends, new Int32Array(room))
    this.#halves = grown(this.#halves, new Int32Array(room))
    this.#odd = grown(this.#odd, new Uint8Array(room))
    this.#listed = grown(this.#listed, new Uint8Array(room))
  }
}
