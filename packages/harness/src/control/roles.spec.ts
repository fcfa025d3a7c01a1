import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Played, type Role, SUITES, type TraceEvent } from '@bellwire/conformance'
import { ControlledSubject, SubjectProcess } from '@bellwire/conformance/runner'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BellwireSubject } from '../bellwire-subject.js'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

let subject: ControlledSubject
beforeAll(async () => {
  const node = await SubjectProcess.start([process.execPath, MAIN, '--test-control'], { folder: tmpdir() })
  subject = await ControlledSubject.connect(node.address, { process: node })
})
afterAll(async () => subject.close())

/** Of those that each say something else over the control connection. */
const REPEATER = ['network/sets-up', 'network/swaps', 'network/void-after-swap']
const END = [
  'end/head/sets-up',
  'end/tail/accepts',
  'end/tail/accepted-from-another',
  'end/tail/closed-here',
  'end/head/withdrawn',
  'end/head/turned-into-phi-plus',
  'end/tail/measures',
  'end/head/early-pairs',
  'end/head/void-early'
]
const KEY = ['key/bbm92', 'key/shared-tests/kinds', 'key/refused/not-proposed']

describe('over the control connection', () => {
  it.each([
    ...REPEATER.map((name) => ['repeater', name] as const),
    ...END.map((name) => ['end', name] as const),
    ...KEY.map((name) => ['key', name] as const)
  ])('a %s does in %s what it does in this process', async (role, name) => {
    const suite: readonly Played<Role>[] = SUITES[role]
    const one = suite.find((each) => each.name === name)
    const events: (readonly TraceEvent[])[] = []
    for (const each of [subject, new BellwireSubject()]) {
      const { verdict } = (await one?.run(each, 1, (trace) => void events.push(trace.events))) ?? { verdict: 'none' }
      expect(verdict).toBe('pass')
    }
    expect(events[0]).toEqual(events[1])
  })
})
