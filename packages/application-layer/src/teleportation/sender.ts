import type { QubitId } from '@bellwire/device'
import { composeBellIndex } from '@bellwire/quantum'
import { type CorrectionAck, ErrorCode } from '@bellwire/wire'
import { ByName, type Named } from '../entanglement/by-name.js'
import type { EntangledPair, EntanglementListener, EntanglementSource, PairName } from '../entanglement/source.js'
import { ApplicationError } from '../errors.js'
import { correction } from './frames.js'
import type { TeleportsCore } from './core.js'

/**
 * How a teleportation ended where it began. `delivered`: the receiver's program has the qubit. `void`: it has not, and
 * will not. `unknown`: it may have had it or not, since nobody has
 * answered, or a node that has forgotten. The qubit that was sent is gone in every case.
 */
export type TeleportEnd = 'delivered' | 'void' | 'unknown'

export type TeleportListener = (end: TeleportEnd) => void

const MEASURED = { type: 'MEASURED' } as const
const EXPIRED = { type: 'EXPIRED' } as const
const DELIVERED = { type: 'DELIVERED' } as const
const REFUSED = { type: 'REFUSED' } as const
const UNKNOWN = { type: 'UNKNOWN' } as const

/** What the receiver's answers say; all others: that it has not delivered it, and will not. */
const ANSWERS: ReadonlyMap<number, typeof DELIVERED | typeof UNKNOWN> = new Map<
  number,
  typeof DELIVERED | typeof UNKNOWN
>([
  [ErrorCode.UNSPECIFIED, DELIVERED],
  [ErrorCode.TIMEOUT, UNKNOWN]
])

/** Teleports qubits of this node over the pairs of one source. */
export class TeleportSender implements EntanglementListener {
  readonly source: EntanglementSource
  readonly #core: TeleportsCore
  readonly #closed: () => void
  readonly #unlisten: () => void
  /** Those that are not over. */
  readonly #byName = new ByName<Sending>()
  /** Of these, those that the hardware is at: few. */
  readonly #measuring: Sending[] = []

  constructor(core: TeleportsCore, source: EntanglementSource, closed: () => void) {
    this.#core = core
    this.source = source
    this.#closed = closed
    this.#unlisten = source.listen(this)
  }

  /** Teleportations that are not over. */
  get underWay(): number {
    return this.#byName.size
  }

  /**
   * Teleports a qubit over a pair of the source. Both qubits are spent, whatever comes of it.
   *
   * @throws ApplicationError INPUT where the qubit is the pair's own, TAKEN where the pair is used already
   */
  send(pair: EntangledPair, data: QubitId, ended: TeleportListener): void {
    if (data === pair.qubit)
      throw new ApplicationError('INPUT', `data is ${data}; accepted: another qubit than that of the pair`)
    if (this.#byName.find(pair) !== undefined)
      throw new ApplicationError('TAKEN', `pair ${pair.pair} is used for a teleportation already`)
    const { configuration } = this.#core.options
    const sending = new Sending(this, this.#core.nextId(), pair, data, ended)
    this.#byName.add(sending)
    this.#measuring.push(sending)
    this.#core.begin(sending)
    this.#core.sending.open(sending.id, configuration)
  }

  /** Begins no more. Those under way go on until they end. */
  close(): void {
    if (this.underWay === 0) this.#end()
    else this.#closing = true
  }

  #closing = false

  #end(): void {
    this.#unlisten()
    this.#closed()
  }

  // ---- EntanglementListener ----

  delivered(): void {
    // The program decides what a pair is for.
  }

  expired(pair: number): void {
    const sending = this.#measuring.find((one) => one.name.pair === pair)
    if (sending !== undefined) this.#core.sending.tell(sending.id, EXPIRED)
  }

  ended(): void {
    // Nor are requests of its concern.
  }

  // ---- called by the node's teleportations ----

  /** Returns whether the answer was waited for. */
  acknowledged(frame: CorrectionAck): boolean {
    const sending = this.#byName.find(frame)
    if (sending === undefined || !this.#core.sending.has(sending.id)) return false
    this.#core.sending.tell(sending.id, ANSWERS.get(frame.error) ?? REFUSED)
    return true
  }

  /** What is to be told of the teleportations of a process that has died. */
  abandon(): (() => void)[] {
    const lost = [...this.#byName.all()].map(
      ({ ended, measured }) =>
        () =>
          ended(measured ? 'unknown' : 'void')
    )
    this.#byName.clear()
    this.#measuring.length = 0
    if (this.#closing) this.#end()
    return lost
  }

  // ---- called by a teleportation ----

  measure(sending: Sending): void {
    const { data, name } = sending
    this.#core.options.qubits.measureBell(data, name.qubit, (outcome) => {
      if (outcome === null) return
      this.#core.options.qubits.giveBack(data)
      this.source.release(name.pair)
      const index = this.#measuring.indexOf(sending)
      // It is over: the pair has expired meanwhile.
      if (index < 0) return
      this.#measuring.splice(index, 1)
      sending.measured = true
      sending.pauli = name.corrected ? outcome : composeBellIndex(outcome, name.bellIndex)
      this.#core.sending.tell(sending.id, MEASURED)
    })
  }

  transmit({ name, pauli }: Sending): void {
    const { peer, purpose } = this.source
    this.#core.options.transmit(peer, correction(purpose, name, pauli))
  }

  over(sending: Sending, end: TeleportEnd): void {
    this.#core.over(sending.id)
    this.#byName.remove(sending)
    const index = this.#measuring.indexOf(sending)
    if (index >= 0) this.#measuring.splice(index, 1)
    if (this.#closing && this.underWay === 0) this.#end()
    sending.ended(end)
  }
}

/** A teleportation where it begins. */
export class Sending implements Named {
  next: this | undefined = undefined
  pauli = 0
  measured = false

  constructor(
    readonly sender: TeleportSender,
    readonly id: number,
    readonly name: EntangledPair & PairName,
    readonly data: QubitId,
    readonly ended: TeleportListener
  ) {}

  /** What its machine says. */
  output(type: string): void {
    const { sender } = this
    if (type === 'send') sender.transmit(this)
    else if (type === 'measure') sender.measure(this)
    else sender.over(this, type === 'delivered' ? 'delivered' : type === 'unanswered' ? 'unknown' : 'void')
  }
}
