import { type Frame, type Hello, Role } from '@bellwire/wire'
import type { StationTest } from '../../roles/station/station-test.js'
import { Since } from '../since.js'
import type { Driver } from '../walk.js'

/** A party that is no end of the link. */
const STRANGER = 99

/** Longer than any interval between greetings, nanoseconds. */
const PATIENCE = 2_000_000_000

/** The session of a link at the station under test (spec/machines/registration.json). */
export class RegistrationDriver implements Driver {
  readonly #since: Since
  /** Who asked last. */
  #asked = 0

  constructor(private readonly test: StationTest) {
    this.#since = new Since(test.scene.happenings)
  }

  /** A process of the station under test begins, in the place of one that there was before. */
  async begin(): Promise<void> {
    const { scene } = this.test
    scene.epoch = 0
    if (scene.happenings.length === 0) await scene.stage.start()
    else await scene.restart()
  }

  readonly events: Driver['events'] = {
    asks: async () => this.#say(this.#node, this.#hello({ incarnation: this.#next }, this.#node)),
    'asks-of-before': async () => this.#say(this.#node, this.#hello({ epoch: this.#scene.epoch - 1 }, this.#node)),
    answers: async () => this.#say(this.#node, this.#hello({ answer: true }, this.#node)),
    misnamed: async () => {
      const wrong = this.#scene.random.below(2) === 0 ? { node: this.#node + 50 } : { role: Role.STATION }
      await this.#say(this.#node, this.#hello({ ...wrong, incarnation: this.#next }, this.#node))
    },
    'stranger-asks': async () => this.#say(STRANGER, this.#hello({}, STRANGER)),
    opens: async () => {
      const { scene } = this.test
      await scene.pass(0)
      this.#since.mark()
      this.#asked = this.#master
      // Not the next one: some OPEN is to be of an epoch before it.
      await scene.open(scene.epoch + 2 + scene.random.below(3))
    },
    'opens-again': async () => this.#say(this.#master, this.#scene.openOf(this.#scene.epoch)),
    'opens-present-anew': async () => {
      const epoch = this.#scene.epoch - this.#scene.random.below(2)
      await this.#say(this.#master, this.#scene.openOf(epoch, { incarnation: this.#next }))
    },
    'opens-for-another': async () => {
      const stationIncarnation = (this.#scene.stationIncarnation % 0xffff_fffe) + 1
      await this.#say(this.#master, this.#scene.openOf(this.#scene.epoch + 4, { stationIncarnation }))
    },
    'stranger-opens': async () => this.#say(STRANGER, this.#scene.openOf(this.#scene.epoch + 4)),
    'gen-of-other-epoch': async () => {
      const side = this.test.two
      await this.#say(this.#scene.nodeOf(side), this.#scene.genOf(side, { epoch: this.#scene.epoch + 7 }))
    },
    sync: async () => {
      const { link, stage, incarnations, epoch } = this.#scene
      const incarnation = incarnations.get(this.#node) ?? 1
      const header = { link: link.link, incarnation, epoch, exchange: 5, originTime: stage.now }
      await this.#say(this.#node, { type: 'SYNC', ...header, offset: 0, drift: 0, quality: 0 })
    },
    interval: async () => {
      this.#since.mark()
      await this.#scene.stage.run(this.#scene.stage.now + PATIENCE, () => this.#greetings(this.#node).length > 0)
    }
  }

  readonly reactions: Driver['reactions'] = {
    'answers-over': async () => this.#answers(this.#scene.epoch),
    'answers-before': async () => this.#answers(this.#scene.epoch - 1),
    agrees: async () => this.#onlyFrame({ type: 'OPEN_ACK', epoch: this.#scene.epoch }),
    'tells-the-time': async () => this.#onlyFrame({ type: 'SYNC_REPLY', epoch: this.#scene.epoch }),
    greets: async () => this.#scene.link.nodes.every((node) => this.#greetings(node).length > 0)
  }

  done(): string | undefined {
    return this.#since.done
  }

  async tidy(): Promise<void> {}

  /** An epoch can be opened, in which slots are observed. */
  async serves(): Promise<boolean> {
    const { scene } = this.test
    await scene.open()
    const { done } = await this.test.offered()
    return done.commands.some(({ type }) => type === 'OBSERVE')
  }

  get #scene(): StationTest['scene'] {
    return this.test.scene
  }

  get #master(): number {
    return this.#scene.nodeOf(0)
  }
  get #node(): number {
    return this.#scene.nodeOf(this.test.one)
  }

  /** An incarnation that no process of a node has had. */
  get #next(): number {
    return 4_000_000_000 + this.#scene.random.below(1000)
  }

  #hello(fields: Partial<Hello>, node: number): Hello {
    return this.#scene.helloOf(node, fields)
  }

  async #say(from: number, frame: Frame): Promise<void> {
    await this.#scene.pass(0)
    this.#since.mark()
    this.#asked = from
    await this.#scene.say(from, frame, 'forged')
  }

  /** What is sent to a node and asks for an answer. */
  #greetings(node: number): readonly Hello[] {
    return this.#since.sent('HELLO', node).filter(({ answer, link }) => !answer && link === this.#scene.link.link)
  }

  #answers(epoch: number): boolean {
    const [hello] = this.#since.sent('HELLO', this.#asked)
    return hello?.answer === true && hello.epoch === Math.max(0, epoch) && this.#isAlone
  }

  /** Whether one frame was sent, to the one who asked, with these fields. */
  #onlyFrame({ type, epoch }: { readonly type: 'OPEN_ACK' | 'SYNC_REPLY'; readonly epoch: number }): boolean {
    return this.#since.sent(type, this.#asked)[0]?.epoch === epoch && this.#isAlone
  }

  get #isAlone(): boolean {
    return this.#since.all.filter(({ kind }) => kind === 'sent').length === 1
  }
}
