import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { networkInterfaces, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  CASES,
  CREATE,
  type Outcome,
  runCase,
  Scene,
  SUITES,
  type Reaction,
  type Setting,
  type Subject
} from '@bellwire/conformance'
import { type ControlAddress, ControlledSubject, SubjectProcess } from '@bellwire/conformance/runner'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** Generated runs of a case: each takes long over a socket. */
const FEW_RUNS = 15

let node: SubjectProcess
beforeEach(async () => void (node = await startNode()))
afterEach(async () => node.end())

const startNode = (): Promise<SubjectProcess> =>
  SubjectProcess.start([process.execPath, MAIN, '--test-control'], { folder: tmpdir() })

/** A control connection, written to as one likes. */
class Tester {
  readonly #answers: unknown[] = []
  readonly #socket: WebSocket

  constructor({ url, token }: ControlAddress) {
    this.#socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
    this.#socket.on('message', (data: Buffer) => this.#answers.push(JSON.parse(data.toString())))
  }

  async say(...messages: (string | object)[]): Promise<readonly unknown[]> {
    if (this.#socket.readyState !== WebSocket.OPEN) await once(this.#socket, 'open')
    const before = this.#answers.length
    for (const message of messages) this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message))
    await expect.poll(() => this.#answers.length).toBe(before + messages.length)
    return this.#answers.slice(before)
  }

  leave(): void {
    this.#socket.close()
  }
}

/** The HTTP status with which a connection is refused; 101 where it is not, 0 where there is nothing to connect to. */
async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => resolve(0))
  })
}

describe('who controls a node', () => {
  it.each([[[]], [['--test-control', '--and-more']], [['--help']]])(
    'is nobody unless asked for: %j (HAR-001)',
    async (options) => {
      const ended = promisify(execFile)(process.execPath, [MAIN, ...options])
      await expect(ended).rejects.toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('--test-control')
      })
    }
  )

  it('is on the same machine (HAR-002)', async () => {
    const { hostname, port, pathname } = new URL(node.address.url)
    expect(hostname).toBe('127.0.0.1')
    const outside = Object.values(networkInterfaces()).flatMap((each = []) =>
      each.filter(({ internal, family }) => !internal && family === 'IPv4')
    )
    for (const { address } of outside) {
      const headers = { authorization: `Bearer ${node.address.token}` }
      expect(await statusOf(`ws://${address}:${port}${pathname}`, headers)).toBe(0)
    }
  })

  it('has the token (HAR-003)', async () => {
    const { url, token } = node.address
    expect(await statusOf(url)).toBe(401)
    expect(await statusOf(url, { authorization: `Bearer ${token}x` })).toBe(401)
    expect(await statusOf(url, { authorization: `Bearer ${token.slice(0, -1)}!` })).toBe(401)
    expect(await statusOf(url, { authorization: token })).toBe(401)
    expect(await statusOf(`${url}?token=${token}`)).toBeGreaterThanOrEqual(400)
    expect(await statusOf(url, { authorization: `Bearer ${token}` })).toBe(101)
  })

  it('has another token for each process, told in the first line (HAR-004, HAR-005)', async () => {
    const other = await startNode()
    await other.end()
    expect(other.address.token).not.toBe(node.address.token)
    expect(Buffer.from(node.address.token, 'base64url').length).toBeGreaterThanOrEqual(16)
  })

  it('is one tester (HAR-006)', async () => {
    const tester = new Tester(node.address)
    await tester.say({ id: 1, verb: 'hello' })
    expect(await statusOf(node.address.url, { authorization: `Bearer ${node.address.token}` })).toBe(409)
    expect(await tester.say({ id: 2, verb: 'hello' })).toHaveLength(1)
  })

  it('takes the node along when it leaves (HAR-007)', async () => {
    const tester = new Tester(node.address)
    await tester.say({ id: 1, verb: 'hello' })
    tester.leave()
    expect(await node.exit).toBe(0)
  })
})

describe('the control connection', () => {
  it('answers each request, in order (HAR-010, HAR-011)', async () => {
    const requests = Array.from({ length: 20 }, (_, index) => ({
      id: 100 - index,
      verb: index % 3 === 0 ? 'hello' : 'sing'
    }))
    const answers = await new Tester(node.address).say(...requests)
    expect(answers.map((answer) => (answer as { id: number }).id)).toEqual(requests.map(({ id }) => id))
  })

  it('says in which roles the subject can be started, and starts it in no other (HAR-032, HAR-033)', async () => {
    const tester = new Tester(node.address)
    const [hello] = await tester.say({ id: 1, verb: 'hello' })
    expect(hello).toMatchObject({ id: 1, result: { roles: ['node', 'repeater', 'end', 'station', 'kme', 'key'] } })
    const station = { role: 'station', node: 30, seed: 1, time: 0, links: [] }
    const [started, king] = await tester.say(
      { id: 2, verb: 'start', setting: station },
      { id: 3, verb: 'start', setting: { ...station, role: 'king' } }
    )
    expect(started).toMatchObject({ id: 2, result: { wake: null } })
    expect(king).toMatchObject({ id: 3, error: { code: 'unsupported' } })
  })

  it('supports the verbs that there are (HAR-012)', async () => {
    const answers = await new Tester(node.address).say(
      { id: 1, verb: 'sing' },
      { id: 2, verb: '__proto__' },
      { id: 3, verb: '' }
    )
    for (const answer of answers) expect(answer).toMatchObject({ error: { code: 'unsupported' } })
  })

  it('says what cannot be read (HAR-013)', async () => {
    const input = { type: 'frame', from: 20, bytes: 'no bytes' }
    const messages = [
      '{',
      'null',
      '[]',
      '""',
      '{"id":"1","verb":"hello"}',
      { id: 1 },
      { verb: 'hello' },
      { id: 3, verb: 'start' },
      { id: 4, verb: 'input', at: 1, input }
    ]
    const answers = await new Tester(node.address).say(...messages)
    for (const answer of answers) expect(answer).toMatchObject({ error: { code: 'malformed' } })
    expect(answers.map((answer) => (answer as { id: unknown }).id)).toEqual([
      null,
      null,
      null,
      null,
      null,
      1,
      null,
      3,
      4
    ])
    expect(answers[8]).toMatchObject({ error: { message: expect.stringContaining('input.bytes') } })
  })

  it('does nothing with a node that was not started (HAR-014)', async () => {
    const [advanced, asked] = await new Tester(node.address).say(
      { id: 1, verb: 'advance', to: 5 },
      { id: 2, verb: 'input', at: 5, input: { type: 'device', bytes: '' } }
    )
    expect(advanced).toMatchObject({ id: 1, error: { code: 'unstarted' } })
    expect(asked).toMatchObject({ id: 2, error: { code: 'unstarted' } })
  })

  it('says the same at every hello (HAR-016)', async () => {
    const [one, two] = await new Tester(node.address).say({ id: 1, verb: 'hello' }, { id: 1, verb: 'hello' })
    expect(one).toEqual(two)
    expect(one).toMatchObject({
      result: { implementation: 'bellwire', specification: '1.0', capabilities: expect.any(Array) }
    })
  })

  it('ends the node (HAR-017)', async () => {
    expect(await new Tester(node.address).say({ id: 1, verb: 'shutdown' })).toEqual([{ id: 1, result: {} }])
    expect(await node.exit).toBe(0)
  })
})

/** A subject, with all that it was told to do and did. */
class Recorded implements Subject {
  readonly reactions: Reaction[] = []
  setting: Setting | undefined
  constructor(private readonly subject: Subject) {}

  get identity(): Subject['identity'] {
    return this.subject.identity
  }

  async start(setting: Setting): Promise<Reaction> {
    this.setting = setting
    return this.#record(await this.subject.start(setting))
  }

  async input(...input: Parameters<Subject['input']>): Promise<Reaction> {
    return this.#record(await this.subject.input(...input))
  }

  async advance(to: number): Promise<Reaction> {
    return this.#record(await this.subject.advance(to))
  }

  async close(): Promise<void> {
    return this.subject.close()
  }

  #record(reaction: Reaction): Reaction {
    this.reactions.push(reaction)
    return reaction
  }
}

describe('a controlled node', () => {
  let subject: ControlledSubject
  beforeEach(async () => void (subject = await ControlledSubject.connect(node.address)))
  afterEach(async () => subject.close())

  /** A link that comes up and makes two pairs. */
  const play = async (): Promise<Recorded> => {
    const recorded = new Recorded(subject)
    const scene = new Scene(recorded, { seed: 3 })
    await scene.up()
    await scene.create({ number: 2 })
    await scene.until(() => scene.delivered.length === 2)
    expect(scene.delivered).toHaveLength(2)
    return recorded
  }

  it('begins anew, and does the same with the same seed (HAR-030, HAR-031)', async () => {
    const [one, two] = [await play(), await play()]
    expect(two.reactions).toEqual(one.reactions)
  })

  it('is where it was after what was refused (HAR-015)', async () => {
    const { setting } = await play()
    const reaction = await subject.start(setting!)
    await expect(subject.input(0, { type: 'frame', from: -1, bytes: new Uint8Array() })).rejects.toThrow('malformed')
    await expect(subject.advance(-1)).rejects.toThrow('malformed')
    expect(await subject.advance(0)).toEqual({ outputs: [], wake: reaction.wake })
  })

  it('has the time that it is told, and says when it wakes (HAR-040, HAR-043)', async () => {
    const { setting } = await play()
    const { wake } = await subject.start(setting!)
    expect(wake).toBeGreaterThan(1)
    expect(await subject.advance(wake - 1)).toEqual({ outputs: [], wake })
    const { outputs } = await subject.advance(wake)
    expect(outputs.length).toBeGreaterThan(0)
  })

  it('does what is due before what happens, in order (HAR-041, HAR-042)', async () => {
    const { setting } = await play()
    const { wake } = await subject.start(setting!)
    const due = await subject.advance(wake)
    const { outputs: begun } = await subject.start(setting!)
    expect(begun[0]).toEqual({ type: 'reset' })
    const { outputs } = await subject.input(wake, { type: 'wish', wish: { type: 'create', link: 7, create: CREATE } })
    expect(outputs.slice(0, -1)).toEqual(due.outputs)
    expect(outputs.at(-1)).toMatchObject({ type: 'answer', answer: { type: 'created' } })
  })

  it('is a KME where it is told so', async () => {
    const one = SUITES.kme.find(({ name }) => name === 'kme/taken-across-restart')
    expect(await one?.run(subject, 1)).toMatchObject({ verdict: 'pass', findings: [] })
  })

  // Of cases of many pairs one: they are long over a socket.
  it('passes every case of the suite', { timeout: 400_000 }, async () => {
    const played = CASES.filter(({ name }) => !name.startsWith('statistics/') || name === 'statistics/announced-share')
    const outcomes = []
    for (const one of played) outcomes.push(await runCase(subject, one, 1, undefined, { runs: FEW_RUNS }))
    // So few generated runs may come to less than they are about.
    const isJudged = ({ verdict, unwitnessed }: Outcome) => verdict === 'pass' || unwitnessed !== undefined
    expect(outcomes.filter((one) => !isJudged(one))).toEqual([])
    expect(outcomes.length).toBe(played.length)
  })
})
