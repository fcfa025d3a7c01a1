import { HeraldError, Outcome, type Reply } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import type { Driver } from '../walk.js'
import { A_WHILE, Attempting } from './attempting.js'

/** How many successes are missed where one is ahead. */
const MISSED = 2

/** Slots that pass in the middle of a batch. */
const SOME = 5

const ERRORS = [HeraldError.QUEUE_MISMATCH, HeraldError.TIME_MISMATCH, HeraldError.NO_MESSAGE_OTHER]

/** What hardware says of a link (section 5.6). */
const [IN_SPECIFICATION, DARK] = [0, 3]

/** Attempts of the node under test (spec/machines/attempt.json). */
export class AttemptDriver implements Driver {
  readonly #at: Attempting
  /** The number of the pair that the last event is about, and of the first one that was missed. */
  #sequence = 0
  #missed = 0
  /** What the last REPLY was about: the slot that is over with it. */
  #slot = 0
  /** Whether something was wrong before the event. */
  #isTooSoon = false

  constructor(private readonly test: Test) {
    this.#at = new Attempting(test)
  }

  async begin(): Promise<void> {
    await this.test.up()
    await this.test.scene.pass(A_WHILE)
  }

  readonly events: Driver['events'] = {
    wanted: async () => {
      if (this.#isAttempting) await this.#at.batch()
      this.#at.since.mark()
      await this.#at.want(this.#isAttempting ? { number: 1 } : {})
    },
    unwanted: async () => {
      await this.#at.batch()
      this.#at.since.mark()
      await this.#at.giveUp()
    },
    decided: async () => {
      this.#at.since.mark()
      if (!this.#at.isWanted) await this.#at.want()
    },
    success: async () => {
      if (!this.#isAttempting) return this.#forgeLater()
      this.#sequence = this.#scene.station.sequence
      await this.#at.succeed()
    },
    'last-success': async () => {
      await this.#at.giveUp()
      await this.#at.want({ number: 1 })
      this.#sequence = this.#scene.station.sequence
      await this.#at.succeed()
    },
    'success-ahead': async () => {
      const ahead = (): void => {
        this.#miss()
        this.#sequence = this.#scene.station.sequence
      }
      if (this.#isAttempting) return this.#at.succeed(undefined, ahead)
      ahead()
      await this.#forgeLater()
    },
    'success-stale': async () => {
      const { queueId, slot } = await this.#present()
      const sequence = (this.#scene.station.sequence - 1) >>> 0
      await this.#at.reply({ outcome: Outcome.SUCCESS, queueId, peerQueueId: queueId, slot, sequence })
    },
    'success-overwritten': async () => {
      const { queueId, firstSlot } = await this.#at.batch()
      await this.#at.toSlot(firstSlot + SOME)
      await this.#forge({ queueId, slot: firstSlot })
    },
    'success-premature': async () => {
      const { queueId, firstSlot, slots } = await this.#at.batch()
      await this.#forge({ queueId, slot: firstSlot + slots - 1 })
    },
    'success-outside': async () => {
      const { queueId, firstSlot } = await this.#at.batch()
      await this.#at.toSlot(firstSlot + 1)
      await this.#forge({ queueId, slot: firstSlot - 1 })
    },
    fail: async () => {
      if (!this.#isAttempting) return this.#fail({})
      await this.#at.batch()
      await this.#untilFailed(() => true)
    },
    'last-fail': async () => {
      await this.#at.giveUp()
      const { link, sent } = { link: this.#scene.link, sent: this.#scene.sent('ADD').length }
      await this.#at.want({ number: 2, timeLimit: 45 * link.slotPeriod })
      const deadline = this.#scene.sent('ADD')[sent]?.deadlineSlot ?? 0
      await this.#untilFailed(({ slot }) => slot + 1 >= deadline)
    },
    'fail-ahead': async () => {
      const { queueId, slot } = await this.#present()
      this.#miss()
      await this.#at.reply({ queueId, peerQueueId: queueId, slot })
    },
    'fail-ahead-before': async () => {
      const { queueId, firstSlot } = await this.#at.batch()
      await this.#at.toSlot(firstSlot + 1)
      this.#miss()
      await this.#at.reply({ queueId, peerQueueId: queueId, slot: firstSlot - 1 })
    },
    'fail-stale': async () => this.#fail({ sequence: (this.#scene.station.sequence - 1) >>> 0 }),
    'fail-before': async () => this.#fail({}, true),
    'fail-of-other-item': async () => {
      const { queueId } = await this.#present()
      await this.#fail({ queueId: queueId + 1000, peerQueueId: queueId + 1000 })
    },
    error: async () => this.#fail({ error: this.#error }),
    'error-before': async () => this.#fail({ error: this.#error }, true),
    reminder: async () => this.#fail({ error: HeraldError.NO_MESSAGE_OTHER, queueId: 0 }),
    silence: async () => this.#silence(),
    'photons-fail': async () => {
      const { slot } = await this.#present()
      const { scene } = this.test
      await scene.pass(0)
      this.#at.since.mark()
      scene.stage.report({ type: 'GENERATION_FAILED', link: scene.link.link, firstSlot: slot })
      await scene.pass(0)
    },
    dark: async () => this.#quality(DARK),
    light: async () => this.#quality(IN_SPECIFICATION),
    'other-epoch': async () => this.#foreign({ epoch: this.#scene.station.epoch + 1 }),
    'other-incarnation': async () => this.#foreign({ incarnation: (this.#scene.station.incarnation + 1) >>> 0 }),
    'from-peer': async () => this.#foreign({}, this.#scene.peer.node)
  }

  readonly reactions: Driver['reactions'] = {
    'sends-batch': async () => this.#sends(0),
    'sends-next-batch': async () => this.#sends(this.#slot + 1),
    'sends-batch-in-time': async () => !this.#isTooSoon && this.#sends(this.#slot + 1),
    halts: async () => this.#at.since.commands.some(({ type }) => type === 'HALT'),
    'leaves-batch': async () => this.#at.since.commands.length > 0 || this.#at.since.sent('GEN').length > 0,
    withdraws: () => this.#scene.until(() => this.#at.since.sent('GEN').some(({ slots }) => slots === 0), A_WHILE),
    delivers: () =>
      this.#scene.until(
        () => this.#at.since.answers.some((one) => one.type === 'ok' && one.sequence === this.#sequence),
        A_WHILE
      ),
    expires: () => this.#at.expires(this.#sequence, this.#sequence + 1),
    'expires-missed': () => this.#at.expires(this.#missed, this.#missed + MISSED),
    'tells-peer': () => this.#scene.until(() => this.#at.since.sent('LINK_STATE').length > 0, A_WHILE),
    'makes-none': async () => {
      await this.#scene.pass(A_WHILE / 2)
      return this.#at.since.sent('GEN').every(({ slots }) => slots === 0)
    },
    // Whether the batch is ordered anew is the node's to decide.
    'serves-on': async () => {
      await this.#scene.pass(SOME * this.#scene.link.slotPeriod)
      const ordered = this.#at.since.sent('GEN')
      const before = this.#scene.sent('GEN').slice(0, -ordered.length || undefined)
      const served = before.findLast(({ slots }) => slots > 0)?.queueId
      return ordered.every(({ queueId, slots }) => queueId === served && slots > 0)
    },
    'goes-on': async () => {
      await this.#scene.pass(SOME * this.#scene.link.slotPeriod)
      return (
        this.#at.since.sent('GEN').length === 0 &&
        this.#at.since.commands.every(({ type }) => type !== 'HALT' && type !== 'GENERATE')
      )
    }
  }

  done(): string | undefined {
    return this.#at.since.done
  }

  async tidy(): Promise<void> {
    await this.#at.release()
    if (this.#isAttempting) await this.#at.giveUp(1)
  }

  async serves(): Promise<boolean> {
    await this.#quality(IN_SPECIFICATION)
    return this.#at.serves()
  }

  get #scene(): Test['scene'] {
    return this.test.scene
  }

  get #isAttempting(): boolean {
    return this.#at.isWanted && !this.#isDark
  }
  #isDark = false

  get #error(): HeraldError {
    return ERRORS[this.#scene.random.below(ERRORS.length)] ?? HeraldError.TIME_MISMATCH
  }

  get #queueId(): number {
    return this.#scene.sent('GEN').findLast(({ slots }) => slots > 0)?.queueId ?? 1
  }

  /** The batch under way, which has just begun; where there is none, what could be taken for one. */
  async #present(): Promise<{ readonly queueId: number; readonly slot: number }> {
    if (!this.#isAttempting) return { queueId: this.#queueId, slot: Math.max(0, this.#scene.station.slot - 2) }
    const { queueId, firstSlot } = await this.#at.batch()
    return { queueId, slot: firstSlot }
  }

  /** The station sees successes of which the node does not hear. */
  #miss(): void {
    const { station } = this.#scene
    this.#missed = station.sequence
    station.sequence = (station.sequence + MISSED) >>> 0
  }

  /** A success that nobody has seen is told. */
  async #forge(fields: Pick<Reply, 'slot' | 'queueId'>): Promise<void> {
    const { station } = this.#scene
    const { sequence } = station
    this.#sequence = sequence
    station.sequence = (sequence + 1) >>> 0
    await this.#at.reply({ outcome: Outcome.SUCCESS, sequence, peerQueueId: fields.queueId, ...fields })
  }

  /** The same of a slot that is over, where there is no batch. */
  #forgeLater(): Promise<void> {
    return this.#forge({ slot: Math.max(0, this.#scene.station.slot - 2), queueId: this.#queueId })
  }

  /** A failure that there was not is told: of the present batch, or of slots before it. */
  async #fail(fields: Partial<Reply>, isBefore = false): Promise<void> {
    const { queueId, slot } = await this.#present()
    if (isBefore) await this.#at.toSlot(slot + 1)
    this.#slot = isBefore ? slot - 1 : slot
    await this.#at.reply({ queueId, peerQueueId: queueId, slot: this.#slot, ...fields })
  }

  /** The station tells of a batch in which it has seen nothing. */
  async #untilFailed(isIt: (reply: Reply) => boolean): Promise<void> {
    const { since } = this.#at
    since.mark()
    const isFailure = (reply: Reply): boolean => reply.outcome === Outcome.FAIL && reply.queueId > 0 && isIt(reply)
    const failed = (): Reply | undefined => since.came('REPLY').find(isFailure)
    this.test.need(await this.#scene.until(() => failed() !== undefined), 'a batch fails')
    this.#slot = failed()?.slot ?? 0
    since.markAt((one) => one.kind === 'came' && one.frame.type === 'REPLY' && isFailure(one.frame))
  }

  async #silence(): Promise<void> {
    const { scene } = this.test
    const { since } = this.#at
    const { firstSlot, slots } = await this.#at.batch()
    const { way } = scene.stage
    scene.stage.way = (frame, from, to, delay) => (frame.type === 'REPLY' ? [] : way(frame, from, to, delay))
    since.mark()
    this.#slot = firstSlot + slots - 1
    const known = scene.station.timeOf(this.#slot) + scene.link.stationDelay + scene.link.guard
    await scene.pass(known - scene.stage.now)
    this.#isTooSoon = since.sent('GEN').length > 0
    since.mark()
    scene.stage.way = way
  }

  async #foreign(fields: Partial<Reply>, from = this.#scene.station.node): Promise<void> {
    const { queueId, slot } = await this.#present()
    const sequence = (this.#scene.station.sequence + 5) >>> 0
    const outcome = this.#scene.random.below(2) === 0 ? Outcome.SUCCESS : Outcome.FAIL
    await this.#at.reply({ outcome, queueId, peerQueueId: queueId, slot, sequence, ...fields }, from)
  }

  async #quality(quality: number): Promise<void> {
    const { scene } = this.test
    if (this.#isAttempting) await this.#at.batch()
    await scene.pass(0)
    this.#at.since.mark()
    scene.qubits.report(scene.link.link, quality)
    await scene.pass(0)
    this.#isDark = quality === DARK
  }

  /** A batch comes whose slots are not before that one; all of them are its train's, too. */
  async #sends(from: number): Promise<boolean> {
    const { scene } = this.test
    const { since } = this.#at
    const isNew = (): boolean => since.sent('GEN').some(({ slots }) => slots > 0)
    if (!(await scene.until(isNew, 10 * A_WHILE))) return false
    const gen = since.sent('GEN').find(({ slots }) => slots > 0)
    return (
      gen !== undefined &&
      gen.firstSlot >= from &&
      since.commands.some(
        (one) => one.type === 'GENERATE' && one.firstSlot === gen.firstSlot && one.slots === gen.slots
      )
    )
  }
}
