import { type DeviceMessage, encodeDeviceMessage, ErrorCode, type QkdPairRun } from '@bellwire/wire'
import type { Happening } from '../../stage/happening.js'
import type { Random } from '../../stage/random.js'
import type { Hardware, Stage } from '../../stage/stage.js'
import type { KeySetting } from '../../subject/key.js'
import type { LinkAnswer, LinkWish } from '../../subject/service.js'
import { type Devices, type Measured, withErrors, X, Z } from './devices.js'
import type { Bit } from './distillation/bits.js'

/** What becomes of the pair of a round. */
export type Fate = 'sound' | 'lost at the other end' | 'expires at the other end' | 'expires where it was asked for'

/** What is true of a round: the name of its pair, and what each end has found. The first end is the one that asked. */
export interface Round {
  readonly sequence: number
  readonly ends: readonly [RoundAt, RoundAt]
}

export interface RoundAt {
  readonly node: number
  isDelivered: boolean
  /** It was told that the pair is gone before it had an outcome. */
  isExpired: boolean
  measured?: Measured
}

interface Request {
  readonly node: number
  readonly createId: number
  readonly number: number
  left: number
}

const EPOCH = 9
/** Soon after it the numbers wrap. */
const FIRST = 2 ** 32 - 100
const MEASURE_DURATION = 100

/** The link of two nodes that distribute keys, and its pairs, as the tester plays them: its service at both ends, and hardware. */
export class Pairs implements Hardware {
  readonly rounds: Round[] = []
  devices: Devices
  /** Nanoseconds from one pair to the next. */
  interval = 1000
  /** From the number of a pair to that of the next. */
  stride = 1
  /** What becomes of them. */
  fate: (round: number) => Fate = () => 'sound'
  /** In which basis an end's hardware measures the pair of a round as it comes. */
  basis: (end: 0 | 1, round: number) => number
  /** Why a request is refused; 0: it is not. */
  refusal: number = ErrorCode.UNSPECIFIED
  /** Pairs of each request, where it gives no more. */
  most = Infinity
  readonly #requests = new Map<number, Request>()
  #created = 0

  constructor(
    private readonly stage: Stage<KeySetting>,
    random: Random
  ) {
    stage.equip(this)
    this.devices = withErrors(random, { z: 200, x: 200 })
    this.basis = () => (random.uniform() < 0.6 ? Z : X)
  }

  watch(happening: Happening): void {
    if (happening.kind === 'asked') this.#asked(happening.node ?? 0, happening.wish)
    // What its former process has asked for is nobody's any more.
    if (happening.kind === 'restarted')
      for (const { createId, node } of this.#requests.values())
        if (node === happening.node) this.#requests.delete(createId)
  }

  /** Where the pair of a name is among the rounds; −1: there is none such. */
  roundOf(run: QkdPairRun, offset: number): number {
    const sequence = (run.headSequence + offset) >>> 0
    const index = ((sequence - FIRST) >>> 0) / this.stride
    const { initiator, circuit, headEpoch, tailEpoch } = run
    const isHere = initiator === 0 && circuit === this.stage.setting.link && headEpoch === EPOCH && tailEpoch === EPOCH
    const isOne = (run.tailSequence + offset) >>> 0 === sequence
    return isHere && isOne && Number.isInteger(index) && index < this.rounds.length ? index : -1
  }

  reset(): void {
    // Nothing is held but what is here.
  }

  command(message: DeviceMessage, node = 0): void {
    if (message.type !== 'MEASURE') return
    const { qubit, basis, tag } = message
    const outcome = this.#measure(qubit, node, basis)
    if (outcome === undefined) return
    const measured: DeviceMessage = { type: 'MEASURED', qubit, tag, outcome, basis: undefined }
    this.stage.after(MEASURE_DURATION, () =>
      this.stage.put(
        { kind: 'result', node, message: measured },
        { type: 'device', node, bytes: encodeDeviceMessage(measured) }
      )
    )
  }

  #measure(index: number, node: number, basis: number): Bit | undefined {
    const round = this.rounds[index]
    const end = round?.ends[0].node === node ? 0 : 1
    const at = round?.ends[end]
    if (round === undefined || at === undefined) return undefined
    const outcome = this.devices.outcome(end, basis, index, round.ends[end === 0 ? 1 : 0].measured)
    at.measured = { basis, outcome }
    return outcome
  }

  #asked(node: number, wish: LinkWish): void {
    const { link, purpose, kind } = this.stage.setting
    if (wish.type === 'cancel') this.#requests.delete(wish.createId)
    if (wish.type !== 'create') return
    const { create } = wish
    const isFit = wish.link === link && create.kind === kind && create.purpose === purpose
    const code = isFit ? this.refusal : ErrorCode.UNSUPP
    this.#created += 1
    const createId = this.#created
    this.stage.after(0, () => this.#answer(node, { type: 'created', link, createId, code }))
    if (code !== 0) return
    this.#requests.set(createId, { node, createId, number: create.number, left: create.number })
    this.stage.after(this.interval, () => this.#next(createId))
  }

  async #next(createId: number): Promise<void> {
    const request = this.#requests.get(createId)
    if (request === undefined) return
    if (request.number - request.left >= this.most) return this.#giveUp(request)
    const { node, peer, kind } = this.stage.setting
    request.left -= 1
    const index = this.rounds.length
    const other = request.node === node ? peer : node
    const sequence = (FIRST + index * this.stride) >>> 0
    const ends: Round['ends'] = [
      { node: request.node, isDelivered: true, isExpired: false },
      { node: other, isDelivered: true, isExpired: false }
    ]
    this.rounds.push({ sequence, ends })
    if (kind === 'measure')
      for (const end of [0, 1] as const) this.#measure(index, ends[end].node, this.basis(end, index))
    const fate = this.fate(index)
    ends[1].isDelivered = fate !== 'lost at the other end'
    if (request.left === 0) this.#requests.delete(createId)
    else this.stage.after(this.interval, () => this.#next(createId))
    if (ends[1].isDelivered) await this.#answer(other, this.#pair(index, 1, 0, false))
    await this.#answer(request.node, this.#pair(index, 0, createId, request.left === 0))
    if (fate === 'expires at the other end') this.#expire(ends[1], 0, sequence)
    else if (fate === 'expires where it was asked for') this.#expire(ends[0], createId, sequence)
  }

  #expire(at: RoundAt, createId: number, sequence: number): void {
    const { link } = this.stage.setting
    at.isExpired = true
    this.stage.after(1, () => this.#answer(at.node, { type: 'expired', link, createId, epoch: EPOCH, sequence }))
  }

  #pair(index: number, end: 0 | 1, createId: number, final: boolean): LinkAnswer {
    const { link, purpose, kind } = this.stage.setting
    const round = this.rounds[index]
    const measured = kind === 'measure' ? round?.ends[end].measured : undefined
    return {
      type: 'ok',
      link,
      createId,
      originator: end === 0,
      kind,
      purpose,
      epoch: EPOCH,
      sequence: round?.sequence ?? 0,
      qubit: measured === undefined ? index : -1,
      bellIndex: 0,
      corrected: end === 0,
      goodness: 0.9,
      outcome: measured?.outcome ?? -1,
      basis: measured?.basis ?? -1,
      final
    }
  }

  async #giveUp({ node, createId, number, left }: Request): Promise<void> {
    this.#requests.delete(createId)
    const { link } = this.stage.setting
    await this.#answer(node, { type: 'err', link, createId, code: ErrorCode.TIMEOUT, delivered: number - left })
  }

  #answer(node: number, answer: LinkAnswer): Promise<void> {
    return this.stage.put({ kind: 'served', node, answer }, { type: 'answer', node, answer })
  }
}
