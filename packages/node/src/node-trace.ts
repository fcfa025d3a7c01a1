import type { DeviceCommand, DeviceResult, HardwareNotice } from '@bellwire/device'
import type { CreateAnswer, CreateFailed, CreateRequest, PairDelivered, PairExpired } from '@bellwire/link-layer'
import type {
  CircuitEnded,
  CircuitFacts,
  CircuitName,
  NetworkPair,
  NetworkPairExpired,
  RequestEnded
} from '@bellwire/network-layer'
import type { Clock, MachineOwner, Recorder } from '@bellwire/runtime'
import { type Observer, recordMachines } from '@bellwire/statechart'
import { ERROR_CODE_NAMES, STATE_NAMES, type State } from '@bellwire/wire'

const KIND_CODES = { keep: 0, measure: 1, prepare: 2 } as const

/** Writes what happens at one node into the trace. Made only where there is a recorder. */
export class NodeTrace {
  constructor(
    private readonly recorder: Recorder,
    private readonly at: string,
    private readonly node: number,
    private readonly clock: Clock
  ) {}

  /** @param link of which the machines are, where they are of one */
  machines(layer: MachineOwner['layer'], link?: number): Observer {
    return recordMachines(this.recorder, { at: this.at, layer, ...(link !== undefined && { link }) })
  }

  restarted(incarnation: number): void {
    this.recorder.record({ kind: 'restart', at: this.at, incarnation })
  }

  crashed(): void {
    this.recorder.record({ kind: 'event', at: this.at, name: 'crashed', fields: {} })
  }

  deviceNotice(notice: HardwareNotice): void {
    this.recorder.record({ kind: 'event', at: this.at, name: 'device', fields: { notice } })
  }

  command(command: DeviceCommand): void {
    const { at } = this
    switch (command.type) {
      case 'generate':
        this.recorder.record({
          kind: 'deviceCommand',
          at,
          type: command.type,
          link: command.link,
          qubit: command.qubit,
          firstSlot: command.firstSlot,
          slots: command.slots
        })
        break
      case 'halt':
        this.recorder.record({ kind: 'deviceCommand', at, type: command.type, link: command.link })
        break
      case 'calibrate':
        this.recorder.record({ kind: 'deviceCommand', at, type: command.type, link: command.link, tag: command.tag })
        break
      case 'release':
        this.recorder.record({ kind: 'deviceCommand', at, type: command.type, qubit: command.qubit })
        break
      case 'swap':
        this.#commandOnTwo(command.type, command.a, command.b, command.tag)
        break
      case 'gate':
        this.#commandOnTwo(command.type, command.control, command.target, command.tag)
        break
      case 'distil':
        this.#commandOnTwo(command.type, command.keep, command.sacrifice, command.tag)
        break
      default:
        this.recorder.record({ kind: 'deviceCommand', at, type: command.type, qubit: command.qubit, tag: command.tag })
    }
  }

  /** A record for each of the qubits, both with the command's tag. */
  #commandOnTwo(type: 'swap' | 'distil' | 'gate', first: number, second: number, tag: number): void {
    const { at } = this
    this.recorder.record({ kind: 'deviceCommand', at, type, qubit: first, tag })
    this.recorder.record({ kind: 'deviceCommand', at, type, qubit: second, tag })
  }

  /** As the commands. What a Bell measurement or a distillation step found is no secret, and recorded. */
  #resultOnTwo(type: 'swapped' | 'distilled', first: number, second: number, tag: number, outcome: number): void {
    const { at } = this
    this.recorder.record({ kind: 'deviceResult', at, type, qubit: first, tag })
    this.recorder.record({ kind: 'deviceResult', at, type, qubit: second, tag })
    this.recorder.record({ kind: 'event', at, name: type, fields: { first, second, tag, outcome } })
  }

  result(result: DeviceResult): void {
    const { type } = result
    if (type === 'swapped') return this.#resultOnTwo(type, result.a, result.b, result.tag, result.outcome)
    if (type === 'distilled') return this.#resultOnTwo(type, result.keep, result.sacrifice, result.tag, result.outcome)
    if (type === 'gated') {
      for (const qubit of [result.control, result.target])
        this.recorder.record({ kind: 'deviceResult', at: this.at, type, qubit, tag: result.tag })
      return
    }
    const where = 'qubit' in result ? { qubit: result.qubit } : { link: result.link }
    this.recorder.record({
      kind: 'deviceResult',
      at: this.at,
      type,
      ...where,
      ...('tag' in result ? { tag: result.tag } : {})
    })
  }

  qubit(qubit: number, owner: string, allocated: boolean): void {
    this.recorder.record({ kind: allocated ? 'qubitAllocated' : 'qubitFreed', at: this.at, qubit, owner })
  }

  created(link: number, request: CreateRequest, answer: CreateAnswer): void {
    const { createId } = answer
    const { number, minimumFidelity, purpose, priority, atomic, consecutive, timeLimit } = request
    this.recorder.record({
      kind: 'create',
      at: this.at,
      link,
      createId,
      origin: this.node,
      requestKind: KIND_CODES[request.kind],
      number,
      minimumFidelity,
      deadline: timeLimit === 0 ? 0 : this.clock.now() + timeLimit,
      purpose,
      priority,
      atomic,
      consecutive
    })
    if (answer.error !== 0) this.failed(link, { createId, code: answer.error, delivered: 0 })
  }

  acknowledged(link: number, createId: number): void {
    this.recorder.record({ kind: 'ack', at: this.at, link, createId, origin: this.node })
  }

  delivered(pair: PairDelivered): void {
    this.recorder.record({
      kind: 'ok',
      at: this.at,
      link: pair.link,
      createId: pair.createId,
      origin: pair.originator ? this.node : pair.peer,
      requestKind: KIND_CODES[pair.kind],
      epoch: pair.epoch,
      sequence: pair.sequence,
      bellIndex: pair.bellIndex,
      qubit: pair.qubit < 0 ? null : pair.qubit,
      final: pair.final,
      goodness: pair.goodness,
      goodnessTime: pair.goodnessTime
    })
  }

  failed(link: number, failure: CreateFailed): void {
    this.recorder.record({
      kind: 'err',
      at: this.at,
      link,
      createId: failure.createId,
      origin: this.node,
      code: failure.code
    })
  }

  expired(peer: number, pair: PairExpired): void {
    this.recorder.record({
      kind: 'expired',
      at: this.at,
      link: pair.link,
      createId: pair.createId,
      origin: pair.originator ? this.node : peer,
      epoch: pair.epoch,
      sequence: pair.sequence
    })
  }

  released(pair: PairDelivered): void {
    this.recorder.record({
      kind: 'release',
      at: this.at,
      link: pair.link,
      epoch: pair.epoch,
      sequence: pair.sequence,
      qubit: pair.qubit
    })
  }

  cancelled(link: number, createId: number): void {
    this.recorder.record({ kind: 'cancel', at: this.at, link, createId, origin: this.node })
  }

  link(link: number, state: State, epoch: number, expected: number): void {
    this.recorder.record({ kind: 'linkState', at: this.at, link, state: STATE_NAMES[state], epoch, expected })
  }

  circuitOpened({ initiator, circuit, peer, head }: CircuitFacts): void {
    this.#event('circuitOpened', { initiator, circuit, peer, head })
  }

  circuitEnded({ initiator, circuit, reason, node }: CircuitEnded): void {
    this.#event('circuitEnded', { initiator, circuit, reason: ERROR_CODE_NAMES[reason], node })
  }

  pairsRequested({ initiator, circuit }: CircuitName, request: number, number: number): void {
    this.#event('pairsRequested', { initiator, circuit, request, number })
  }

  requestEnded({ initiator, circuit, request, code, delivered }: RequestEnded): void {
    this.#event('pairsRequestEnded', { initiator, circuit, request, code: ERROR_CODE_NAMES[code], delivered })
  }

  pairDelivered(pair: NetworkPair): void {
    const { outcome: _outcome, basis: _basis, ...said } = pair
    this.#event('networkPair', said)
  }

  pairExpired({ initiator, circuit, request, pair }: NetworkPairExpired): void {
    this.#event('networkPairExpired', { initiator, circuit, request, pair })
  }

  #event(name: string, fields: Readonly<Record<string, string | number | boolean>>): void {
    this.recorder.record({ kind: 'event', at: this.at, name, fields })
  }

  /** Why a frame or event was ignored or refused. */
  ignored(reason: string): void {
    this.recorder.record({ kind: 'event', at: this.at, name: 'ignored', fields: { reason } })
  }

  counted(link: number, epoch: number, expected: number): void {
    this.recorder.record({ kind: 'event', at: this.at, name: 'expected', fields: { link, epoch, expected } })
  }
}
