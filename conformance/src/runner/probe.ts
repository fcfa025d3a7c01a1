import { randomUUID } from 'node:crypto'
import type { Identity } from '../subject/subject.js'
import { type ControlAddress, type ControlAnswer, type ControlConnection, statusOf } from './control-connection.js'
import { HarnessError } from './harness-error.js'
import { readIntroduction } from './messages.js'
import { SPECIFICATION } from './suite-identity.js'

// An adapter that answers whatever it is asked, or another thing each time, would lend its faults to the node. So it is
// looked at before anything is judged, and what it lacks is no verdict of the node.

const REFUSED = 401
const TAKEN = 409

/** How those are answered who have no token, or another one; undefined where there is no answer. */
export async function strangersAt(
  { url }: ControlAddress,
  patience: number
): Promise<ReadonlyMap<string, number | undefined>> {
  return new Map([
    ['without a token', await statusOf({ url, token: undefined }, patience)],
    ['with another token', await statusOf({ url, token: randomUUID() }, patience)]
  ])
}

/** What is at the other end of a connection that has just begun. @throws HarnessError where it is not as chapter 12 says */
export async function probe(
  connection: ControlConnection,
  address: ControlAddress,
  patience: number,
  strangers: ReadonlyMap<string, number | undefined>
): Promise<Identity> {
  const introduction = readIntroduction(await connection.result('hello'))
  const { specification, ...identity } = introduction
  if (specification !== SPECIFICATION)
    throw new HarnessError(
      `the node keeps version ${specification} of the specification; this suite judges by ${SPECIFICATION}`
    )
  const verb = `verb-${randomUUID()}`
  refused(await connection.ask(verb), 'unsupported', `the verb ${verb}, which there is not,`)
  refused(await connection.ask('advance', { to: 0 }), 'unstarted', 'advance before the first start')
  refused(await connection.say('no JSON'), 'malformed', 'a message that is no JSON')
  refused(await connection.ask('start'), 'malformed', 'start without a setting')
  for (const [which, status] of strangers) answered(status, REFUSED, `a control connection ${which}`, 'HAR-003')
  answered(await statusOf(address, patience), TAKEN, 'another control connection', 'HAR-006')
  const again = readIntroduction(await connection.result('hello'))
  if (JSON.stringify(again) !== JSON.stringify(introduction))
    throw new HarnessError(`the node is ${JSON.stringify(introduction)}, and when asked again ${JSON.stringify(again)}`)
  return identity
}

function refused(answer: ControlAnswer, code: string, what: string): void {
  if ('error' in answer && answer.error.code === code) return
  throw new HarnessError(`${what} is not answered ${code} but ${JSON.stringify(answer)}`)
}

function answered(status: number | undefined, by: number, what: string, requirement: string): void {
  if (status === by) return
  throw new HarnessError(`${what} is answered by HTTP status ${status ?? 'none'}, not ${by} (${requirement})`)
}
