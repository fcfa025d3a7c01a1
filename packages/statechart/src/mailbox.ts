/** Smallest power of two that holds a usual burst; doubled when full. Small, since a large network has thousands of hosts. */
const INITIAL_CAPACITY = 8

/** First-in first-out ring of four parallel columns; reuses its memory. */
export class Mailbox<Kind, Table, Name, Payload> {
  #kinds: (Kind | undefined)[] = new Array<Kind | undefined>(INITIAL_CAPACITY).fill(undefined)
  #tables: (Table | undefined)[] = new Array<Table | undefined>(INITIAL_CAPACITY).fill(undefined)
  #names: (Name | undefined)[] = new Array<Name | undefined>(INITIAL_CAPACITY).fill(undefined)
  #payloads: (Payload | undefined)[] = new Array<Payload | undefined>(INITIAL_CAPACITY).fill(undefined)
  #first = 0
  size = 0

  /** Columns of the entry taken last. */
  table: Table | undefined
  name: Name | undefined
  payload: Payload | undefined

  push(kind: Kind, table: Table, name: Name, payload: Payload): void {
    if (this.size === this.#kinds.length) this.#grow()
    const at = (this.#first + this.size++) & (this.#kinds.length - 1)
    this.#kinds[at] = kind
    this.#tables[at] = table
    this.#names[at] = name
    this.#payloads[at] = payload
  }

  /** Takes the oldest entry into `table`, `name` and `payload`; the result is its kind. Undefined when empty. */
  take(): Kind | undefined {
    if (this.size === 0) return undefined
    const at = this.#first
    this.size--
    // From the start again when empty: the same few lines of memory stay warm.
    this.#first = this.size === 0 ? 0 : (at + 1) & (this.#kinds.length - 1)
    this.table = this.#tables[at]
    this.name = this.#names[at]
    this.payload = this.#payloads[at]
    // What has been delivered must not be kept alive by the ring.
    this.#payloads[at] = undefined
    return this.#kinds[at]
  }

  #grow(): void {
    this.#kinds = this.#doubled(this.#kinds)
    this.#tables = this.#doubled(this.#tables)
    this.#names = this.#doubled(this.#names)
    this.#payloads = this.#doubled(this.#payloads)
    this.#first = 0
  }

  #doubled<T>(column: (T | undefined)[]): (T | undefined)[] {
    const inOrder = [...column.slice(this.#first), ...column.slice(0, this.#first)]
    return [...inOrder, ...new Array<T | undefined>(column.length).fill(undefined)]
  }
}
