import type { Track } from '@bellwire/wire'
import { type Foretold, pairKey, type Side } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'

/** What neighbours have said about pairs that the link layer has not delivered here yet. */
export class Foretellings {
  readonly #core: NetworkCore
  readonly #byId = new Map<number, Foretold>()

  constructor(core: NetworkCore) {
    this.#core = core
  }

  /** Keeps a TRACK, or that the pair is void, until the pair comes. The latter overrules the former. */
  put(side: Side, epoch: number, sequence: number, track: Track | undefined): void {
    const key = pairKey(epoch, sequence)
    const known = side.foretold.get(key)
    if (known !== undefined && track !== undefined) return this.#core.options.ignored('repeated-TRACK')
    const id = known?.id ?? this.#core.nextName()
    const waiting: Foretold = { id, side, epoch, sequence, track }
    side.foretold.set(key, waiting)
    this.#byId.set(id, waiting)
    if (known === undefined)
      this.#core.tables.foretold.open(id, { foretold: id, patience: this.#core.configuration.patience })
  }

  /** The pair has come: what was said of it; undefined where nothing was. */
  take(side: Side, epoch: number, sequence: number): { readonly track: Track | undefined } | undefined {
    if (side.foretold.size === 0) return undefined
    const key = pairKey(epoch, sequence)
    const waiting = side.foretold.get(key)
    if (waiting === undefined) return undefined
    side.foretold.delete(key)
    this.#byId.delete(waiting.id)
    this.#core.tables.foretold.tell(waiting.id, { type: 'ARRIVED' })
    return waiting
  }

  /** The pair has not come in time. */
  lapsed(id: number): void {
    const waiting = this.#byId.get(id)
    if (waiting === undefined) return
    this.#byId.delete(id)
    const { side, epoch, sequence, track } = waiting
    side.foretold.delete(pairKey(epoch, sequence))
    if (track !== undefined) this.#core.pairExpire(side, epoch, sequence)
  }

  /** The circuit is over. */
  drop(side: Side): void {
    for (const { id } of side.foretold.values()) {
      this.#byId.delete(id)
      this.#core.tables.foretold.close(id)
    }
    side.foretold.clear()
  }

  get size(): number {
    return this.#byId.size
  }
}
