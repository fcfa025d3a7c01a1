import { type Played, SUITES } from '../run/played.js'
import type { AnySetting, Role } from '../subject/setting.js'
import type { Subject } from '../subject/subject.js'
import type { Finding, Verdict } from '../verdict/verdict.js'
import { compare, type Difference } from './compare.js'
import { OffTape, Tape } from './tape.js'
import { findingsOf, roleOf, type Trace } from './trace.js'

/** What came of a trace that was played again. */
export interface Replay extends Judgement {
  /** Where the node first does something else; undefined where it does the same, to the byte. */
  readonly difference: Difference | undefined
}

interface Judgement {
  /**
   * By what: `tape`, the suite has judged anew what the node did, as the node does the same again; `node`, the node does
   * not, and the suite has played the case again with it; `trace`, this suite does not play the case so any more, and what
   * the trace says stands as long as the node does the same.
   */
  readonly judged: 'tape' | 'node' | 'trace'
  readonly verdict: Verdict | 'error'
  readonly findings: readonly Finding[]
  /** Why it is inconclusive, what the error was, or why the suite does not judge it anew. */
  readonly reason?: string
}

/** Plays a trace again at a node, which is left open. */
export async function replay(trace: Trace, subject: Subject<AnySetting>): Promise<Replay> {
  const difference = await compare(trace, subject)
  const tape = await judged('tape', trace, new Tape(trace))
  if (difference === undefined)
    return { difference, ...(tape instanceof OffTape ? storedJudgement(trace, tape) : tape) }
  if (tape instanceof OffTape && tape.isOtherCase)
    return { difference, judged: 'trace', verdict: 'inconclusive', findings: [], reason: tape.message }
  const live = await judged('node', trace, subject)
  return { difference, ...(live instanceof OffTape ? storedJudgement(trace, live) : live) }
}

function storedJudgement(trace: Trace, { isOtherCase, message }: OffTape): Judgement {
  const reason = isOtherCase ? message : trace.reason
  return {
    judged: 'trace',
    verdict: trace.verdict,
    findings: findingsOf(trace),
    ...(reason !== undefined && { reason })
  }
}

async function judged(by: 'tape' | 'node', trace: Trace, subject: Subject<AnySetting>): Promise<Judgement | OffTape> {
  const suite: readonly Played<Role>[] = SUITES[roleOf(trace)]
  const one = suite.find(({ name }) => name === trace.case)
  if (one === undefined) return new OffTape(`this suite has no case ${trace.case}`, true)
  try {
    const { verdict, findings, unreached } = await one.run(subject, trace.seed)
    return { judged: by, verdict, findings, ...(unreached !== undefined && { reason: unreached }) }
  } catch (error) {
    if (error instanceof OffTape) return error
    return {
      judged: by,
      verdict: 'error',
      findings: [],
      reason: error instanceof Error ? error.message : String(error)
    }
  }
}
