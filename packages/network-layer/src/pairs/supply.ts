import { CREATE_DEFAULTS, type CreateFailed, type PairExpired } from '@bellwire/link-layer'
import { fidelityFromWire, type Credit, type Hop } from '@bellwire/wire'
import type { Circuit, Side } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'

/**
 * Has the links make pairs for circuits. The upstream node of each link asks, for no more than both of its nodes have
 * room for; the downstream node tells its room as credit.
 */
export class Supply {
  readonly #core: NetworkCore
  /** Whether a circuit's pairs are needed here. */
  readonly #needed: (circuit: Circuit) => boolean

  constructor(core: NetworkCore, needed: (circuit: Circuit) => boolean) {
    this.#core = core
    this.#needed = needed
  }

  open(circuit: Circuit): void {
    if (circuit.downstream !== undefined) {
      this.#core.tables.supply.open(circuit.id, { supply: circuit.id, holdOff: this.#core.configuration.holdOff })
    }
  }

  /** The circuit is over. */
  close(circuit: Circuit): void {
    this.#core.tables.supply.close(circuit.id)
    this.stop(circuit)
  }

  /** Room has come, or need: asks the link for as many pairs as can be held. */
  pump(circuit: Circuit): void {
    const side = circuit.downstream
    if (side === undefined || !circuit.open || !side.port.fit || !this.#needed(circuit)) return
    const { supply } = this.#core.tables
    if (!supply.has(circuit.id) || supply.state(circuit.id) !== 'asking') return
    const number = side.wanted
    if (number < 1) return
    const { minimumFidelity } = circuit.hops[circuit.position] as Hop
    const answer = side.port.create({
      kind: 'keep',
      number,
      minimumFidelity: fidelityFromWire(minimumFidelity),
      timeLimit: 0,
      purpose: side.label,
      priority: 0,
      atomic: false,
      consecutive: true,
      raw: true,
      originator: CREATE_DEFAULTS.originator,
      responder: CREATE_DEFAULTS.responder
    })
    if (answer.error !== 0) return supply.tell(circuit.id, { type: 'REFUSED' })
    side.asked.set(answer.createId, number)
    side.outstanding += number
  }

  /** Nobody needs pairs of the circuit any more. */
  stop({ downstream }: Circuit): void {
    if (downstream === undefined) return
    const asked = [...downstream.asked.keys()]
    // First forgotten, then cancelled: that these requests fail is no refusal.
    downstream.asked.clear()
    downstream.outstanding = 0
    for (const createId of asked) downstream.port.cancel(createId)
  }

  /** A pair has come to one of the circuit's sides. */
  arrived(side: Side, pair: { readonly epoch: number; readonly sequence: number }, createId: number): void {
    if (side.direction === 'upstream') return side.arrivedDownstream(pair)
    side.arrivedUpstream(pair)
    const left = (side.asked.get(createId) ?? 0) - 1
    if (left < 0) return
    side.outstanding -= 1
    if (left === 0) side.asked.delete(createId)
    else side.asked.set(createId, left)
  }

  /**
   * The link says that a pair is void. It makes another, unless the request for it is over: then there is room again, and
   * this layer has to ask.
   */
  expired(side: Side, { epoch, sequence, createId, originator }: PairExpired): void {
    if (side.direction === 'upstream') return
    side.expiredUpstream({ epoch, sequence })
    const left = originator ? side.asked.get(createId) : undefined
    if (left === undefined) return this.pump(side.circuit)
    side.asked.set(createId, left + 1)
    side.outstanding += 1
  }

  /** The link gives a request up. */
  failed(side: Side, { createId }: CreateFailed): void {
    const left = side.asked.get(createId)
    if (left === undefined) return
    side.asked.delete(createId)
    side.outstanding -= left
    const { supply } = this.#core.tables
    if (supply.has(side.circuit.id)) supply.tell(side.circuit.id, { type: 'REFUSED' })
  }

  /** A qubit of the circuit has become free on one of its sides. */
  freed(side: Side): void {
    if (side.direction === 'downstream') return this.pump(side.circuit)
    const { circuit } = side
    const news = circuit.open ? side.news() : undefined
    if (news === undefined) return
    this.#core.send(side.port.peer, {
      type: 'CREDIT',
      session: 0,
      peerSession: 0,
      serial: 0,
      expected: 0,
      initiator: circuit.initiator,
      circuit: circuit.number,
      window: news.window,
      epoch: news.epoch,
      sequence: news.sequence
    })
  }

  credit(peer: number, frame: Credit): void {
    const circuit = this.#core.find(frame.initiator, frame.circuit)
    if (circuit?.downstream?.port.peer !== peer) return this.#core.options.ignored('not-on-circuit')
    circuit.downstream.credit(frame.window, frame.epoch, frame.sequence)
    this.pump(circuit)
  }

  /** The link is fit again. */
  fit(link: number): void {
    const { circuits, tables } = this.#core
    for (const circuit of circuits.values()) {
      if (circuit.downstream?.port.link === link && tables.supply.has(circuit.id))
        tables.supply.tell(circuit.id, { type: 'FIT' })
    }
  }
}
