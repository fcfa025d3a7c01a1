import { deedWords } from '../report/words.js'
import type { Replay } from '../trace/replay.js'
import { findingsOf, type Trace } from '../trace/trace.js'

const BY: { readonly [Of in Replay['judged']]: string } = {
  tape: 'judged anew by this suite, from what the trace says of the node',
  node: 'judged by playing the case again at the node',
  trace: 'as the trace says'
}

/** What came of a trace that was played again, for people. */
export function replayText(
  path: string,
  trace: Trace,
  { difference, judged, verdict, findings, reason }: Replay
): string {
  const { node, seed, events } = trace
  return [
    `${path}: ${trace.case}, seed ${seed}, ${events.length} events, of ${node.implementation} ${node.version}\n`,
    `  then ${trace.verdict}${trace.reason === undefined ? '' : `: ${trace.reason}`}\n`,
    ...findingsOf(trace).map(findingText),
    difference === undefined
      ? 'The node does the same again, to the byte.\n'
      : `The node does something else first at event ${difference.event}, ${difference.time} ns:\n` +
        `  then  ${deedWords(difference.expected)}\n  now   ${deedWords(difference.got)}\n`,
    `  now ${verdict}${reason === undefined ? '' : `: ${reason}`} (${BY[judged]})\n`,
    ...findings.map(findingText)
  ].join('')
}

/** The same as one JSON document. */
export function replayDocument({ difference, ...rest }: Replay): unknown {
  if (difference === undefined) return { same: true, ...rest }
  const [expected, got] = [deedWords(difference.expected), deedWords(difference.got)]
  return { same: false, difference: { ...difference, expected, got }, ...rest }
}

function findingText({ requirement, message, event, time }: Replay['findings'][number]): string {
  return `  event ${event}, ${time} ns: ${requirement}: ${message}\n`
}
