import type { QubitId } from '@bellwire/device'
import { type Correction, ErrorCode } from '@bellwire/wire'
import { ByName, type Named } from '../entanglement/by-name.js'
import type { EntangledPair, EntanglementListener, EntanglementSource, PairName } from '../entanglement/source.js'
import { acknowledgement } from './frames.js'
import type { TeleportsCore } from './core.js'
import { Settled, SettledTeleportations } from './settled.js'

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

const EARLY = { type: 'EARLY' } as const
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
  /** Those under way. */
  readonly #byName = new ByName<Receiving>()
  /** Those that hold a pair, by this node's name for it. */
  readonly #holding = new Map<number, Receiving>()
  readonly #settled: SettledTeleportations
  #early = 0
  #closed = false

  /** @param before one that is closed, for the same source: what it knows is still known */
  constructor(
    core: TeleportsCore,
    source: EntanglementSource,
    listener: ReceiverListener,
    options: ReceiverOptions,
    before?: TeleportReceiver
  ) {
    this.#settled = before === undefined ? new SettledTeleportations() : before.#settled
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
    // Those that are told here leave the list.
    const open = Array.from(this.#byName.all())
    for (const { id, pair } of open) {
      this.#core.receiving.tell(id, EXPIRED)
      if (pair !== undefined && this.#holding.delete(pair.pair)) this.source.release(pair.pair)
    }
  }

  get closed(): boolean {
    return this.#closed
  }

  // ---- EntanglementListener ----

  delivered(pair: EntangledPair): void {
    if (this.#settled.find(pair, this.#core.options.clock.now()) !== undefined) {
      // Its correction has waited for too long.
      this.source.release(pair.pair)
      return this.#listener.voided(pair)
    }
    const early = this.#byName.find(pair)
    const receiving = early ?? this.#begin(pair)
    receiving.pair = pair
    this.#holding.set(pair.pair, receiving)
    if (early === undefined) return
    this.#early -= 1
    this.#core.receiving.tell(early.id, PAIR)
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
    const receiving = this.#byName.find(frame)
    if (receiving !== undefined) {
      if (receiving.pauli < 0) receiving.pauli = frame.pauli
      return this.#core.receiving.tell(receiving.id, CORRECTION)
    }
    const settled = this.#settled.find(frame, this.#core.options.clock.now())
    if (settled !== undefined) this.#answer(frame, settled.error)
    else if (this.#closed) this.#answer(frame, this.#core.certain(ErrorCode.REJECTED))
    else if (this.#early >= MOST_EARLY) this.#answer(frame, this.#core.certain(ErrorCode.NORES))
    else this.#beginEarly(frame)
  }

  /** What is to be told of the teleportations of a process that has died. */
  abandon(): (() => void)[] {
    const lost = [...this.#byName.all()]
      .filter(({ pair }) => pair !== undefined)
      .map(
        ({ name }) =>
          () =>
            this.#listener.voided(name)
      )
    this.#byName.clear()
    this.#holding.clear()
    this.#settled.clear()
    this.#early = 0
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
        return this.#refuse(receiving)
      case 'release': {
        const { pair } = receiving.pair as EntangledPair
        this.#holding.delete(pair)
        this.source.release(pair)
        return
      }
      default:
        this.#settle(receiving, ErrorCode.EXPIRE)
        this.#listener.voided(receiving.name)
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

  #beginEarly(frame: Correction): void {
    const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence, pauli } = frame
    const receiving = this.#begin({ initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence })
    receiving.pauli = pauli
    this.#early += 1
    this.#core.receiving.tell(receiving.id, EARLY)
  }

  /** It is over here; what became of it is known for a while. */
  #settle(receiving: Receiving, error: ErrorCode): void {
    const { clock, configuration } = this.#core.options
    const now = clock.now()
    this.#core.over(receiving.id)
    this.#byName.remove(receiving)
    this.#settled.add(new Settled(receiving.name, error, now + configuration.lifetime), now)
  }

  #refuse(receiving: Receiving): void {
    if (receiving.pair !== undefined) return this.#answer(receiving.name, ErrorCode.EXPIRE)
    const error = this.#core.certain(ErrorCode.EXPIRE)
    this.#early -= 1
    this.#settle(receiving, error)
    this.#answer(receiving.name, error)
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
    const pair = receiving.pair as EntangledPair
    this.#settle(receiving, ErrorCode.UNSPECIFIED)
    this.#listener.received({ pair, qubit: pair.qubit, pauli: this.#track ? receiving.pauli : 0 })
  }

  #answer(name: PairName, error: ErrorCode): void {
    const { peer, purpose } = this.source
    this.#core.options.transmit(peer, acknowledgement(purpose, name, error))
  }
}

/** A teleportation where it ends. */
export class Receiving implements Named {
  next: this | undefined = undefined
  /** Absent as long as only its correction has come. */
  pair: EntangledPair | undefined = undefined
  /** -1 while it is not known. */
  pauli = -1

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
