import {
  type Gen,
  type Hello,
  HeraldError,
  type LinkHeader,
  type Open,
  Outcome,
  type Reply,
  Role,
  WIRE_VERSIONS,
  type Frame
} from '@bellwire/wire'
import type { LinkSetting } from '../subject/setting.js'
import type { Qubits } from './qubits.js'
import type { Random } from './random.js'
import type { Party, Stage } from './stage.js'
import { StationClock } from './station-clock.js'

/** A success that the station is to see, in one of the slots of a batch. */
export interface Success {
  readonly slot: number
  readonly bellIndex: number
}

/** What comes of a batch of the node: a success, or none in all its slots. */
export type Luck = (batch: Gen) => Success | undefined

/** The other end, as the station sees it. */
export interface OtherEnd {
  /** Whether it attempts pairs for an item, too. */
  attempts(queueId: number): boolean
  heralded(reply: Reply): void
}

/** A heralding station between the node under test and the peer that the tester plays. It is honest; tests may lie in its name. */
export class Station implements Party {
  readonly node: number
  readonly delay: number
  incarnation: number
  epoch = 0
  /** The highest epoch that is known to be over. */
  voidEpoch = 0
  /** Of the next success. */
  sequence = 0
  luck: Luck
  /** Wire versions that it speaks. */
  versions: Pick<Hello, 'minimumVersion' | 'maximumVersion'> = {
    minimumVersion: WIRE_VERSIONS.minimum,
    maximumVersion: WIRE_VERSIONS.maximum
  }
  /** Tests move it. */
  readonly clock: StationClock
  #origin = 0
  #period: number
  /** The slot of the last success. */
  #heralded = -1
  #forget: () => void = () => undefined

  constructor(
    private readonly stage: Stage,
    private readonly setting: LinkSetting,
    private readonly qubits: Qubits,
    private readonly random: Random,
    private readonly peer: OtherEnd
  ) {
    this.node = setting.station
    this.delay = setting.frameDelay ?? setting.stationDelay
    this.incarnation = 1 + random.below(2 ** 31)
    this.#period = setting.slotPeriod
    this.clock = new StationClock(() => stage.now)
    this.luck = ({ firstSlot, slots }) =>
      slots > 2 ? { slot: firstSlot + 2, bellIndex: this.random.below(4) } : undefined
    stage.join(this)
  }

  /** When the photons of a slot meet here, by the tester's time. */
  timeOf(slot: number): number {
    return this.clock.when(this.#origin + slot * this.#period)
  }

  /** The first slot whose photons have not met here yet. */
  get slot(): number {
    return Math.max(0, Math.floor((this.clock.reading - this.#origin) / this.#period) + 1)
  }

  header(): LinkHeader {
    return { link: this.setting.link, incarnation: this.incarnation, epoch: this.epoch }
  }

  frame(frame: Frame): void {
    switch (frame.type) {
      case 'HELLO':
        if (!frame.answer) this.greet(true)
        return
      case 'OPEN':
        if (this.opened(frame)) this.stage.send(this.node, { type: 'OPEN_ACK', ...this.header() })
        // The node believes an earlier process of it to be the present one.
        else if (frame.stationIncarnation !== this.incarnation) this.greet(true, this.epoch)
        return
      case 'SYNC':
        return this.stage.send(this.node, {
          type: 'SYNC_REPLY',
          ...this.header(),
          epoch: frame.epoch,
          exchange: frame.exchange,
          originTime: frame.originTime,
          receiveTime: this.clock.reading,
          transmitTime: this.clock.reading,
          quality: 0
        })
      case 'GEN':
        if (frame.epoch === this.epoch) this.#batch(frame)
        return
      default:
    }
  }

  greet(answer: boolean, over = this.voidEpoch): void {
    this.stage.send(this.node, {
      type: 'HELLO',
      ...this.header(),
      epoch: over,
      node: this.node,
      role: Role.STATION,
      answer,
      ...this.versions,
      kinds: 0,
      bases: 0,
      heraldingPlace: 0
    })
  }

  /** A master opens an epoch. Returns whether it is the present one now. */
  opened({ epoch, slotOrigin, slotPeriod, firstSequence, stationIncarnation }: Open): boolean {
    if (stationIncarnation !== this.incarnation || epoch < this.epoch) return false
    if (epoch === this.epoch) return true
    this.epoch = epoch
    this.#origin = slotOrigin
    this.#period = slotPeriod
    this.sequence = firstSequence
    this.#heralded = -1
    this.#forget()
    return true
  }

  /** A REPLY of the present epoch; what a test does not say is as on a failure that is none of anyone's fault. */
  reply(fields: Partial<Reply>): Reply {
    return {
      type: 'REPLY',
      ...this.header(),
      outcome: Outcome.FAIL,
      bellIndex: 0,
      sequence: this.sequence,
      slot: 0,
      offsetPicoseconds: 0,
      queueId: 0,
      peerQueueId: 0,
      error: HeraldError.NONE,
      ...fields
    }
  }

  #batch(batch: Gen): void {
    const { queueId, slots } = batch
    const last = batch.firstSlot + slots - 1
    // Copies of a GEN may come late: what of it is over, or was a success already, is not observed again.
    const firstSlot = Math.max(batch.firstSlot, this.slot, this.#heralded + 1)
    if (slots > 0 && firstSlot > last)
      return this.stage.send(this.node, this.reply({ slot: last, queueId, error: HeraldError.TIME_MISMATCH }))
    this.#forget()
    if (slots === 0) return
    const attempted = this.peer.attempts(queueId)
    const success = attempted ? this.luck({ ...batch, firstSlot, slots: last + 1 - firstSlot }) : undefined
    const slot = success?.slot ?? last
    const delay = Math.max(0, this.timeOf(slot) - this.stage.now)
    this.#forget = this.stage.after(delay, () => {
      if (success !== undefined && this.#succeed(batch, success)) return
      const error = attempted ? HeraldError.NONE : HeraldError.NO_MESSAGE_OTHER
      const peerQueueId = attempted ? queueId : 0
      this.stage.send(this.node, this.reply({ slot: last, queueId, peerQueueId, error }))
    })
  }

  /** Returns whether there was anything to see. */
  #succeed({ queueId }: Gen, { slot, bellIndex }: Success): boolean {
    const { link } = this.setting
    const { sequence, epoch } = this
    const qubit = this.qubits.herald(link, slot, this.timeOf(slot), bellIndex)
    if (qubit === undefined) return false
    this.#heralded = slot
    this.sequence = (sequence + 1) >>> 0
    this.stage.tell({ kind: 'herald', link, epoch, sequence, bellIndex, slot, queueId, qubit })
    const reply = this.reply({ outcome: Outcome.SUCCESS, bellIndex, sequence, slot, queueId, peerQueueId: queueId })
    this.stage.send(this.node, reply)
    this.peer.heralded(reply)
    return true
  }
}
