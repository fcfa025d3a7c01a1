import { Host, type OutputOf, type Table } from '@bellwire/statechart'
import { type Correction, type CorrectionAck, ErrorCode, type TeleportationFrame } from '@bellwire/wire'
import { closeAll } from '../close-all.js'
import type { EntanglementSource } from '../entanglement/source.js'
import { ApplicationError } from '../errors.js'
import { checkTeleportationConfiguration } from './configuration.js'
import type { Teleportation, TeleportsCore, TeleportsOptions } from './core.js'
import { type ReceiverListener, type ReceiverOptions, TeleportReceiver } from './receiver.js'
import { acknowledgement } from './frames.js'
import { receivingMachine } from './receiving-machine.js'
import { TeleportSender } from './sender.js'
import { sendingMachine } from './sending-machine.js'

/** The machines of teleportations, by the name of their table. */
export const TELEPORTATION_MACHINES = { sending: sendingMachine, receiving: receivingMachine }

/**
 * The teleportations of one node: of qubits to other nodes, and of theirs to this one, over the pairs of sources. Each
 * ends exactly once at each end, whatever the network loses, repeats, delays and reorders.
 */
export class Teleports implements TeleportsCore {
  readonly options: TeleportsOptions
  #tables
  readonly #senders = new Map<number, TeleportSender>()
  readonly #receivers = new Map<number, TeleportReceiver>()
  readonly #byId = new Map<number, Teleportation>()
  #lastId = 0
  /** From when on nothing was delivered but what is known here. */
  #begun: number
  /** Of the process that has died: what has not been told yet. */
  #lost: (() => void)[] = []

  /** @throws ApplicationError INPUT */
  constructor(options: TeleportsOptions) {
    checkTeleportationConfiguration(options.configuration)
    this.options = options
    this.#begun = options.clock.now()
    this.#tables = this.#makeTables()
  }

  /** Teleports qubits to the peer of a source. @throws ApplicationError TAKEN */
  sender(source: EntanglementSource): TeleportSender {
    const key = keyOf(source.peer, source.purpose)
    this.#requireFree(key, source)
    const sender = new TeleportSender(this, source, () => this.#senders.delete(key))
    this.#senders.set(key, sender)
    return sender
  }

  /** Takes the qubits that the peer of a source teleports: every pair of the source is for one. @throws ApplicationError TAKEN */
  receiver(source: EntanglementSource, listener: ReceiverListener, options: ReceiverOptions = {}): TeleportReceiver {
    const key = keyOf(source.peer, source.purpose)
    this.#requireFree(key, source)
    const receiver = new TeleportReceiver(this, source, listener, options, this.#receivers.get(key))
    this.#receivers.set(key, receiver)
    return receiver
  }

  /** A frame of a teleportation. */
  frame(from: number, frame: TeleportationFrame): void {
    if (frame.type === 'CORRECTION') this.#correction(from, frame)
    else this.#acknowledged(from, frame)
  }

  /** The process dies: no timer fires any more. What became of teleportations under way is told by `tellLost`. */
  abandon(): void {
    this.#begun = this.options.clock.now()
    closeAll(this.#tables.host)
    // One that a program has thrown out of runs no machine any more.
    this.#tables = this.#makeTables()
    this.#byId.clear()
    for (const sender of this.#senders.values()) this.#lost.push(...sender.abandon())
    for (const receiver of this.#receivers.values()) this.#lost.push(...receiver.abandon())
  }

  tellLost(): void {
    for (const tell of this.#lost.splice(0)) tell()
  }

  // ---- TeleportsCore ----

  get sending(): Table<typeof sendingMachine> {
    return this.#tables.sending
  }

  get receiving(): Table<typeof receivingMachine> {
    return this.#tables.receiving
  }

  begin(teleportation: Teleportation): void {
    this.#byId.set(teleportation.id, teleportation)
  }

  over(id: number): void {
    this.#byId.delete(id)
  }

  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  certain(reason: ErrorCode): ErrorCode {
    const { clock, configuration } = this.options
    return clock.now() - this.#begun < configuration.lifetime ? ErrorCode.TIMEOUT : reason
  }

  // ---- HostOwner ----

  output(event: OutputOf<typeof TELEPORTATION_MACHINES>, table: string, key: number | string): void {
    if (event.type === 'ignored') return this.options.ignored(`${table}-${event.reason}`)
    const teleportation = this.#byId.get(key as number)
    teleportation?.output(event.type)
  }

  // ---- parts ----

  #makeTables() {
    const { clock, runner, observer } = this.options
    const machines = TELEPORTATION_MACHINES
    const host = new Host({ machines, clock, runner, owner: this, ...(observer && { observer }) })
    return { host, sending: host.table('sending'), receiving: host.table('receiving') }
  }

  #requireFree(key: number, { peer, purpose }: EntanglementSource): void {
    if (!this.#senders.has(key) && this.#receivers.get(key)?.closed !== false) return
    throw new ApplicationError('TAKEN', `purpose ${purpose} is used for teleportation with ${peer} already`)
  }

  #correction(from: number, frame: Correction): void {
    const receiver = this.#receivers.get(keyOf(from, frame.purpose))
    if (receiver !== undefined) return receiver.correction(frame)
    this.options.transmit(from, acknowledgement(frame.purpose, frame, this.certain(ErrorCode.REJECTED)))
  }

  #acknowledged(from: number, frame: CorrectionAck): void {
    const sender = this.#senders.get(keyOf(from, frame.purpose))
    if (sender === undefined || !sender.acknowledged(frame)) this.options.ignored('no-teleportation')
  }
}

/** Both are below 2^32 and 2^16. */
function keyOf(peer: number, purpose: number): number {
  return peer * 65_536 + purpose
}
