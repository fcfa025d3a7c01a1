import type { Frame, KeepAlive } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import { Since } from '../since.js'
import type { Driver } from '../walk.js'

/** Far longer than any frame is under way, and shorter than any answer is waited for, nanoseconds. */
const A_WHILE = 1_000_000

/** Longer than any node waits between exchanges, and than all that it asks in a row takes, nanoseconds. */
const PATIENCE = 100_000_000_000
const [LONG, SOME] = [2_000_000_000, 200_000_000]

/** Signs of life of the peer, at the node under test (spec/machines/keep-alive.json): it hears of the peer what it is told. */
export class KeepAliveDriver implements Driver {
  readonly #since: Since
  #epoch = 0

  constructor(private readonly test: Test) {
    this.#since = new Since(test.scene.happenings)
  }

  async begin(): Promise<void> {
    const { stage, random } = this.test.scene
    this.#since.mark()
    await stage.start(random.bits32(), stage.now)
    await this.#begun()
  }

  /** An epoch is open, and nothing was asked in it. */
  async #begun(): Promise<void> {
    const { scene } = this.test
    const isUp = (): boolean =>
      this.#since.sent('LINK_STATE').some(({ state, epoch }) => state === 0 && epoch > this.#epoch)
    this.test.need(await scene.until(isUp), 'the link is up')
    await scene.pass(A_WHILE)
    this.#epoch = scene.peer.epoch
    this.#hold(true)
  }

  readonly events: Driver['events'] = {
    interval: () => this.#until(() => this.#questions > 0),
    timeout: async () => this.#since.mark(),
    patience: () => this.#until(() => this.#isOver),
    asks: () => this.#hear(this.#alive(false)),
    answers: () => this.#hear(this.#alive(true)),
    'answers-otherwise': async () => {
      const { epoch, incarnation } = this.#alive(true)
      const isEpoch = this.test.scene.random.below(2) === 0
      const other = isEpoch ? { epoch: epoch + 1 } : { incarnation: (incarnation % 0xffff_ffff) + 1 }
      await this.#hear({ ...this.#alive(true), ...other })
    },
    'station-answers': () => this.#hear(this.#alive(true), this.test.scene.station.node),
    'station-asks': () => this.#hear(this.#alive(false), this.test.scene.station.node)
  }

  readonly reactions: Driver['reactions'] = {
    asks: async () => this.#questions > 0,
    'asks-on': () => this.test.scene.until(() => this.#questions > 0, SOME),
    answers: () => this.test.scene.until(() => this.#answers > 0, A_WHILE),
    'answers-not': async () => this.#answers === 0,
    stays: async () => {
      this.#hold(false)
      await this.test.scene.pass(LONG)
      this.#hold(true)
      return !this.#isOver
    },
    'ends-epoch': async () => this.#isOver
  }

  done(): string | undefined {
    return this.#since.done
  }

  async tidy(): Promise<void> {
    if (this.#isOver) await this.#begun()
  }

  /** The epoch goes on where the peer answers, and pairs come. */
  async serves(): Promise<boolean> {
    const { scene } = this.test
    const before = scene.delivered.length
    this.#hold(false)
    await scene.pass(A_WHILE)
    await scene.create()
    return scene.until(() => scene.delivered.length > before)
  }

  /** From now on questions and answers of both ends are lost, or not. */
  #hold(isHeld: boolean): void {
    this.test.scene.stage.way = ({ type }, _from, _to, delay) => (isHeld && type === 'KEEPALIVE' ? [] : [delay])
  }

  get #isOver(): boolean {
    return this.test.scene.peer.epoch > this.#epoch
  }

  get #questions(): number {
    return this.#since.sent('KEEPALIVE').filter(({ answer }) => !answer).length
  }

  get #answers(): number {
    return this.#since.sent('KEEPALIVE').filter(({ answer }) => answer).length
  }

  #alive(answer: boolean): KeepAlive {
    const { peer } = this.test.scene
    const { expected, confirmed } = peer
    return { type: 'KEEPALIVE', ...peer.header(), answer, expected, freeQubits: 4, confirmed }
  }

  async #until(isSo: () => boolean): Promise<void> {
    this.#since.mark()
    await this.test.scene.until(isSo, PATIENCE)
  }

  async #hear(frame: Frame, from = this.test.scene.peer.node): Promise<void> {
    const { scene } = this.test
    await scene.pass(0)
    this.#since.mark()
    await scene.stage.deliver(from, frame, 'forged')
  }
}
