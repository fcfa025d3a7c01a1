import type { Judgement } from '../verdict/judgement.js'
import { ALPHA, SequentialTest } from './sequential-test.js'

/** A share that a clause asks for. */
export interface Share {
  readonly requirement: string
  /** What is counted, of what: 'X among the bases'. Unique. */
  readonly what: string
  readonly share: number
  readonly effect: number
}

/** Shares that one run judges together: a right subject is found wrong by any of them with a probability of at most α. */
export class Shares {
  readonly #tests: ReadonlyMap<string, { readonly share: Share; readonly test: SequentialTest }>

  constructor(shares: readonly Share[]) {
    const alpha = ALPHA / shares.length
    this.#tests = new Map(shares.map((share) => [share.what, { share, test: new SequentialTest({ ...share, alpha }) }]))
  }

  /** One more of what is counted: is it such an event? */
  add(what: string, isEvent: boolean): void {
    const entry = this.#tests.get(what)
    if (entry === undefined) throw new Error(`nothing counts ${what}`)
    entry.test.add(isEvent)
  }

  /** All of them are, or one is and is broken. */
  get isDecided(): boolean {
    let isDecided = true
    for (const { test } of this.#tests.values()) {
      if (test.decision === 'broken') return true
      if (test.decision === undefined) isDecided = false
    }
    return isDecided
  }

  /** Says what has come out. @throws Unreached where something is undecided, and nothing broken */
  judge(judgement: Pick<Judgement, 'check' | 'need'>): void {
    const undecided: string[] = []
    let isBroken = false
    for (const { share, test } of this.#tests.values()) {
      const found = `${share.what}: ${test.events} of ${test.samples}, where the share should be ${share.share}`
      if (test.decision === undefined) undecided.push(found)
      else isBroken = !judgement.check(share.requirement, test.decision === 'kept', found) || isBroken
    }
    judgement.need(isBroken || undecided.length === 0, `there is enough to tell by: ${undecided.join('; ')}`)
  }
}
