/** Entries in the smallest ring, made when it is first needed: a power of two. Many hosts of a large network need none. */
const INITIAL_CAPACITY = 4

/** Places of an entry: kind, table, name, payload. Side by side, so that an entry is one line of memory. */
const STRIDE = 4

/** First-in first-out ring of entries of four values each; reuses its memory. */
export class Mailbox<Kind, Table, Name, Payload> {
  #places: unknown[] = []
  /** The place of the oldest entry. */
  #first = 0
  size = 0

  /** Of the entry taken last. */
  table: Table | undefined
  name: Name | undefined
  payload: Payload | undefined

  push(kind: Kind, table: Table, name: Name, payload: Payload): void {
    if (this.size * STRIDE === this.#places.length) this.#grow()
    const places = this.#places
    const at = (this.#first + this.size++ * STRIDE) & (places.length - 1)
    places[at] = kind
    places[at + 1] = table
    places[at + 2] = name
    places[at + 3] = payload
  }

  /** Takes the oldest entry into `table`, `name` and `payload`; the result is its kind. Undefined when empty. */
  take(): Kind | undefined {
    if (this.size === 0) return undefined
    const places = this.#places
    const at = this.#first
    this.size--
    // From the start again when empty: the same few lines of memory stay warm.
    this.#first = this.size === 0 ? 0 : (at + STRIDE) & (places.length - 1)
    this.table = places[at + 1] as Table
    this.name = places[at + 2] as Name
    this.payload = places[at + 3] as Payload
    // What has been delivered must not be kept alive by the ring.
    places[at + 3] = undefined
    return places[at] as Kind
  }

  #grow(): void {
    const places = this.#places
    const inOrder = [...places.slice(this.#first), ...places.slice(0, this.#first)]
    const more = Math.max(places.length, INITIAL_CAPACITY * STRIDE)
    this.#places = [...inOrder, ...new Array<unknown>(more).fill(undefined)]
    this.#first = 0
  }
}
