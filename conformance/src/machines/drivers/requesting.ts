import { type Add, type Cancel, type End, type Frame, Outcome } from '@bellwire/wire'
import type { Answer } from '../../subject/service.js'
import type { Test } from '../../verdict/test.js'
import { A_WHILE, Attempting } from './attempting.js'
import { AGAIN, Epochs, isAgain } from './epochs.js'

/** What does not come to the peer, nor from it, unless somebody has it come. */
const HELD: readonly Frame['type'][] = ['ADD', 'END', 'CANCEL']

/** Of an item that never was. */
export const NOBODYS = 0x7fff_ffff

type Sent = 'ADD' | 'END' | 'CANCEL' | 'END_ACK'

/** One request after the other of the application at the node under test. The peer hears of them what it is told, and when. */
export class Requesting {
  readonly at: Attempting
  readonly epochs: Epochs
  readonly isMaster: boolean
  /** The last request, and its item: the former one's until it has one. */
  createId = 0
  queueId = NOBODYS
  /** Queue id of the ADD before the last one. */
  former = 0

  constructor(readonly test: Test) {
    this.at = new Attempting(test)
    this.epochs = new Epochs(test, this.at.since)
    this.isMaster = !test.scene.peer.isMaster
  }

  /** A process begins, in the place of one that there was before. */
  async start(): Promise<void> {
    await this.epochs.start()
    await this.#met()
  }

  /** Another epoch is open. */
  async begin(): Promise<void> {
    await this.epochs.begin()
    await this.#met()
  }

  /** A request has come and gone. */
  async #met(): Promise<void> {
    const { scene } = this.test
    this.createId = await this.at.want({ number: 1, kind: 'measure' })
    await this.at.succeed()
    this.test.need(await scene.until(() => !this.at.isWanted), 'a request is met')
    await scene.pass(AGAIN)
    this.queueId = scene.came('REPLY').findLast(({ outcome }) => outcome === Outcome.SUCCESS)?.queueId ?? NOBODYS
    this.epochs.lose(HELD)
  }

  /** Another request. */
  async want(number: number): Promise<void> {
    this.at.since.mark()
    this.former = this.add?.queueId ?? 0
    this.createId = await this.at.want({ number, kind: 'measure' })
  }

  get add(): Add | undefined {
    return this.#scene.sent('ADD').at(-1)
  }

  /** The last END of the master, or CANCEL of the other node. */
  get closing(): End | Cancel | undefined {
    return this.#scene.sent(this.isMaster ? 'END' : 'CANCEL').at(-1)
  }

  /** The peer hears a frame that was held, and its answer comes. */
  async answered(type: Frame['type'], frame: Frame | undefined): Promise<void> {
    this.test.need(frame !== undefined, 'there is a frame to be answered')
    await this.epochs.comes(type, () => this.#scene.peer.frame(frame as Frame))
  }

  /** ADD_ACK of the last ADD, as it came or as it might have come. */
  accepted(): Frame {
    const { peer } = this.#scene
    const { serial = 1, scheduleSlot = 0, brightness = 0, queueId = 1 } = this.add ?? {}
    const came = this.#scene.came('ADD_ACK').findLast((one) => one.serial === serial && one.epoch === peer.epoch)
    const given = this.isMaster ? queueId : this.queueId + 1
    return (
      came ?? { type: 'ADD_ACK', ...peer.header(), serial, queueId: given, scheduleSlot, brightness, virtualFinish: 0 }
    )
  }

  cancel(reason: number): Frame {
    const { peer } = this.#scene
    return { type: 'CANCEL', ...peer.header(), queueId: this.queueId, serial: 0, expected: peer.expected, reason }
  }

  end(reason: number): Frame {
    const { peer } = this.#scene
    return { type: 'END', ...peer.header(), queueId: this.queueId, endSequence: peer.expected, reason }
  }

  sends<Type extends Sent>(type: Type, isIt: (frame: Extract<Frame, { type: Type }>) => boolean): Promise<boolean> {
    return this.#scene.until(() => this.at.since.sent(type, this.#scene.peer.node).some(isIt), A_WHILE)
  }

  /** Whether the last frame of a type was sent again, and no other one. */
  isAgain(type: 'ADD' | 'END' | 'CANCEL'): boolean {
    return isAgain(this.test, this.at.since, type)
  }

  /** Whether nothing of what is held is sent for longer than three round trips. */
  async isQuiet(): Promise<boolean> {
    await this.#scene.pass(AGAIN)
    return HELD.every((type) => this.at.since.sent(type).length === 0)
  }

  says(isIt: (answer: Answer) => boolean): Promise<boolean> {
    return this.#scene.until(() => this.at.since.answers.some(isIt), A_WHILE)
  }

  /** Codes of the ERRs for the last request. */
  get errors(): readonly number[] {
    return this.at.since.answers.flatMap((one) =>
      one.type === 'err' && one.createId === this.createId ? [one.code] : []
    )
  }

  /** How many terminal answers the last request has had. */
  get ends(): number {
    const { answers } = this.#scene
    const isEnd = (one: Answer): boolean => one.type === 'err' || (one.type === 'ok' && one.originator && one.final)
    return answers.filter((one) => isEnd(one) && 'createId' in one && one.createId === this.createId).length
  }

  /** Whether attempts were made for the item. */
  get isServed(): boolean {
    return this.at.since.sent('GEN').some(({ queueId, slots }) => queueId === this.queueId && slots > 0)
  }

  get #scene(): Test['scene'] {
    return this.test.scene
  }
}
