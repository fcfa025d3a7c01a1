import { type Gen, Outcome, type Reply } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import type { Luck } from '../stage/station.js'
import type { Delivered } from '../subject/service.js'
import { Broken } from '../verdict/judgement.js'
import type { Test } from '../verdict/test.js'
import { Fates } from './fates.js'
import { Phases } from './phases.js'

/** Longer than anything takes that has been given up, nanoseconds. */
const SETTLING = 2_000_000

export interface PlayOptions {
  /** What the node does is written down, to be compared with what it does in another run. */
  readonly isCompared?: boolean
  /** Nothing comes that must not change anything. */
  readonly isQuiet?: boolean
}

/** One generated run: a node with everything around it, and what the steps of the run have come to know. */
export class Play {
  readonly fates = new Fates()
  /** Requests of the node's application that were taken. */
  readonly taken: number[] = []
  /** What was done, in words. */
  readonly done: string[] = []
  /** How often each thing was really exercised. */
  readonly exercised = new Map<string, number>()

  /** In which the node is. */
  readonly phases = new Phases(() => this.isAttempting)
  readonly #luck: Luck
  #batch: Gen | undefined

  /** What the node has done, but to say who it is, each with its time. */
  readonly trace: string[] = []
  /** The clause by which what came last that must not change anything is to be ignored. */
  intruded: string | undefined

  constructor(
    readonly test: Test,
    private readonly options: PlayOptions = {}
  ) {
    const { stage, station } = test.scene
    this.#luck = station.luck
    stage.way = this.fates.wayTo(stage.setting.node, () => stage.now)
    stage.watch((one) => this.#follow(one))
  }

  witness(what: string): void {
    this.exercised.set(what, (this.exercised.get(what) ?? 0) + 1)
  }

  /** Frames travel as they should, and attempts succeed, from now on. */
  relax(): void {
    this.fates.clear()
    this.succeed()
  }

  /** Attempts succeed from now on. */
  succeed(): void {
    this.test.scene.station.luck = this.#luck
  }

  /** Every request is given up, and every pair given back. */
  async settle(): Promise<void> {
    const { scene } = this.test
    const { link } = scene.link
    for (const createId of this.taken) await scene.stage.ask({ type: 'cancel', link, createId })
    for (const pair of scene.delivered) if (pair.qubit >= 0) await scene.release(pair)
    await scene.pass(SETTLING)
  }

  /** Frames travel as they should, and parties do as they should, from now on. */
  heal(): void {
    const { station } = this.test.scene
    this.relax()
    if (station.epoch === 0) station.greet(false)
  }

  /** Bytes come to the node that must not change anything at it. */
  async intrude(from: number, bytes: Uint8Array, requirement: string): Promise<void> {
    const { test, phases } = this
    // What is due by now is not what comes of it.
    await test.scene.pass(0)
    if (this.options.isQuiet === true) return
    this.intruded = requirement
    this.witness(requirement)
    for (const phase of phases.present) this.witness(`hostile in ${phase}`)
    const before = this.trace.length
    try {
      await test.scene.stage.deliverBytes(from, bytes)
    } catch (error) {
      test.must(requirement, false, `the node fails on what it must ignore: ${String(error)}`)
    }
    const done = this.trace.slice(before)
    test.check(requirement, done.length === 0, `on what it must ignore, the node does: ${done[0]}`)
  }

  /** Goes no further with a node that has broken a clause. @throws Broken */
  judgeSoFar(): void {
    const [finding] = this.test.findings
    if (finding !== undefined) throw new Broken(finding.message)
  }

  /** Whether the node waits for the outcome of a batch. */
  get isAttempting(): boolean {
    const batch = this.#batch
    return batch !== undefined && batch.slots > 0 && this.test.scene.station.slot < batch.firstSlot + batch.slots
  }

  /** What a REPLY to the batch under way says of it. */
  get batch(): Pick<Reply, 'queueId' | 'peerQueueId' | 'slot'> | undefined {
    const batch = this.#batch
    return batch && { queueId: batch.queueId, peerQueueId: batch.queueId, slot: batch.firstSlot }
  }

  #follow(one: Happening): void {
    if (one.kind === 'restarted') this.#restarted()
    this.phases.follow(one)
    if (this.options.isCompared === true && isDone(one)) this.trace.push(inWords(one))
    if (one.kind === 'sent' && one.frame.type === 'GEN') this.#batch = one.frame
    if (one.kind === 'came' && one.frame.type === 'REPLY' && one.frame.slot >= (this.#batch?.firstSlot ?? 0))
      this.#batch = undefined
    if (one.kind === 'lost') this.witness('frame-lost')
    if (one.kind === 'came' && one.fault !== undefined)
      this.witness(`frame-${one.fault}${this.isAttempting ? '-in-attempt' : ''}`)
    if (one.kind === 'answer') this.witness(`answer-${one.answer.type}`)
  }

  #restarted(): void {
    this.witness('killed')
    for (const phase of this.phases.present) this.witness(`killed in ${phase}`)
    this.#batch = undefined
  }

  /** Pairs that the node has delivered in the present epoch, the latest first. */
  get pairs(): readonly Delivered[] {
    const { scene } = this.test
    return scene.delivered.filter(({ epoch }) => epoch === scene.peer.epoch).toReversed()
  }

  /** Successes of the present epoch that were told to the node, the latest first. */
  get successes(): readonly Reply[] {
    const { scene } = this.test
    return scene
      .came('REPLY')
      .filter(({ outcome, epoch }) => outcome === Outcome.SUCCESS && epoch === scene.station.epoch)
      .toReversed()
  }
}

/** One of a list, by any index. */
export function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % list.length]
}

/** Whether the node has done something. Who it is, it may say whenever it likes. */
function isDone(one: Happening): boolean {
  return one.kind === 'sent'
    ? one.frame.type !== 'HELLO'
    : ['command', 'answer', 'reset', 'nonsense'].includes(one.kind)
}

function inWords(one: Happening): string {
  return JSON.stringify(one, (key, value: unknown) => (key === 'bytes' ? undefined : value))
}
