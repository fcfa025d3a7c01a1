import type { CircuitPair } from '../../../subject/circuit-service.js'
import { Broken } from '../../../verdict/judgement.js'
import type { Asked, EndTest, Opened } from '../end-test.js'
import type { Half } from '../halves.js'

/** One generated run at an end of circuits, and what its steps have come to know. */
export class EndPlay {
  readonly done: string[] = []
  /** How often each thing was really exercised. */
  readonly exercised = new Map<string, number>()
  /** Circuits that have been set up. */
  readonly circuits: Opened[] = []
  readonly asked: Asked[] = []
  /** Numbers of requests that their head-end, which the tester plays, has ended. */
  readonly completed = new Set<number>()
  /** What happens now is none of the run's. */
  isProbing = false

  constructor(readonly test: EndTest) {
    test.scene.stage.watch((one) => {
      if (one.kind === 'answer') this.witness(`answer-${one.answer.type}`)
      if (one.kind === 'sent' && (one.frame.type === 'PAIR_EXPIRE' || one.frame.type === 'SETTLE'))
        this.witness(`sent-${one.frame.type}`)
    })
  }

  witness(what: string): void {
    if (!this.isProbing) this.exercised.set(what, (this.exercised.get(what) ?? 0) + 1)
  }

  judgeSoFar(): void {
    const [finding] = this.test.findings
    if (finding !== undefined) throw new Broken(finding.message)
  }

  /** Circuits that stand, the latest first. */
  get open(): readonly Opened[] {
    const ended = this.test.scene.answered('ended')
    return this.circuits
      .filter(
        (name) => !ended.some(({ initiator, circuit }) => initiator === name.initiator && circuit === name.circuit)
      )
      .toReversed()
  }

  /** The circuit whose pair a half is of. */
  circuitOf({ herald }: Half): Opened | undefined {
    const label = this.test.scene.peer.items.get(herald.queueId)?.add.purpose
    return this.circuits.findLast((one) => one.label === label)
  }

  /** Halves of circuits that stand, which the end has said that it has, the latest first. */
  get halves(): readonly Half[] {
    const { open } = this
    return this.test.scene.halves.all
      .filter((half) => half.sent !== undefined && open.some((one) => one === this.circuitOf(half)))
      .toReversed()
  }

  /** Those that wait for the TRACK of the other end. */
  get waiting(): readonly Half[] {
    return this.halves.filter(({ came, isVoid, far }) => came === undefined && far === undefined && !isVoid)
  }

  /** Requests that are under way, the oldest first. */
  requestsOf(name: Opened): readonly Asked[] {
    const over = this.test.scene.answered('over')
    return this.asked.filter(
      (one) =>
        one.name === name && !this.completed.has(one.request) && !over.some(({ request }) => request === one.request)
    )
  }

  /** For which request the other end has its half, as its TRACK says: where it can have one. */
  requestOf(half: Half): number | undefined {
    const name = this.circuitOf(half)
    const said = half.sent?.request ?? 0
    if (name === undefined) return undefined
    const isFree = (one: Asked): boolean => one.wish.kind !== 'measure' && !one.wish.early
    if (!this.test.scene.isHead) return said !== 0 ? said : this.requestsOf(name).find(isFree)?.request
    const asked = this.asked.find((one) => one.request === said)
    return asked !== undefined && isFree(asked) ? 0 : said
  }

  /** Pairs that the application has, the latest first. */
  get held(): readonly CircuitPair[] {
    const { all } = this.test.scene.halves
    return all
      .flatMap(({ early, delivered, expired, isReturned }) =>
        expired || isReturned ? [] : [delivered ?? early ?? []].flat()
      )
      .filter(({ qubit }) => qubit >= 0)
      .toReversed()
  }
}
