import type { Side, StationScene } from '../../roles/station/station-scene.js'
import type { Since } from '../since.js'

/** Slots of a batch, how far ahead it begins, and how long a short one is. */
export const [LONG, AHEAD, SHORT] = [60, 30, 4] as const

/** A batch that a node has offered, [first, end). */
export interface Batch {
  readonly queueId: number
  readonly first: number
  readonly end: number
}

const NONE: Batch = { queueId: 1, first: 0, end: 0 }

/** What both nodes of a link have offered to the station under test, and what it has to observe. */
export class Offers {
  /** The node that the table calls the one. */
  one: Side
  /** What is to be observed, [first, end). */
  window = { first: 0, end: 0 }
  /** The batch that is to follow that of the one node. */
  next: Batch | undefined
  /** Who sent the last GEN, and of what. */
  sender: Side = 0
  sent: Batch = NONE
  readonly #batches: [Batch | undefined, Batch | undefined] = [undefined, undefined]

  constructor(
    private readonly scene: StationScene,
    private readonly since: Since,
    one: Side
  ) {
    this.one = one
  }

  get two(): Side {
    return this.one === 0 ? 1 : 0
  }

  /** The batch of a node, as it was sent last. */
  of(side: Side): Batch {
    return this.#batches[side] ?? NONE
  }

  /** Neither has a batch. */
  clear(): void {
    this.#batches.fill(undefined)
    this.next = undefined
  }

  /** A GEN is at the station now. */
  async send(side: Side, batch: Batch): Promise<void> {
    const { queueId, first, end } = batch
    this.sender = side
    this.sent = batch
    await this.scene.pass(0)
    this.since.mark()
    await this.scene.gen(side, { queueId, firstSlot: first, slots: end - first })
  }

  /** A GEN which is the batch of its sender from now on. */
  async offer(side: Side, batch: Batch): Promise<void> {
    await this.send(side, batch)
    this.#batches[side] = batch
  }

  /** The batch that waits is offered anew, a while ahead: what was said of it before is past. */
  async offerAnew(): Promise<void> {
    const { queueId } = this.of(this.one)
    const first = this.scene.ahead(AHEAD)
    await this.send(this.one, { queueId, first, end: first })
    await this.offer(this.one, { queueId, first, end: first + LONG })
  }

  /** The same, if too little of it is left for another batch to come before it, or in it. */
  async renew(): Promise<void> {
    if (this.of(this.one).first < this.scene.ahead(2 * SHORT)) await this.offerAnew()
  }

  /** Of two batches that share no slot, the later is left: its node is the one now. */
  drop(side: Side): void {
    this.#batches[side] = undefined
    if (side === this.one) this.one = this.two
  }

  /** In the middle of what is observed, between two slots. */
  async replaceAtOnce(queueId: number): Promise<void> {
    const { scene } = this
    await this.toSlot(this.window.first + 2)
    await scene.toSlot(scene.ahead(0))
    await scene.pass(scene.slotPeriod / 2)
    const first = scene.ahead(0) - 1
    this.next = undefined
    await this.offer(this.one, { queueId, first, end: first + LONG })
    this.observe()
  }

  /** From a slot on, another batch is to replace that of the one node. */
  async follow(first: number): Promise<void> {
    const { queueId } = this.of(this.one)
    await this.send(this.one, { queueId, first, end: first + LONG })
    this.next = this.sent
    this.window = { first: this.window.first, end: Math.min(this.window.end, first) }
  }

  async withdraw(side: Side): Promise<void> {
    const { queueId, first } = this.of(side)
    await this.send(side, { queueId, first, end: first })
    if (this.#batches[side] === undefined) return
    if (side !== this.one && this.next !== undefined) this.#batches[this.one] = this.next
    this.next = undefined
    this.drop(side)
  }

  /** What is observed is over: the batch that is to follow, if there is one, takes its place. */
  promote(): void {
    if (this.next === undefined) return
    this.#batches[this.one] = this.next
    if (this.next.first < this.of(this.two).end) this.observe()
    else this.#batches[this.two] = undefined
    this.next = undefined
  }

  /** The slots that both offer now, and that are not over, are to be observed. */
  observe(): void {
    const [a, b] = [this.of(0), this.of(1)]
    this.window = { first: Math.max(a.first, b.first, this.scene.ahead(0)), end: Math.min(a.end, b.end) }
  }

  /** Lets time pass until a slot, unless it is over. */
  async toSlot(slot: number): Promise<void> {
    if (this.scene.timeOf(slot) > this.scene.stage.now) await this.scene.toSlot(slot)
  }
}
