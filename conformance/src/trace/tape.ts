import type { KmeSetting } from '../subject/kme.js'
import type { AnySetting } from '../subject/setting.js'
import type { Identity, Input, Reaction, Subject } from '../subject/subject.js'
import { type Exchange, exchangesOf, sameRequest } from './exchanges.js'
import type { Request, Trace } from './trace.js'

/** A trace says nothing of what a node is asked now. */
export class OffTape extends Error {
  override readonly name = 'OffTape'

  constructor(
    message: string,
    /** Whether that is since the suite plays the case otherwise than when the trace was made. */
    readonly isOtherCase: boolean
  ) {
    super(message)
  }
}

/** A node that did what a trace says: it does so again, as long as it is asked the same. So stored runs are judged anew. */
export class Tape implements Subject<AnySetting> {
  readonly identity: Identity
  /** What it was when the trace was made. */
  readonly fixed: Partial<KmeSetting>
  readonly #exchanges: readonly Exchange[]
  #next = 0

  constructor(trace: Trace) {
    this.identity = trace.node
    this.#exchanges = exchangesOf(trace)
    const request = this.#exchanges[0]?.request
    this.fixed = request?.verb === 'start' && 'unitSize' in request.setting ? request.setting : {}
  }

  async start(setting: AnySetting): Promise<Reaction> {
    return this.#play({ verb: 'start', setting })
  }

  async input(at: number, input: Input): Promise<Reaction> {
    return this.#play({ verb: 'input', at, input })
  }

  async advance(to: number): Promise<Reaction> {
    return this.#play({ verb: 'advance', to })
  }

  async close(): Promise<void> {}

  /** @throws OffTape */
  #play(request: Request): Reaction {
    const exchange = this.#exchanges[this.#next]
    if (exchange === undefined) throw new OffTape('this suite goes on where the trace ends', true)
    const { n, reaction } = exchange
    if (!sameRequest(exchange.request, request)) throw new OffTape(`this suite does something else at event ${n}`, true)
    if (reaction === undefined) throw new OffTape(`the node gave no answer at event ${n}`, false)
    this.#next += 1
    return reaction
  }
}
