import type { PairName, Reach, Track } from '@bellwire/wire'
import { type Foretold, pairKey, type Side } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'

/** What neighbours have said about pairs that the link layer has not delivered here yet. */
export class Foretellings {
  readonly #core: NetworkCore
  readonly #byId = new Map<number, Foretold>()

  constructor(core: NetworkCore) {
    this.#core = core
  }

  /** Keeps a TRACK until the pair comes. */
  track(side: Side, frame: Track): void {
    const known = this.#find(side, frame)
    if (known !== undefined && (known.void || known.track !== undefined))
      return this.#core.options.ignored('repeated-TRACK')
    this.#put(side, frame, { void: false, track: frame, reach: known?.reach })
  }

  /** The pair will be void when it comes, whatever else was said of it. */
  void(side: Side, epoch: number, sequence: number): void {
    this.#put(side, { epoch, sequence }, { void: true, track: undefined, reach: undefined })
  }

  /** Keeps how far the pair reaches. */
  reach(side: Side, frame: Reach): void {
    const known = this.#find(side, frame)
    const { rank, position } = side.circuit
    const before = known?.reach ?? position + (side.direction === 'upstream' ? -1 : 1)
    if (known?.void === true || rank?.isFarther(side.direction, frame.position, before) !== true)
      return this.#core.options.ignored('REACH')
    this.#put(side, frame, { void: false, track: known?.track, reach: frame.position })
  }

  #find(side: Side, { epoch, sequence }: PairName): Foretold | undefined {
    return side.foretold.get(pairKey(epoch, sequence))
  }

  #put(side: Side, { epoch, sequence }: PairName, said: Pick<Foretold, 'void' | 'track' | 'reach'>): void {
    const key = pairKey(epoch, sequence)
    const known = side.foretold.get(key)
    const id = known?.id ?? this.#core.nextName()
    const waiting: Foretold = { id, side, epoch, sequence, ...said }
    side.foretold.set(key, waiting)
    this.#byId.set(id, waiting)
    if (known === undefined)
      this.#core.tables.foretold.open(id, { foretold: id, patience: this.#core.configuration.patience })
  }

  /** The pair has come: what was said of it; undefined where nothing was. */
  take(side: Side, epoch: number, sequence: number): Foretold | undefined {
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
    const { side, epoch, sequence } = waiting
    side.foretold.delete(pairKey(epoch, sequence))
    if (!waiting.void) this.#core.pairExpire(side, epoch, sequence)
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
