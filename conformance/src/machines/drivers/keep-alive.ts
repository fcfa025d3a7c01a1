import type { KeepAlive } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import { Since } from '../since.js'
import type { Driver } from '../walk.js'
import { Epochs } from './epochs.js'

/** Far longer than any frame is under way, and shorter than any answer is waited for, nanoseconds. */
const A_WHILE = 1_000_000

/** Longer than any node waits between exchanges, and than all that it asks in a row takes, nanoseconds. */
const PATIENCE = 100_000_000_000
const [LONG, SOME] = [2_000_000_000, 200_000_000]

/** Signs of life of the peer, at the node under test (spec/machines/keep-alive.json): it hears of the peer what it is told. */
export class KeepAliveDriver implements Driver {
  readonly #since: Since
  readonly #epochs: Epochs

  constructor(private readonly test: Test) {
    this.#since = new Since(test.scene.happenings)
    this.#epochs = new Epochs(test, this.#since)
  }

  async begin(): Promise<void> {
    await this.#epochs.start()
    await this.#quiet()
  }

  /** Nothing is asked any more that the walk does not know of. */
  async #quiet(): Promise<void> {
    await this.test.scene.pass(A_WHILE)
    this.#epochs.lose(['KEEPALIVE'])
  }

  readonly events: Driver['events'] = {
    interval: () => this.#until(() => this.#questions > 0),
    timeout: async () => this.#since.mark(),
    patience: () => this.#until(() => this.#epochs.isOver),
    asks: () => this.#epochs.hear(this.#alive(false)),
    answers: () => this.#epochs.hear(this.#alive(true)),
    'answers-otherwise': async () => {
      const { epoch, incarnation } = this.#alive(true)
      const isEpoch = this.test.scene.random.below(2) === 0
      const other = isEpoch ? { epoch: epoch + 1 } : { incarnation: (incarnation % 0xffff_ffff) + 1 }
      await this.#epochs.hear({ ...this.#alive(true), ...other })
    },
    'station-answers': () => this.#epochs.hear(this.#alive(true), this.test.scene.station.node),
    'station-asks': () => this.#epochs.hear(this.#alive(false), this.test.scene.station.node)
  }

  readonly reactions: Driver['reactions'] = {
    asks: async () => this.#questions > 0,
    'asks-on': () => this.test.scene.until(() => this.#questions > 0, SOME),
    answers: () => this.test.scene.until(() => this.#answers > 0, A_WHILE),
    'answers-not': async () => this.#answers === 0,
    stays: async () => {
      this.#epochs.lose([])
      await this.test.scene.pass(LONG)
      this.#epochs.lose(['KEEPALIVE'])
      return !this.#epochs.isOver
    },
    'ends-epoch': async () => this.#epochs.isOver
  }

  done(): string | undefined {
    return this.#since.done
  }

  async tidy(): Promise<void> {
    if (!this.#epochs.isOver) return
    await this.#epochs.begin()
    await this.#quiet()
  }

  /** The epoch goes on where the peer answers, and pairs come. */
  async serves(): Promise<boolean> {
    const { scene } = this.test
    const before = scene.delivered.length
    this.#epochs.lose([])
    await scene.pass(A_WHILE)
    await scene.create()
    return scene.until(() => scene.delivered.length > before)
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
}
