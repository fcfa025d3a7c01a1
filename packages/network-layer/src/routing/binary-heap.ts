/** A binary heap of integers in an order given at the start; grows as needed. */
export class BinaryHeap {
  readonly #before: (a: number, b: number) => boolean
  #items: Int32Array
  #size = 0

  /** @param before strict order: whether `a` leaves before `b` */
  constructor(before: (a: number, b: number) => boolean, capacity = 256) {
    this.#before = before
    this.#items = new Int32Array(capacity)
  }

  get size(): number {
    return this.#size
  }

  clear(): void {
    this.#size = 0
  }

  push(item: number): void {
    if (this.#size === this.#items.length) {
      const larger = new Int32Array(2 * this.#size)
      larger.set(this.#items)
      this.#items = larger
    }
    const items = this.#items
    let at = this.#size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = items[parent] as number
      if (!this.#before(item, above)) break
      items[at] = above
      at = parent
    }
    items[at] = item
  }

  /** Takes the first out, -1 where there is none. */
  pop(): number {
    if (this.#size === 0) return -1
    const items = this.#items
    const first = items[0] as number
    const last = items[--this.#size] as number
    const size = this.#size
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && this.#before(items[child + 1] as number, items[child] as number)) child++
      if (!this.#before(items[child] as number, last)) break
      items[at] = items[child] as number
      at = child
    }
    if (size > 0) items[at] = last
    return first
  }
}
