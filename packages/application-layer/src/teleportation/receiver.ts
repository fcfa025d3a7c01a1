import type { QubitId } from '@bellwire/device'
import { type Correction, ErrorCode } from '@bellwire/wire'
import { ByName, type Named } from '../entanglement/by-name.js'
import type { EntangledPair, EntanglementListener, EntanglementSource, PairName } from '../entanglement/source.js'
import { acknowledgement } from './frames.js'
import type { TeleportsCore } from './core.js'

/** A qubit that was teleported to this node: the program's own, until it frees it. */
export interface ReceivedQubit {
  readonly pair: EntangledPair
  readonly qubit: QubitId
  /** The operator that is still due: 0 unless the receiver tracks instead of correcting. */
  readonly pauli: number
}

/** Of each pair of the source, one of the two is told, once. */
export interface ReceiverListener {
  received(qubit: ReceivedQubit): void
  /** There will be no qubit. */
  voided(name: PairName): void
}

export interface ReceiverOptions {
  /** Leave the correction to the program instead of having the hardware do it. Default false. */
  readonly track?: boolean
}

/** Corrections that may wait for their pairs. An honest sender has no more than there are qubits. */
const MOST_EARLY = 1024

const PAIR = { type: 'PAIR' } as const
const CORRECTION = { type: 'CORRECTION' } as const
const CORRECTED = { type: 'CORRECTED' } as const
const EXPIRED = { type: 'EXPIRED' } as const

/** Takes the qubits that the peer teleports over the pairs of one source. */
export class TeleportReceiver implements EntanglementListener {
  readonly source: EntanglementSource
  readonly #core: TeleportsCore
  readonly #listener: ReceiverListener
  readonly #track: boolean
  readonly #unlisten: () => void
  /** Those under way, and those of which it is still known what became. */
  readonly #byName = new ByName<Receiving>()
  /** Those that hold a pair, by this node's name for it. */
  readonly #holding = new Map<number, Receiving>()
  #early = 0
  #closed = false

  constructor(core: TeleportsCore, source: EntanglementSource, listener: ReceiverListener, options: ReceiverOptions) {
    this.#core = core
    this.source = source
    this.#listener = listener
    this.#track = options.track ?? false
    this.#unlisten = source.listen(this)
  }

  /** Takes no more: pairs that wait for a correction are given back. What became of others is answered as long as it is known. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#unlisten()
    for (const [pair, { id }] of this.#holding) {
      this.#core.receiving.tell(id, EXPIRED)
      this.source.release(pair)
    }
    if (this.#byName.size === 0) this.#core.closed(this.source)
  }

  // ---- EntanglementListener ----

  delivered(pair: EntangledPair): void {
    const receiving = this.#byName.find(pair) ?? this.#begin(pair)
    receiving.pair = pair
    if (receiving.early) this.#noLongerEarly(receiving)
    this.#holding.set(pair.pair, receiving)
    this.#core.receiving.tell(receiving.id, PAIR)
  }

  expired(pair: number): void {
    const receiving = this.#holding.get(pair)
    if (receiving === undefined) return
    this.#holding.delete(pair)
    this.#core.receiving.tell(receiving.id, EXPIRED)
  }

  ended(): void {
    // Pairs come one by one, whoever asked.
  }

  // ---- called by the node's teleportations ----

  correction(frame: Correction): void {
    let receiving = this.#byName.find(frame)
    if (receiving === undefined) {
      if (this.#closed) return this.#answer(frame, ErrorCode.REJECTED)
      if (this.#early >= MOST_EARLY) return this.#answer(frame, ErrorCode.NORES)
      const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = frame
      receiving = this.#begin({ initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence })
      receiving.early = true
      this.#early += 1
    }
    if (receiving.pauli < 0) receiving.pauli = frame.pauli
    this.#core.receiving.tell(receiving.id, CORRECTION)
  }

  /** What is to be told of the teleportations of a process that has died. */
  abandon(): (() => void)[] {
    const lost = [...this.#byName.all()]
      .filter(({ over, pair }) => !over && pair !== undefined)
      .map(
        ({ name }) =>
          () =>
            this.#listener.voided(name)
      )
    this.#byName.clear()
    this.#holding.clear()
    this.#early = 0
    if (this.#closed) this.#core.closed(this.source)
    return lost
  }

  // ---- called by a teleportation ----

  output(receiving: Receiving, type: string): void {
    switch (type) {
      case 'correct':
        return this.#correct(receiving)
      case 'deliver':
        return this.#deliver(receiving)
      case 'confirm':
        return this.#answer(receiving.name, ErrorCode.UNSPECIFIED)
      case 'refuse':
        if (receiving.early) this.#noLongerEarly(receiving)
        return this.#answer(receiving.name, ErrorCode.EXPIRE)
      case 'voided':
        receiving.over = true
        return this.#listener.voided(receiving.name)
      case 'discard':
        return this.#discard(receiving)
      default:
        this.#core.over(receiving.id)
        this.#byName.remove(receiving)
        if (this.#closed && this.#byName.size === 0) this.#core.closed(this.source)
    }
  }

  // ---- parts ----

  #begin(name: PairName): Receiving {
    const receiving = new Receiving(this, this.#core.nextId(), name)
    this.#byName.add(receiving)
    this.#core.begin(receiving)
    this.#core.receiving.open(receiving.id, this.#core.options.configuration)
    return receiving
  }

  #correct(receiving: Receiving): void {
    const { id, pauli } = receiving
    const pair = receiving.pair as EntangledPair
    this.#holding.delete(pair.pair)
    const { receiving: table, options } = this.#core
    if (!this.source.take(pair.pair)) return table.tell(id, EXPIRED)
    if (this.#track || pauli === 0) return table.tell(id, CORRECTED)
    options.qubits.correct(pair.qubit, pauli, (done) => {
      if (done && table.has(id)) table.tell(id, CORRECTED)
    })
  }

  #deliver(receiving: Receiving): void {
    receiving.over = true
    const pair = receiving.pair as EntangledPair
    // The record stays for a while, the pair need not.
    receiving.pair = undefined
    this.#listener.received({ pair, qubit: pair.qubit, pauli: this.#track ? receiving.pauli : 0 })
  }

  #discard(receiving: Receiving): void {
    const { pair } = receiving
    if (pair === undefined) return
    this.#holding.delete(pair.pair)
    receiving.pair = undefined
    this.source.release(pair.pair)
  }

  #noLongerEarly(receiving: Receiving): void {
    receiving.early = false
    this.#early -= 1
  }

  #answer(name: PairName, error: ErrorCode): void {
    const { peer, purpose } = this.source
    this.#core.options.transmit(peer, acknowledgement(purpose, name, error))
  }
}

/** A teleportation where it ends. */
export class Receiving implements Named {
  next: this | undefined = undefined
  pair: EntangledPair | undefined = undefined
  /** -1 while it is not known. */
  pauli = -1
  /** The correction has come, and not the pair. */
  early = false
  /** The program has been told. */
  over = false

  constructor(
    readonly receiver: TeleportReceiver,
    readonly id: number,
    readonly name: PairName
  ) {}

  /** What its machine says. */
  output(type: string): void {
    this.receiver.output(this, type)
  }
}
