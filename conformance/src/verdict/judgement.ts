import type { Recorder } from '../trace/recorder.js'
import { isAdvice } from './advice.js'
import { type Finding, stronger, type Verdict } from './verdict.js'

/** A case cannot go on: what it needs did not come about. */
export class Unreached extends Error {
  override readonly name = 'Unreached'
}

/** A case cannot go on: what it is about did not come about. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** What is found of a subject while one case is played at it. */
export class Judgement {
  readonly findings: Finding[] = []
  /** Of clauses that a subject should keep: it may have its reasons. */
  readonly unadvised: Finding[] = []
  /** What was really exercised: a case that passes has said of each of its clauses that it held. */
  readonly witnessed = new Set<string>()
  /** How often each thing came about that the case counts. */
  readonly exercised = new Map<string, number>()
  #verdict: Verdict = 'none'

  /** @param stage where the case is played, with the test's time in nanoseconds */
  constructor(private readonly stage: { readonly now: number; readonly recorder: Recorder }) {}

  /** All that crosses the subject's edges, and what is found. */
  get recorder(): Recorder {
    return this.stage.recorder
  }

  get verdict(): Verdict {
    return this.#verdict
  }

  /** Judges: a clause is kept, or broken. Returns which. */
  check(requirement: string, isKept: boolean, message: string): boolean {
    this.witnessed.add(requirement)
    if (isKept || isAdvice(requirement)) this.#verdict = stronger(this.#verdict, 'pass')
    if (!isKept) this.broken(requirement, message)
    return isKept
  }

  /** Judges, and goes no further with a subject that breaks the clause. @throws Broken */
  must(requirement: string, isKept: boolean, message: string): void {
    if (!this.check(requirement, isKept, message)) throw new Broken(message)
  }

  /** Something came about that the case counts. */
  count(what: string): void {
    this.exercised.set(what, 1 + (this.exercised.get(what) ?? 0))
  }

  /** What has to be so before anything can be judged. @throws Unreached */
  need(isSo: boolean, what: string): void {
    if (isSo) return
    this.#verdict = stronger(this.#verdict, 'inconclusive')
    throw new Unreached(what)
  }

  /** A clause is broken, in whatever case it was seen. */
  broken(requirement: string, message: string): void {
    const finding = this.recorder.accuse(requirement, message, this.stage.now)
    if (isAdvice(requirement)) return void this.unadvised.push(finding)
    this.#verdict = 'fail'
    this.findings.push(finding)
  }
}
