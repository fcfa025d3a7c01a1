import type { Gen, Reply } from '@bellwire/wire'
import type { Luck } from '../../stage/station.js'
import type { Create } from '../../subject/service.js'
import type { Test } from '../../verdict/test.js'
import { Since } from '../since.js'

/** Far longer than any frame is under way, nanoseconds. */
export const A_WHILE = 2_000_000

/** More pairs than any walk makes. */
const MANY = 100_000

/** Slots that a batch has left when something is done to it: time for what is done in the middle of it. */
const ROOM = 11

/** A node that makes attempts when it is told to, with a station that sees a success when it is told to. */
export class Attempting {
  readonly since: Since
  /** Requests of the node's application that have not ended. */
  readonly #open = new Set<number>()
  /** How many of the delivered pairs were given back. */
  #released = 0
  #luck: Luck = () => undefined

  constructor(readonly test: Test) {
    const { scene } = test
    this.since = new Since(scene.happenings)
    scene.station.luck = (batch) => this.#luck(batch)
    scene.stage.watch((one) => {
      if (one.kind !== 'answer') return
      const { answer } = one
      if (answer.type === 'err' || (answer.type === 'ok' && answer.originator && answer.final))
        this.#open.delete(answer.createId)
    })
  }

  get scene(): Test['scene'] {
    return this.test.scene
  }

  get isWanted(): boolean {
    return this.#open.size > 0
  }

  /** Asks for pairs. */
  async want(create: Partial<Create> = {}): Promise<number> {
    const { createId, code } = await this.scene.create({ number: MANY, ...create })
    this.test.need(code === 0, 'a request that can be met is taken')
    this.#open.add(createId)
    return createId
  }

  /** Gives all requests up, but the first ones. Returns when the queue is without the others. */
  async giveUp(but = 0): Promise<void> {
    const { scene } = this
    if (this.#open.size <= but) return
    for (const createId of [...this.#open].slice(but))
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
    this.test.need(await scene.until(() => this.#open.size <= but), 'requests that are given up end')
    await scene.pass(A_WHILE / 20)
  }

  /** A batch begins whose outcome is not known for a while. Returns it. */
  async batch(): Promise<Gen> {
    const { scene } = this
    const before = scene.sent('GEN').length
    const last = (): Gen | undefined => scene.sent('GEN').at(-1)
    const isNew = (): boolean => scene.sent('GEN').length > before && (last()?.slots ?? 0) >= ROOM
    this.test.need(await scene.until(isNew), 'another batch begins')
    return last() as Gen
  }

  /** Lets time pass until photons of a slot have met at the station, and the news of it could be at the node. */
  async toSlot(slot: number): Promise<void> {
    const { station, link, stage } = this.scene
    await this.scene.pass(Math.max(0, station.timeOf(slot) + link.stationDelay - stage.now))
  }

  /** A REPLY is at the node now, which the station has not sent. */
  async reply(fields: Partial<Reply>, from = this.scene.station.node): Promise<void> {
    const { scene, since } = this
    await scene.pass(0)
    since.mark()
    await scene.stage.deliver(from, scene.station.reply(fields), 'forged')
  }

  /**
   * The station sees a success in the next batch, and tells of it. What the node does then is its reaction.
   *
   * @param before done when that batch is at the station: what it says from then on is of that success
   */
  async succeed(bellIndex = this.scene.random.below(4), before = () => {}): Promise<void> {
    const { scene, since, test } = this
    since.mark()
    this.#luck = ({ firstSlot, slots }) => {
      if (slots <= 2) return undefined
      before()
      this.#luck = () => undefined
      return { slot: firstSlot + 2, bellIndex }
    }
    const isTold = (): boolean => since.came('REPLY').some(({ outcome }) => outcome === 1)
    test.need(await scene.until(isTold), 'a success is told')
    since.markAt((one) => one.kind === 'came' && one.frame.type === 'REPLY' && one.frame.outcome === 1)
  }

  /** Whether EXPIRE was sent for all numbers of [low, high). */
  async expires(low: number, high: number): Promise<boolean> {
    const numbers = Array.from({ length: (high - low) >>> 0 }, (_, index) => (low + index) >>> 0)
    const isVoid = (sequence: number): boolean =>
      this.since.sent('EXPIRE').some((one) => (sequence - one.low) >>> 0 < (one.high - one.low) >>> 0)
    return this.scene.until(() => numbers.every(isVoid), A_WHILE)
  }

  /** Pairs that were delivered are given back. */
  async release(): Promise<void> {
    const { scene } = this
    for (const pair of scene.delivered.slice(this.#released)) if (pair.qubit >= 0) await scene.release(pair)
    this.#released = scene.delivered.length
  }

  /** Whether pairs come, as if nothing had been, and can be held at once. */
  async serves(number = 1): Promise<boolean> {
    const { scene } = this
    await this.giveUp()
    const before = scene.delivered.length
    this.#luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 2, bellIndex: 0 } : undefined)
    await this.want({ number })
    return scene.until(() => scene.delivered.length === before + number)
  }
}
