import { type Input, KME_CASES, type KmeSetting, runSuite } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { KmeSubject } from './kme-subject.js'

describe('the KME under the conformance suite', () => {
  it.each([
    ['interpreted', 2],
    ['generated', 8]
  ] as const)('keeps every clause that it judges, %s', async (runner, seeds) => {
    const { cases, verdict } = await runSuite(new KmeSubject({ runner }), { role: 'kme', seeds })
    expect(cases).toHaveLength(KME_CASES.length)
    expect(cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
    expect(verdict).toBe('pass')
  })

  it('does the same again with the same seed, to the bit', async () => {
    const play = async () => JSON.stringify(await runSuite(new KmeSubject(), { role: 'kme', seeds: 1 }))
    expect(await play()).toBe(await play())
  })
})

const setting: KmeSetting = {
  role: 'kme',
  node: 1,
  id: 'a',
  seed: 1,
  time: 0,
  unitSize: 64,
  peers: [{ node: 2, id: 'b' }],
  saes: [
    { id: 'alice', kme: 'a' },
    { id: 'bob', kme: 'b' }
  ],
  keeps: false
}

const block: Input = {
  type: 'block',
  session: '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a',
  label: 'test',
  peer: 'b',
  bytes: new Uint8Array(32)
}

const call = (number: number, caller = 'alice'): Input => ({
  type: 'call',
  call: number,
  caller,
  method: 'GET',
  path: '/api/v1/keys/bob/status'
})

describe('a KME as a subject', () => {
  it('answers each call once, and none that was left (HAR-045)', async () => {
    const subject = new KmeSubject()
    await subject.start(setting)
    expect((await subject.input(1, call(7))).outputs).toMatchObject([{ type: 'response', call: 7, status: 200 }])
    expect((await subject.input(1, call(8, 'bob'))).outputs).toEqual([
      { type: 'response', call: 8, status: 401, body: '' }
    ])
    expect((await subject.advance(10)).outputs).toEqual([])
  })

  it('keeps its stores where it is told so, and only then (HAR-034)', async () => {
    const subject = new KmeSubject()
    await subject.start(setting)
    expect((await subject.input(1, block)).outputs).toHaveLength(1)
    // Known already: it is not announced anew.
    expect((await subject.start({ ...setting, seed: 2, keeps: true })).outputs).toHaveLength(1)
    expect((await subject.input(1, block)).outputs).toEqual([])
    expect((await subject.start(setting)).outputs).toEqual([])
    expect((await subject.input(1, block)).outputs).toHaveLength(1)
  })
})
