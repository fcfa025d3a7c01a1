import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Setting } from '../subject/setting.js'
import { ControlledSubject } from './controlled-subject.js'
import { HarnessError } from './harness-error.js'
import { openSubject } from './iut-file.js'
import { SubjectProcess } from './subject-process.js'

const FAULTY = fileURLToPath(new URL('../../test/faulty-node.mjs', import.meta.url))

/** Milliseconds: for nodes that will never say anything. */
const BRIEFLY = 3000

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'conformance-'))))
afterAll(async () => rm(folder, { recursive: true }))

const start = (fault: string, patience?: number): Promise<SubjectProcess> =>
  SubjectProcess.start([process.execPath, FAULTY, fault], { folder, ...(patience !== undefined && { patience }) })

async function fileWith(content: string): Promise<string> {
  const file = join(folder, 'iut.json')
  await writeFile(file, content)
  return file
}

/** Runs with a node that has a fault, whose process is ended again. */
async function withNode<T>(fault: string, act: (node: SubjectProcess) => Promise<T>): Promise<T> {
  const node = await start(fault)
  try {
    return await act(node)
  } finally {
    await node.end()
  }
}

describe('what is to be tested', () => {
  it('is started from a file, and ends with the tester', async () => {
    const subject = await openSubject(await fileWith(JSON.stringify({ command: [process.execPath, FAULTY, 'none'] })))
    expect(subject.identity).toEqual({ implementation: 'faulty', version: '1', capabilities: [] })
    await subject.start(SETTING)
    expect(await subject.advance(5)).toEqual({ outputs: [], wake: Infinity })
    await subject.close()
    await expect(subject.advance(6)).rejects.toThrow(HarnessError)
  })

  it('may be running already', async () => {
    await withNode('none', async ({ address }) => {
      const subject = await openSubject(await fileWith(JSON.stringify(address)))
      expect(subject.identity.implementation).toBe('faulty')
      await subject.close()
    })
  })

  it.each([
    ['{', /iut\.json cannot be read: .*JSON/],
    ['[]', /is to hold \{"command"/],
    ['{"command":[]}', /is to hold \{"command"/],
    ['{"url":"ws://127.0.0.1:1/"}', /is to hold \{"command"/],
    ['{"url":"ws://127.0.0.1:1/","token":"t"}', /no control connection to ws:\/\/127\.0\.0\.1:1\/: .*ECONNREFUSED/],
    ['{"url":"http","token":"t"}', /http is no address of a control connection/],
    ['{"command":["/no/such/program"]}', /\/no\/such\/program cannot be started: .*ENOENT/]
  ])('is not what %s says', async (content, message) => {
    const opened = openSubject(await fileWith(content))
    await expect(opened).rejects.toThrow(HarnessError)
    await expect(opened).rejects.toThrow(message)
  })

  it('needs a file that is there', async () => {
    await expect(openSubject(join(folder, 'none.json'))).rejects.toThrow(/none\.json cannot be read: ENOENT/)
  })
})

describe('a process that is no node under test', () => {
  it.each([
    ['does not start', undefined, /has ended \(1\) before it was ready; it said: .*there is no configuration/s],
    ['says something else', undefined, /the first line of .* is to be \{"ready":true.* and is listening/],
    ['says nothing', BRIEFLY, /has not said that it is ready in 3000 ms/]
  ])('%s', async (fault, patience, message) => {
    const started = start(fault, patience)
    await expect(started).rejects.toThrow(HarnessError)
    await expect(started).rejects.toThrow(message)
  })
})

describe('a node that does not keep to the control connection', () => {
  it.each([
    ['silent', /no answer to hello in 3000 ms/],
    ['no JSON', /an answer is no JSON: hello, tester/],
    ['no answer', /an answer is not as section 12\.2 says/],
    ['other id', /the answer to request 1, hello, has the id 2/],
    ['refuses hello', /hello is refused: unsupported/],
    ['no identity', /the result of hello is not as section 12\.2 says, at implementation/],
    ['does anything', /the verb verb-[-0-9a-f]+, which there is not, is not answered unsupported/],
    ['other identity', /and when asked again/],
    ['other specification', /keeps version 0\.1 of the specification/],
    ['open to all', /connection without a token is answered by HTTP status 101, not 401 \(HAR-003\)/],
    ['two testers', /another control connection is answered by HTTP status 101, not 409 \(HAR-006\)/],
    ['takes anything', /a message that is no JSON is not answered malformed/],
    ['begins with nothing', /start without a setting is not answered malformed/],
    ['has begun', /advance before the first start is not answered unstarted/]
  ])('%s', async (fault, message) => {
    await withNode(fault, async ({ address }) => {
      const connected = ControlledSubject.connect(address, { patience: fault === 'silent' ? BRIEFLY : 60_000 })
      await expect(connected).rejects.toThrow(HarnessError)
      await expect(connected).rejects.toThrow(message)
    })
  })

  it.each([
    ['no reaction', /a reaction is not as section 12\.2 says, at outputs/],
    ['no bytes', /a reaction is not as section 12\.2 says, at outputs\.0\.bytes/],
    ['leaves', /the node has ended its control connection/]
  ])('%s', async (fault, message) => {
    await withNode(fault, async ({ address }) => {
      const subject = await ControlledSubject.connect(address)
      const started = subject.start(SETTING)
      await expect(started).rejects.toThrow(HarnessError)
      await expect(started).rejects.toThrow(message)
      await subject.close().catch(() => undefined)
    })
  })
})

describe('a node that does not end as it is told', () => {
  it.each([
    ['ends badly', /after shutdown the node's process has ended with exit code 7; .* \(HAR-017\)/],
    ['stays', /after shutdown the node's process has not ended in 5000 ms/]
  ])('%s', async (fault, message) => {
    const child = await start(fault)
    const subject = await ControlledSubject.connect(child.address, { process: child })
    const closed = subject.close()
    await expect(closed).rejects.toThrow(HarnessError)
    await expect(closed).rejects.toThrow(message)
  })
})

const SETTING: Setting = {
  node: 1,
  seed: 1,
  time: 0,
  hardware: {
    qubits: 1,
    measureDuration: 0,
    correctDuration: 0,
    storeDuration: 0,
    swapping: false,
    swapDuration: 0,
    swapQuality: undefined,
    prepareDuration: undefined,
    gateDuration: undefined,
    distillation: false,
    distilDuration: 0,
    storage: false,
    coherenceTime: Infinity,
    links: []
  },
  links: [],
  purposes: []
}
