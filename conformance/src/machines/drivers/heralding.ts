import { type Gen, HeraldError, Outcome, type Reply } from '@bellwire/wire'
import type { Side } from '../../roles/station/station-scene.js'
import { holds, type StationTest } from '../../roles/station/station-test.js'
import { Since } from '../since.js'
import type { Driver } from '../walk.js'
import { AHEAD, LONG, Offers, SHORT } from './offers.js'

const { FAIL, SUCCESS } = Outcome
const { NONE, QUEUE_MISMATCH, TIME_MISMATCH, NO_MESSAGE_OTHER } = HeraldError

/** A party that is no end of the link. */
const STRANGER = 99

/** In which no slots are observed. */
const BLIND = ['idle', 'waiting']

/** Heralding at the station under test (spec/machines/heralding.json). */
export class HeraldingDriver implements Driver {
  readonly #since: Since
  readonly #offers: Offers
  #queueId = 0
  #successes = 0

  constructor(private readonly test: StationTest) {
    this.#since = new Since(test.scene.happenings)
    this.#offers = new Offers(test.scene, this.#since, test.one)
  }

  async begin(): Promise<void> {
    await this.test.up()
    // Until there are slots that are over.
    await this.#scene.toSlot(SHORT)
  }

  readonly events: Driver['events'] = {
    gen: async (state) => {
      const offers = this.#offers
      if (state === 'idle') offers.clear()
      // What waits is replaced from its first slot on.
      const first = state === 'waiting' ? offers.of(offers.one).first : this.#scene.ahead(AHEAD)
      await offers.offer(offers.one, { queueId: ++this.#queueId, first, end: first + LONG })
    },
    'gen-earlier': async () => {
      const offers = this.#offers
      await offers.renew()
      const first = this.#scene.ahead(2)
      await offers.send(offers.two, { queueId: offers.of(offers.one).queueId, first, end: first + SHORT })
    },
    'gen-later': async () => {
      const offers = this.#offers
      const { queueId, end } = offers.of(offers.one)
      await offers.offer(offers.two, { queueId, first: end + SHORT, end: end + LONG })
      offers.drop(offers.one)
    },
    'gen-shared': async () => {
      const offers = this.#offers
      await offers.renew()
      const { queueId, first: earliest } = offers.of(offers.one)
      const first = earliest + this.#scene.random.below(SHORT)
      await offers.offer(offers.two, { queueId, first, end: first + LONG })
      offers.observe()
    },
    'gen-of-other-item': async () => {
      const offers = this.#offers
      await offers.renew()
      const { queueId, first } = offers.of(offers.one)
      await offers.offer(offers.two, { queueId: queueId + 500, first: first + 1, end: first + LONG })
    },
    'gen-again': async () => {
      const side: Side = this.#scene.random.below(2) === 0 ? 0 : 1
      await this.#offers.send(side, this.#offers.of(side))
    },
    'gen-at-once': async () => this.#offers.replaceAtOnce(this.#offers.of(this.#offers.one).queueId),
    'gen-of-other-item-at-once': async () =>
      this.#offers.replaceAtOnce(this.#offers.of(this.#offers.one).queueId + 700),
    'gen-from-later-on': async () => {
      const { first, end } = this.#offers.window
      await this.#offers.follow(Math.floor((first + end) / 2))
    },
    'gen-after': async () => this.#offers.follow(Math.max(this.#offers.of(0).end, this.#offers.of(1).end) + SHORT),
    'gen-late': async () => {
      const last = this.#scene.ahead(0) - 2
      await this.#offers.send(this.#offers.two, { queueId: 90, first: last - 1, end: last + 1 })
    },
    withdrawal: async () => this.#offers.withdraw(this.#offers.one),
    'withdrawal-of-other': async () => this.#offers.withdraw(this.#offers.two),
    'gen-of-other-epoch': async () => this.#foreign({ epoch: this.#scene.epoch + 1 }),
    'gen-of-other-incarnation': async () => {
      const incarnation = this.#scene.incarnations.get(this.#two) ?? 1
      await this.#foreign({ incarnation: incarnation + 1 })
    },
    'gen-of-stranger': async () => this.#foreign({}, STRANGER),
    reminder: async () => {
      await this.#offers.offerAnew()
      this.#since.mark()
      const isReminded = (): boolean => this.#since.sent('REPLY', this.#two).length > 0
      const { end } = this.#offers.of(this.#offers.one)
      await this.#scene.stage.run(this.#scene.timeOf(end - 1), isReminded)
    },
    over: async () => {
      this.#since.mark()
      await this.#scene.toSlot(this.#offers.of(this.#offers.one).end + 1)
    },
    detected: async () => {
      const { first } = this.#offers.window
      await this.#offers.toSlot(first + 1)
      this.#successes += 1
      const { stage, slotOrigin, slotPeriod } = this.#scene
      await this.#see(Math.max(first, Math.floor((stage.now - slotOrigin) / slotPeriod)))
    },
    'detected-outside': async (state) => this.#see(this.#unseen(state)),
    silent: async () => {
      this.#since.mark()
      await this.#scene.toSlot(this.#offers.window.end)
      this.#offers.promote()
    },
    'silent-before': async (state) => {
      await this.#scene.pass(0)
      this.#since.mark()
      await this.#scene.hear({ type: 'SILENT', link: this.#scene.link.link, lastSlot: this.#unseen(state) })
    }
  }

  readonly reactions: Driver['reactions'] = {
    'says-nothing': async () => this.#since.sent('REPLY').length === 0 && this.#opened.length === 0,
    observes: async () => {
      const { first, end } = this.#offers.window
      const last = this.#opened.at(-1)
      return this.#since.sent('REPLY').length === 0 && last?.first === first && last.end === end
    },
    'observes-less': async () => {
      const { end } = this.#offers.window
      return this.#since.sent('REPLY').length === 0 && this.#opened.every((one) => one.end === end)
    },
    closes: async () => this.#scene.detectors.windowOf(this.#scene.link.link) === undefined,
    announces: async () => {
      const sequence = (this.#scene.firstSequence + this.#successes - 1) >>> 0
      return this.#tellsBoth({ outcome: SUCCESS, sequence })
    },
    fails: async () => this.#tellsBoth({ outcome: FAIL, error: NONE, slot: this.#offers.window.end - 1 }),
    'fails-not': async () => this.#since.sent('REPLY').every(({ error }) => error !== NONE),
    'fails-for-one': async () => this.#tells(this.#one, { outcome: FAIL, error: NONE }),
    'fails-for-both': async () => this.#tellsBoth({ outcome: FAIL, error: NONE }),
    mismatch: async () => {
      const first = Math.max(this.#offers.of(0).first, this.#offers.of(1).first)
      // What is over of a batch may count as its first slot, or not.
      const isRight = ({ slot }: Reply): boolean => slot >= first && slot <= Math.max(first, this.#scene.ahead(0))
      return this.#tellsBoth({ outcome: FAIL, error: QUEUE_MISMATCH }) && this.#since.sent('REPLY').every(isRight)
    },
    // Who was the one is now the other.
    'refuses-one': async () => this.#tells(this.#two, { outcome: FAIL, error: TIME_MISMATCH, slot: this.#first - 1 }),
    'refuses-other': async () => this.#tells(this.#two, { outcome: FAIL, error: TIME_MISMATCH, slot: this.#first - 1 }),
    'refuses-late': async () => {
      const { sender, sent } = this.#offers
      const told = { outcome: FAIL, error: TIME_MISMATCH, slot: sent.end - 1, queueId: sent.queueId }
      return this.#tells(this.#scene.nodeOf(sender), told)
    },
    reminds: async () => this.#tells(this.#two, { outcome: FAIL, error: NO_MESSAGE_OTHER, queueId: 0 }),
    'gives-up': async () => {
      const { queueId, end } = this.#offers.of(this.#offers.one)
      const replies = this.#since.sent('REPLY', this.#one)
      const told = { outcome: FAIL, error: NO_MESSAGE_OTHER, slot: end - 1, queueId }
      return replies.length === 1 && replies.every((reply) => holds(reply, told))
    },
    greets: async () => {
      const sent = this.#since.all.filter(({ kind }) => kind === 'sent')
      return sent.length === 1 && this.#since.sent('HELLO', this.#two).length === 1
    }
  }

  done(): string | undefined {
    return this.#since.done
  }

  async tidy(): Promise<void> {}

  /** What is seen in slots that both offer is still announced. */
  async serves(): Promise<boolean> {
    const { scene } = this.test
    for (const side of [0, 1] as const) await scene.gen(side, { slots: 0 })
    const { batch } = await this.test.offered({ queueId: 4000, firstSlot: scene.ahead(3) })
    await scene.toSlot(batch.firstSlot)
    this.#successes += 1
    await this.#see(batch.firstSlot)
    return this.reactions['announces']?.() ?? false
  }

  get #scene(): StationTest['scene'] {
    return this.test.scene
  }

  /** The nodes that the table calls the one and the other. */
  get #one(): number {
    return this.#scene.nodeOf(this.#offers.one)
  }
  get #two(): number {
    return this.#scene.nodeOf(this.#offers.two)
  }

  /** The first slot of the batch that waits. */
  get #first(): number {
    return this.#offers.of(this.#offers.one).first
  }

  /** For which slots gates were opened since the last event. */
  get #opened(): readonly { readonly first: number; readonly end: number }[] {
    return this.#since.commands.flatMap((one) =>
      one.type === 'OBSERVE' ? [{ first: one.firstSlot, end: one.firstSlot + one.slots }] : []
    )
  }

  /** A slot that is not observed. */
  #unseen(state: string): number {
    return BLIND.includes(state) ? this.#scene.ahead(0) : this.#offers.window.first - 1
  }

  async #foreign(fields: Partial<Gen>, from = this.#two): Promise<void> {
    await this.#scene.pass(0)
    this.#since.mark()
    await this.#scene.say(from, this.#scene.genOf(this.#offers.two, fields), 'forged')
  }

  async #see(slot: number): Promise<void> {
    const { scene } = this.test
    await scene.pass(0)
    this.#since.mark()
    await scene.see({ slot, bellIndex: scene.random.below(4), offset: scene.random.below(1000) })
  }

  /** Both nodes are told once, and the same. */
  #tellsBoth(fields: Partial<Reply>): boolean {
    return this.#isTold(this.#one, fields) && this.#isTold(this.#two, fields)
  }

  /** One node is told once, and the other one nothing. */
  #tells(node: number, fields: Partial<Reply>): boolean {
    return this.#since.sent('REPLY').length === 1 && this.#isTold(node, fields)
  }

  #isTold(node: number, fields: Partial<Reply>): boolean {
    const replies = this.#since.sent('REPLY', node)
    return replies.length === 1 && replies.every((reply) => holds(reply, fields))
  }
}
