import { CREATE_DEFAULTS, type PairDelivered, type PairExpired } from '@bellwire/link-layer'
import { fidelityFromWire, type Credit, type Hop } from '@bellwire/wire'
import type { Circuit, Side } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'

/** Pairs of a request that is to go on as long as the circuit: the most that one can ask for. */
const MOST = 0xffff_ffff

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

  /** Room has come, or need: calls for as many pairs as can be held. */
  pump(circuit: Circuit): void {
    const side = circuit.downstream
    if (side === undefined || !circuit.open || !side.port.fit || !this.#needed(circuit)) return
    const { supply } = this.#core.tables
    if (!supply.has(circuit.id) || supply.state(circuit.id) !== 'asking') return
    const number = side.wanted
    if (number < 1) return
    if (side.createId === 0 && !this.#ask(circuit, side)) return supply.tell(circuit.id, { type: 'REFUSED' })
    side.outstanding += number
    side.port.more(side.createId, number)
  }

  /** Makes the circuit's request to the link; false where the link refuses it. */
  #ask({ hops, position }: Circuit, side: Side): boolean {
    const { minimumFidelity } = hops[position] as Hop
    const { createId, error } = side.port.create({
      ...CREATE_DEFAULTS,
      number: MOST,
      minimumFidelity: fidelityFromWire(minimumFidelity),
      purpose: side.label,
      raw: true,
      paced: true
    })
    if (error !== 0) return false
    side.createId = createId
    return true
  }

  /** Nobody needs pairs of the circuit any more. */
  stop({ downstream }: Circuit): void {
    if (downstream === undefined || downstream.createId === 0) return
    const { createId } = downstream
    // First forgotten, then cancelled: that the request fails is no refusal.
    forget(downstream)
    downstream.port.cancel(createId)
  }

  /** A pair has come to one of the circuit's sides. */
  arrived(side: Side, pair: PairDelivered): void {
    if (side.direction === 'upstream') return side.granted.arrived(pair)
    side.credit.arrived(pair)
    if (pair.createId !== side.createId) return
    side.outstanding -= 1
    if (pair.final) forget(side)
  }

  /**
   * The link says that a pair is void. It makes another, unless the request for it is over: then there is room again, and
   * this layer has to ask.
   */
  expired(side: Side, { epoch, sequence, createId, originator }: PairExpired): void {
    if (side.direction === 'upstream') return
    side.credit.expired({ epoch, sequence })
    if (!originator || createId !== side.createId) return this.pump(side.circuit)
    side.outstanding += 1
  }

  /** The link gives a side's request up. */
  failed(side: Side): void {
    forget(side)
    const { supply } = this.#core.tables
    if (supply.has(side.circuit.id)) supply.tell(side.circuit.id, { type: 'REFUSED' })
  }

  /** A qubit of the circuit has become free on one of its sides. */
  freed(side: Side): void {
    if (side.direction === 'downstream') return this.pump(side.circuit)
    const { circuit } = side
    const news = circuit.open ? side.granted.news(side.free) : undefined
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
    circuit.downstream.credit.heard(frame.window, { epoch: frame.epoch, sequence: frame.sequence })
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

/** A side's request to its link is over. */
function forget(side: Side): void {
  side.createId = 0
  side.outstanding = 0
}
