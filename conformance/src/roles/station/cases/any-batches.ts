import { HeraldError, type Reply } from '@bellwire/wire'
import type { Batch, Due, Effect } from '../matching.js'
import { Matching } from '../matching.js'
import type { Done, Side } from '../station-scene.js'
import { holds, repliesTo, type StationCase, type StationTest } from '../station-test.js'

/** What is judged, each thing at least once. */
const CLAUSES = [
  'PHY-070',
  'PHY-071',
  'PHY-072',
  'PHY-073',
  'PHY-074',
  'PHY-075',
  'PHY-076',
  'PHY-077',
  'PHY-079',
  'PHY-082',
  'PHY-179',
  'PHY-180',
  'PHY-183',
  'PHY-184'
]

/** Things that are done, and most of them where not everything has come about. */
const STEPS = 800
const MOST = 4000

/** Batches of both nodes as they come, one after the other (section 2.7). */
export const anyBatchCases: readonly StationCase[] = [
  {
    name: 'station/any-batches',
    requirements: CLAUSES,
    async play(test) {
      await test.up()
      const batches = new AnyBatches(test)
      await batches.begin()
      const isWitnessed = (): boolean => CLAUSES.every((clause) => test.witnessed.has(clause))
      for (let step = 0; step < STEPS || (step < MOST && !isWitnessed()); step++) await batches.step()
    }
  }
]

/** Does one thing after the other, always between two slots, and judges what comes of it. */
class AnyBatches {
  readonly #expected = new Matching()
  /** The GEN that each node has sent last. */
  readonly #sent: [Batch | undefined, Batch | undefined] = [undefined, undefined]

  constructor(private readonly test: StationTest) {}

  async begin(): Promise<void> {
    // Until there are slots that are over.
    await this.#toMiddle(8)
  }

  async step(): Promise<void> {
    const { window } = this.#expected
    const side: Side = this.#below(2) === 0 ? 0 : 1
    const chance = this.#below(100)
    if (chance < 5) return this.#withdraw(side)
    if (chance < 9) return this.#offerLate(side)
    if (chance < 18) return this.#offerAlike(side)
    if (chance < 20) return this.#seeOutside()
    return window === undefined ? this.#whileBlind(side) : this.#whileObserved(side, window)
  }

  /** Nothing is observed. */
  async #whileBlind(side: Side): Promise<void> {
    if (this.#below(4) === 0) return this.#wait(1 + this.#below(8))
    return this.#offer(side, this.#batchFrom(this.test.scene.ahead(0) - 2 + this.#below(8)))
  }

  async #whileObserved(side: Side, { first, end }: NonNullable<Matching['window']>): Promise<void> {
    const earliest = this.test.scene.ahead(0)
    const from = Math.max(first, earliest)
    const chance = this.#below(100)
    const isFollowed = this.#expected.isFollowed(0) || this.#expected.isFollowed(1)
    if (chance < 15) return this.#wait(1 + this.#below(6))
    if (chance < (isFollowed ? 70 : 30)) return this.#wait(end - earliest)
    if (chance < 45) {
      await this.#wait(from - earliest + 1 + this.#below(end - from))
      return this.#see(this.test.scene.ahead(0) - 1)
    }
    if (chance < 60) return this.#offer(side, this.#batchFrom(earliest - 3 + this.#below(from + 4 - earliest)))
    // What waits behind another batch is what the other's withdrawal leaves.
    if (chance < 80 && this.#expected.isFollowed(side)) return this.#withdraw(side === 0 ? 1 : 0)
    return this.#offer(side, this.#batchFrom(from + this.#below(end + 3 - from)))
  }

  /** More often than not both nodes offer slots for the same item. */
  #batchFrom(first: number): Batch {
    const end = Math.max(first, this.test.scene.ahead(0)) + 1 + this.#below(12)
    return { queueId: 1 + Math.floor(this.#below(6) / 5), first, end }
  }

  async #withdraw(side: Side): Promise<void> {
    const first = this.test.scene.ahead(0)
    return this.#offer(side, { queueId: 1, first, end: first })
  }

  async #offerLate(side: Side): Promise<void> {
    const end = this.test.scene.ahead(0) - this.#below(3)
    return this.#offer(side, { queueId: 1 + this.#below(2), first: end - 1 - this.#below(3), end })
  }

  async #seeOutside(): Promise<void> {
    const { window } = this.#expected
    return this.#see(this.#below(2) === 0 && window !== undefined ? window.end : this.test.scene.ahead(0) - 2)
  }

  /** What a node has sent last, again or with one change. */
  async #offerAlike(side: Side): Promise<void> {
    const last = this.#sent[side]
    if (last === undefined) return
    const changes = [{}, {}, { queueId: 3 - last.queueId }, { first: last.first - 1 }, { end: last.end + 1 }]
    return this.#offer(side, { ...last, ...changes[this.#below(changes.length)] })
  }

  async #offer(side: Side, batch: Batch): Promise<void> {
    const { scene } = this.test
    const { queueId, first, end } = batch
    this.#sent[side] = batch
    const expected = this.#expected.gen(side, batch, scene.ahead(0))
    const done = await scene.gen(side, { queueId, firstSlot: first, slots: end - first })
    this.#judge(done, expected, `node ${scene.nodeOf(side)} offers slots ${first} to ${end} for item ${queueId}`)
  }

  async #see(slot: number): Promise<void> {
    const light = { slot, bellIndex: this.#below(4), offset: this.#below(1000) }
    const expected = this.#expected.detected(light)
    this.#judge(await this.test.scene.see(light), expected, `light is seen in slot ${slot}`)
  }

  async #wait(slots: number): Promise<void> {
    for (let count = 0; count < slots; count++) await this.#pass()
  }

  /** The next slot goes by. */
  async #pass(): Promise<void> {
    const { scene } = this.test
    const { waiting, window } = this.#expected
    const next = scene.ahead(0)
    // Whether a batch is over with its last slot, or a slot later, is the station's own affair.
    const isLast = waiting !== undefined && waiting.end - 1 <= next
    const slot = isLast ? waiting.end : next
    const done = await this.#toMiddle(slot)
    if (isLast) return this.#judge(done, this.#expected.over(), `slot ${slot} is over`)
    const isSilent = window !== undefined && window.end - 1 <= slot
    const effect = isSilent ? this.#expected.silent() : { due: [], told: 'PHY-077', observed: 'PHY-073' }
    this.#judge(done, effect, `nothing is seen in slot ${slot}`)
  }

  /** Lets time pass until the middle between a slot and the next one. */
  async #toMiddle(slot: number): Promise<Done> {
    const { scene } = this.test
    return scene.during(() => scene.stage.run(scene.timeOf(slot) + scene.slotPeriod / 2))
  }

  #judge({ frames }: Done, { due, told, observed }: Effect, what: string): void {
    const { test } = this
    const { scene } = test
    test.count(`${told} ${observed}`)
    for (const side of [0, 1] as const) {
      const node = scene.nodeOf(side)
      const replies = repliesTo(frames, node).filter((reply) => !isReminder(reply))
      const wanted = due.filter((one) => one.side === side)
      const isRight =
        replies.length === wanted.length && replies.every((reply) => wanted.some((one) => says(reply, one)))
      test.must(
        told,
        isRight,
        `${what}: node ${node} is told ${replies.map(wordsOf).join()}, not ${wanted.map(wordsOfDue).join()}`
      )
    }
    const { window } = this.#expected
    const open = scene.detectors.windowOf(scene.link.link)
    const isBefore = open !== undefined && window !== undefined && open.firstSlot < window.first
    const rest = (first: number, end: number): string => `slots ${Math.max(first, scene.ahead(0))} to ${end}`
    const is = open === undefined ? 'nothing' : rest(open.firstSlot, open.firstSlot + open.slots)
    const should = window === undefined ? 'nothing' : rest(window.first, window.end)
    test.must(observed, is === should && !isBefore, `${what}: observed is ${is}, not ${should}`)
  }

  #below(bound: number): number {
    return this.test.scene.random.below(bound)
  }
}

/** PHY-078 says when those come. */
function isReminder({ queueId, error }: Reply): boolean {
  return queueId === 0 && error === HeraldError.NO_MESSAGE_OTHER
}

function says(reply: Reply, { fields, slots: [from, to] }: Due): boolean {
  return holds(reply, fields) && from <= reply.slot && reply.slot <= to
}

function wordsOf({ outcome, error, slot, queueId, peerQueueId }: Partial<Reply>): string {
  return `outcome ${outcome} with error ${error} about slot ${slot} for items ${queueId} and ${peerQueueId}`
}

function wordsOfDue({ fields, slots: [slot] }: Due): string {
  return wordsOf({ ...fields, slot })
}
