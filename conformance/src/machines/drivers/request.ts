import { ErrorCode, Outcome } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import type { Driver } from '../walk.js'
import { A_WHILE } from './attempting.js'
import { AGAIN, FAR } from './epochs.js'
import { NOBODYS, Requesting } from './requesting.js'

/** Pairs of a request. */
const PAIRS = 2

/** Requests of the application at the node under test, at either end of its link (spec/machines/request-of-*.json). */
export class RequestDriver implements Driver {
  readonly #of: Requesting
  /** Number of the last pair. */
  #sequence = 0
  #refusal: number = ErrorCode.REJECTED

  constructor(private readonly test: Test) {
    this.#of = new Requesting(test)
  }

  begin(): Promise<void> {
    return this.#of.start()
  }

  readonly events: Driver['events'] = {
    wanted: () => this.#of.want(PAIRS),
    agrees: async (state) => {
      if (state !== 'asked') return this.#of.epochs.hear(this.#of.accepted())
      await this.#of.answered('ADD_ACK', this.#of.add)
      this.#of.queueId = this.#scene.came('ADD_ACK').at(-1)?.queueId ?? NOBODYS
    },
    refuses: async () => {
      const { random, peer } = this.#scene
      this.#refusal = random.below(2) === 0 ? ErrorCode.NORES : ErrorCode.REJECTED
      const serial = this.#of.add?.serial ?? 1
      await this.#of.epochs.hear({ type: 'ADD_REJ', ...peer.header(), serial, reason: this.#refusal })
    },
    pause: async () => {
      this.#of.at.since.mark()
      await this.#scene.pass(AGAIN)
    },
    patience: async (state) => {
      this.#of.at.since.mark()
      const isOver = (): boolean => (state === 'asked' ? this.#of.errors.length > 0 : this.#of.epochs.isOver)
      await this.#scene.until(isOver)
      this.#givenUp(state)
    },
    cancelled: async (state) => {
      const { stage, link } = this.#scene
      await this.#scene.pass(0)
      this.#of.at.since.mark()
      await stage.ask({ type: 'cancel', link: link.link, createId: this.#of.createId })
      this.#givenUp(state)
    },
    success: async (state) => {
      const { station } = this.#scene
      this.#sequence = station.sequence
      if (state === 'queued' || state === 'begun') return this.#of.at.succeed()
      station.sequence = (this.#sequence + 1) >>> 0
      const queueId = state === 'taking-back' ? NOBODYS : this.#of.queueId
      const success = { outcome: Outcome.SUCCESS, sequence: this.#sequence, slot: station.slot - 2 }
      await this.#of.at.reply({ ...success, queueId, peerQueueId: queueId })
    },
    'peer-expires': async () => {
      const { peer, delivered } = this.#scene
      const sequence = delivered.at(-1)?.sequence ?? 0
      this.#sequence = sequence
      await this.#of.epochs.comes('EXPIRE', () => peer.expire(sequence, (sequence + 1) >>> 0))
    },
    'agrees-to-end': async (state) => {
      if (state === 'complete' || state === 'ending') return this.#of.answered('END_ACK', this.#of.closing)
      await this.#of.epochs.hear({ type: 'END_ACK', ...this.#scene.peer.header(), queueId: this.#of.queueId })
    },
    'peer-asks-for-end': () => this.#of.epochs.hear(this.#of.cancel(ErrorCode.OTHER)),
    'peer-asks-as-complete': () => this.#of.epochs.hear(this.#of.cancel(ErrorCode.UNSPECIFIED)),
    'peer-cancels': () => this.#of.epochs.hear(this.#of.cancel(ErrorCode.OTHER)),
    'peer-ends': () => this.#of.epochs.hear(this.#of.end(ErrorCode.OTHER)),
    'ends-complete': () => this.#of.epochs.hear(this.#of.end(ErrorCode.UNSPECIFIED)),
    'ends-otherwise': async (state) => {
      const isThere = ['queued', 'begun', 'full', 'closing'].includes(state)
      if (isThere) this.#scene.peer.end(this.#of.queueId, ErrorCode.OTHER)
      await this.#of.epochs.hear(this.#of.end(ErrorCode.OTHER))
    }
  }

  readonly reactions: Driver['reactions'] = {
    asks: () => this.#of.sends('ADD', ({ number }) => number === PAIRS),
    numbers: async () => this.#of.add?.queueId === this.#of.former + 1,
    'numbers-not': async () => this.#of.add?.queueId === 0,
    'asks-again': async () => this.#of.isAgain('ADD'),
    'tells-queued': () => this.#of.says((one) => one.type === 'ack' && one.createId === this.#of.createId),
    'fails-as-refused': () => this.#fails(this.#refusal),
    'fails-unanswered': () => this.#fails(ErrorCode.NOTIME),
    'fails-cancelled': () => this.#fails(ErrorCode.OTHER),
    'ends-unanswered': () => this.#ends(ErrorCode.NOTIME),
    'ends-cancelled': () => this.#ends(ErrorCode.OTHER),
    'ends-complete': () => this.#ends(ErrorCode.UNSPECIFIED, this.#sequence + 1),
    'ends-void': () => this.#ends(ErrorCode.EXPIRE),
    'ends-as-asked': () => this.#ends(ErrorCode.OTHER),
    'ends-as-complete': () => this.#ends(ErrorCode.UNSPECIFIED),
    'ends-again': async () => this.#of.isAgain('END'),
    'ends-epoch': async () => this.#of.epochs.isOver,
    'takes-back-unanswered': () => this.#takesBack(ErrorCode.NOTIME),
    'takes-back-cancelled': () => this.#takesBack(ErrorCode.OTHER),
    'takes-back-again': async () => {
      await this.#scene.pass(AGAIN)
      return this.#of.isAgain('CANCEL')
    },
    'closes-cancelled': () => this.#closes(ErrorCode.OTHER),
    'closes-void': () => this.#closes(ErrorCode.EXPIRE),
    'closes-again': async () => this.#of.isAgain('CANCEL'),
    'asks-for-end': () => this.#closes(ErrorCode.UNSPECIFIED),
    'acknowledges-end': () => this.#of.sends('END_ACK', ({ queueId }) => queueId === this.#of.queueId),
    'acknowledges-not': async () => this.#of.at.since.sent('END_ACK').length === 0,
    delivers: () => this.#delivers(false),
    'delivers-last': () => this.#delivers(true),
    'delivers-nothing': async () => this.#of.at.since.answers.every(({ type }) => type !== 'ok'),
    'makes-none': async () => {
      await this.#scene.pass(FAR)
      return !this.#of.isServed
    },
    'serves-again': () => this.#scene.until(() => this.#of.isServed, A_WHILE),
    expires: () => this.#of.at.expires(this.#sequence, this.#sequence + 1),
    'tells-expired': () => this.#of.says((one) => one.type === 'expired' && one.sequence === this.#sequence),
    'answers-nothing': async () => this.#of.at.since.answers.every(({ type }) => type !== 'ok' && type !== 'err'),
    'has-answered': async () => {
      await this.#scene.until(() => this.#of.ends > 0, A_WHILE)
      return this.#of.ends === 1
    },
    'repeats-not': () => this.#of.isQuiet()
  }

  done(): string | undefined {
    return this.#of.at.since.done
  }

  /** Where the epoch is over, another one begins. */
  async tidy(): Promise<void> {
    if (this.#of.epochs.isOver) await this.#of.begin()
  }

  async serves(): Promise<boolean> {
    this.#of.epochs.lose([])
    return this.#of.at.serves()
  }

  get #scene(): Test['scene'] {
    return this.test.scene
  }

  /** What the master gives up before it is in the queue has the queue id of its ADD. */
  #givenUp(state: string): void {
    const { isMaster, add } = this.#of
    if (state === 'asked' && isMaster && add !== undefined) this.#of.queueId = add.queueId
  }

  #fails(code: number): Promise<boolean> {
    return this.#scene.until(() => this.#of.errors.join() === `${code}`, A_WHILE)
  }

  /** @param from end_sequence; not given: any */
  #ends(reason: number, from?: number): Promise<boolean> {
    const { queueId } = this.#of
    const isFrom = (sequence: number): boolean => from === undefined || sequence === from >>> 0
    return this.#of.sends('END', (end) => end.reason === reason && end.queueId === queueId && isFrom(end.endSequence))
  }

  #closes(reason: number): Promise<boolean> {
    return this.#of.sends('CANCEL', (cancel) => cancel.reason === reason && cancel.queueId === this.#of.queueId)
  }

  #takesBack(reason: number): Promise<boolean> {
    const serial = this.#of.add?.serial
    return this.#of.sends('CANCEL', (one) => one.reason === reason && one.queueId === 0 && one.serial === serial)
  }

  #delivers(isFinal: boolean): Promise<boolean> {
    return this.#of.says((one) => one.type === 'ok' && one.sequence === this.#sequence && one.final === isFinal)
  }
}
