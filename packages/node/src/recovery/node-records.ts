import { LinkRecords, recovered } from '@bellwire/link-layer'
import { type CircuitJournal, readCircuits } from '@bellwire/network-layer'
import {
  type Clock,
  type Plain,
  RecordError,
  RecordFields,
  type RecordStore,
  type TakeRecord,
  WriteAhead
} from '@bellwire/runtime'
import type { Transport } from '@bellwire/transport'
import type { FrameType } from '@bellwire/wire'
import type { NodeJournal, ProgramRecords } from './node-journal.js'

/** Of how the records are written. A process of another version does not read them. */
const VERSION = 1

/** With what the names of records of programs begin. */
const PROGRAMS = 'program/'

/** Names the record that says whose records these are. */
const OWNER = 'node'

/**
 * Frames by whose word the other end lets go of what it could ask about: they leave when this end will know after a crash
 * that it has given it. An epoch that is begun, a request, pairs that are settled, pairs that have expired, qubits that are
 * teleported.
 */
const PROMISES: ReadonlySet<FrameType> = new Set<FrameType>([
  'OPEN',
  'OPEN_ACK',
  'ADD',
  'KEEPALIVE',
  'EXPIRE_ACK',
  'SETTLE',
  'SETTLED',
  'CORRECTION'
])

/**
 * Looks at what an earlier process has written, before one is made of it.
 *
 * @throws RecordError for records that are not this node's, or not of this version
 */
export function checkJournal(store: RecordStore, node: number): void {
  checkOwner(new Map(store.read()), node)
}

/** What a node writes down for a later process of it, and what an earlier one has. */
export class NodeRecords {
  readonly #ahead: WriteAhead
  readonly #stored: ReadonlyMap<string, Plain>
  readonly #links = new Map<number, LinkRecords>()

  /** @throws RecordError for records that are not this node's, or not of this version */
  constructor(journal: NodeJournal, node: number, clock: Clock, failed: (error: Error) => void) {
    const soon = journal.soon ?? ((work) => clock.at(clock.now(), { run: work }))
    this.#ahead = new WriteAhead(journal.store, soon, failed)
    this.#stored = new Map(journal.store.read())
    checkOwner(this.#stored, node)
    if (this.#stored.size === 0) this.#ahead.changed(OWNER, () => ({ version: VERSION, node }))
  }

  /** The records of one link: those of an earlier process at first. */
  link(link: number): LinkRecords {
    let records = this.#links.get(link)
    if (records === undefined) {
      records = new LinkRecords(this.#ahead, link, this.#stored)
      this.#links.set(link, records)
    }
    return records
  }

  /** What the earlier process has left of a link; undefined where there was none. */
  recoveredLink(link: number): ReturnType<typeof recovered> {
    return recovered(this.link(link))
  }

  recoveredCircuits(): CircuitJournal[] {
    return readCircuits(this.#stored)
  }

  /** What programs of the node write down. */
  get programs(): ProgramRecords {
    const found = [...this.#stored].filter(([name]) => name.startsWith(PROGRAMS))
    return {
      stored: new Map(found.map(([name, record]) => [name.slice(PROGRAMS.length), record])),
      changed: (name, take) => this.#ahead.changed(PROGRAMS + name, take),
      after: (effect) => this.#ahead.after(effect)
    }
  }

  changed(name: string, take: TakeRecord): void {
    this.#ahead.changed(name, take)
  }

  /** Does it when everything that has happened until the end of the turn is written down. */
  after(effect: () => void): void {
    this.#ahead.after(effect)
  }

  /** Frames that promise something leave when that is written down, all others at once. */
  holding(transport: Transport): Transport {
    return {
      node: transport.node,
      listen: (listener) => transport.listen(listener),
      send: (to, frame) => {
        if (!PROMISES.has(frame.type)) return transport.send(to, frame)
        if ('link' in frame) this.#links.get(frame.link)?.touch()
        this.#ahead.after(() => transport.send(to, frame))
      }
    }
  }

  stop(): void {
    this.#ahead.stop()
  }
}

function checkOwner(stored: ReadonlyMap<string, Plain>, node: number): void {
  const owner = stored.get(OWNER)
  if (owner === undefined) {
    if (stored.size > 0) throw new RecordError(OWNER, 'itself', undefined, 'a record: there are others')
    return
  }
  const fields = new RecordFields(OWNER, owner)
  const [version, number] = [fields.integer('version'), fields.integer('node')]
  if (version !== VERSION) throw new RecordError(OWNER, 'version', version, `${VERSION}`)
  if (number !== node) throw new RecordError(OWNER, 'node', number, `${node}: the records of another node are no use`)
}
