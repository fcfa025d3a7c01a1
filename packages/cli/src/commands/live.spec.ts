import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openRecords } from '@bellwire/key-store'
import { ManagementClient } from '@bellwire/live'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../../../live/test/deployed.js'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const main = join(root, 'packages/cli/dist/main.js')
const folder = mkdtempSync(join(tmpdir(), 'bellwire-processes-'))
const config = join(folder, 'deployment.yaml')
const PATIENCE = { timeout: 100_000, interval: 250 }

/** A command in a process of its own. */
class Command {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  out = ''
  err = ''

  /** @param limit of the files that it writes, KiB */
  constructor(args: readonly string[], environment: NodeJS.ProcessEnv = {}, limit?: number) {
    const whole = [process.execPath, main, ...args]
    const [program, ...rest] =
      limit === undefined ? whole : ['bash', '-c', `ulimit -f ${limit} && exec "$@"`, '', ...whole]
    this.child = spawn(program!, rest, { env: { ...process.env, ...environment } })
    this.child.stdout!.on('data', (text) => (this.out += String(text)))
    this.child.stderr!.on('data', (text) => (this.err += String(text)))
    this.ended = new Promise((resolve) => this.child.on('close', resolve))
    started.add(this)
  }
}

const started = new Set<Command>()

async function call(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const command = new Command(args, token === '' ? {} : { BELLWIRE_TOKEN: token })
  const code = await command.ended
  return { code, out: command.out, err: command.err }
}

let token = ''
const running = new Map<string, Command>()

/** Starts a process; resolves when it says where it is. */
async function start(name: string, limit?: number): Promise<Command> {
  const role = name === 'world' ? ['world'] : [name === 'middle' ? 'station' : 'node', '--name', name]
  const command = new Command([...role, '--config', config], {}, limit)
  running.set(name, command)
  await expect.poll(() => command.out || command.err.match(/accepted/), PATIENCE).toMatch(/management at https:/)
  return command
}

const clients = new Map<string, ManagementClient>()

/** What the management of a process answers, asked from here: a command takes long to start. */
function client(name: string): ManagementClient {
  const url = /management at (\S+)/.exec(running.get(name)!.out)![1]!
  let found = clients.get(url)
  if (found === undefined) {
    const authority = readFileSync(join(folder, 'certificates/authority.pem'))
    found = new ManagementClient({ url, token, server: { name, authority } })
    clients.set(url, found)
  }
  return found
}

const ready = async (name: string) => ((await client(name).ask('GET', '/v1/status')) as { ready: boolean }).ready

const ctl = (...args: string[]) => call('ctl', ...args, '--config', config, '--json')

/** Pairs at alice, and bob's halves of them. */
async function pairs(number: string, purpose: string): Promise<unknown[]> {
  const more = ['--number', number, '--purpose', purpose, '--time-limit', '60 s']
  const there = ctl('bob', 'receive', 'alice', ...more)
  const open = async () =>
    ((await client('bob').ask('GET', '/v1/requests')) as { requests: { state: string }[] }).requests.at(-1)?.state
  await expect.poll(open, PATIENCE).toBe('open')
  const here = await ctl('alice', 'pairs', 'bob', ...more)
  expect(here).toMatchObject({ code: 0, err: '' })
  return [here, await there].map(({ out }) => {
    const { results } = JSON.parse(out) as { results: { pair: string; outcome: number }[] }
    return results.map(({ pair, outcome }) => [pair, outcome])
  })
}

interface Result {
  readonly pair: string
  readonly outcome?: number
  readonly void?: true
}

const state = async (name: string, id: string) =>
  ((await client(name).ask('GET', `/v1/requests/${id}`)) as { state: string }).state

/** All that a request has brought so far. */
async function resultsOf(name: string, id: string): Promise<Result[]> {
  const found: Result[] = []
  for (;;) {
    const { page } = (await client(name).ask('GET', `/v1/requests/${id}?from=${found.length}`)) as { page: Result[] }
    if (page.length === 0) return found
    found.push(...page)
  }
}

/** Outcomes by the names of pairs that are not void. */
function having(results: readonly Result[]): Map<string, number | undefined> {
  const had = new Map(results.map(({ pair, outcome }) => [pair, outcome]))
  for (const result of results) if (result.void === true) had.delete(result.pair)
  return had
}

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/cli'], { cwd: root })
  const ports = await freePorts(8)
  // The example, with ports that are free here, and time for a machine that does much else.
  const example = join(root, 'examples/deployments/two-nodes/deployment.yaml')
  const text = readFileSync(example, 'utf8')
    .replace('../../scenarios/ideal-link.yaml', 'network.yaml')
    .replace('20 ms', '100 ms')
    .replace('2 ms', '20 ms')
    .replaceAll(/:7(\d)0(\d)"/g, (_, kind, index) => `:${ports[4 * (Number(kind) - 1) + Number(index)]}"`)
  writeFileSync(config, text)
  const scenario = readFileSync(join(root, 'examples/scenarios/ideal-link.yaml'), 'utf8')
  writeFileSync(
    join(folder, 'network.yaml'),
    scenario.replace('fidelity: 0.98', 'fidelity: 1').replace('attempts: 20', 'attempts: 2')
  )
})

afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all([...started].map(({ ended }) => ended))
  started.clear()
  running.clear()
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a network of processes', () => {
  it('gets certificates and a token by commands', async () => {
    const made = await call('certs', '--config', config)
    expect(made).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^authority: .*\nworld world: .*\n(.*\n)*station middle: /)
    })
    expect(statSync(join(folder, 'certificates/alice.key.pem')).mode & 0o777).toBe(0o600)
    const scopes = ['read', 'circuits', 'requests', 'faults'].flatMap((scope) => ['--scope', scope])
    token = (await call('certs', '--config', config, '--token', 'tester', ...scopes)).out.trim()
    expect(token).toMatch(/^bw_[\w-]{43}$/)
    expect(statSync(join(folder, 'tokens.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'tokens.json'), 'utf8')).not.toContain(token)
  })

  it('delivers pairs over TLS, also after the world has died and come back (MGT-001, MGT-007)', async () => {
    await Promise.all(['alice', 'bob', 'middle', 'world'].map((name) => start(name)))
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const [here, there] = await pairs('10', '3')
    expect(here).toHaveLength(10)
    expect(here).toEqual(there)
    expect((await call('ctl', 'alice', 'links', '--config', config)).out).toMatch(
      /^peer +link +up .*\nbob +1 +yes +yes +READY/
    )

    running.get('world')!.child.kill('SIGKILL')
    await running.get('world')!.ended
    await expect.poll(() => ready('alice'), PATIENCE).toBe(false)
    await start('world')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const [again, thereAgain] = await pairs('5', '4')
    expect(again).toEqual(thereAgain)
  }, 300_000)

  it('knows after a node was killed what was asked of it, ends it once, and serves on (RES-006, RES-007, RES-009, RES-010)', async () => {
    await Promise.all(['alice', 'bob', 'middle', 'world'].map((name) => start(name)))
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const asked = { kind: 'measure', link: 'bob', purpose: 6, minimumFidelity: 0.5 }
    const many = { ...asked, id: 'many', number: 50_000 }
    await client('bob').ask('POST', '/v1/requests', {
      id: 'there',
      kind: 'receive-measured',
      link: 'alice',
      purpose: 6,
      number: 90_000
    })
    await client('alice').ask('POST', '/v1/requests', { ...asked, id: 'few', number: 10 })
    await expect.poll(() => state('alice', 'few'), PATIENCE).toBe('complete')
    await client('alice').ask('POST', '/v1/requests', many)
    await expect.poll(async () => (await resultsOf('alice', 'many')).length, PATIENCE).toBeGreaterThan(20)
    const before = await Promise.all([resultsOf('alice', 'few'), resultsOf('alice', 'many')])
    running.get('alice')!.child.kill('SIGKILL')
    await running.get('alice')!.ended

    await start('alice')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    expect(await client('alice').ask('GET', '/v1/requests/many')).toMatchObject({
      state: 'incomplete',
      reason: 'OTHER'
    })
    const after = await Promise.all([resultsOf('alice', 'few'), resultsOf('alice', 'many')])
    for (const [index, earlier] of before.entries()) expect(after[index]!.slice(0, earlier.length)).toEqual(earlier)
    // The same name is the same request: it is not begun again.
    expect(await client('alice').ask('POST', '/v1/requests', many)).toMatchObject({ state: 'incomplete' })
    expect(await client('alice').ask('GET', '/v1/queues')).toEqual({ queues: [{ peer: 'bob', requests: [] }] })
    expect(await client('alice').ask('GET', '/v1/qubits')).toMatchObject({ held: [] })
    // What one end still has, the other one has, too.
    const atAlice = having(after.flat())
    const different = async () => {
      const atBob = having(await resultsOf('bob', 'there'))
      const names = new Set([...atAlice.keys(), ...atBob.keys()])
      return [...names].map((name) => [name, atAlice.get(name), atBob.get(name)]).filter(([, a, b]) => a !== b)
    }
    await expect.poll(different, PATIENCE).toEqual([])
    expect(await state('bob', 'there')).toBe('open')
    await client('bob').ask('DELETE', '/v1/requests/there')
    const [here, there] = await pairs('5', '4')
    expect(here).toEqual(there)

    // Nothing ends twice.
    running.get('alice')!.child.kill('SIGKILL')
    await running.get('alice')!.ended
    await start('alice')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    expect(await resultsOf('alice', 'many')).toEqual(after[1])
  }, 300_000)

  it('keeps what it has written from others, and does not take what is another’s (RES-004, RES-011)', async () => {
    const alice = await start('alice')
    expect(statSync(join(folder, 'data/alice/records')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'data/alice/records/records.mdb')).mode & 0o777).toBe(0o600)
    const refused = async (...args: string[]) => {
      const command = new Command([...args, '--config', config])
      expect([await command.ended, command.out]).toEqual([2, ''])
      return command.err
    }
    expect(await refused('node', '--name', 'alice')).toMatch(/^bellwire node: data: folder is .*\(STORE_IN_USE\)\n$/m)
    alice.child.kill('SIGTERM')
    expect(await alice.ended).toBe(0)
    rmSync(join(folder, 'data/bob'), { recursive: true, force: true })
    cpSync(join(folder, 'data/alice'), join(folder, 'data/bob'), { recursive: true })
    expect(await refused('node', '--name', 'bob')).toMatch(
      /^bellwire node: data: .*record node: node is 1; accepted: 2/m
    )
    rmSync(join(folder, 'data/bob'), { recursive: true })
  })

  it('has a node end that cannot write, and start anew with what it had said (RES-003, RES-013)', async () => {
    // What other tests have left may be more than it can write.
    rmSync(join(folder, 'data'), { recursive: true, force: true })
    const [alice] = await Promise.all([start('alice', 64), ...['bob', 'middle', 'world'].map((name) => start(name))])
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const wish = { id: 'full', purpose: 8, number: 90_000 }
    await client('bob').ask('POST', '/v1/requests', { ...wish, kind: 'receive-measured', link: 'alice' })
    await client('alice').ask('POST', '/v1/requests', { ...wish, kind: 'measure', link: 'bob', minimumFidelity: 0.5 })
    expect(await alice.ended).toBe(1)
    expect(alice.err).toMatch(/\nbellwire: alice: data: \S+records could not be written \(File too large.*\n$/)
    expect(alice.err).not.toMatch(/^ +at /m)
    await start('alice')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    expect(await state('alice', 'full')).toBe('incomplete')
    expect((await resultsOf('alice', 'full')).length).toBeGreaterThan(0)
  }, 300_000)

  it('has a node end as one that cannot be started where what it has written is found wrong later (RES-004, MGT-005)', async () => {
    rmSync(join(folder, 'data/alice'), { recursive: true, force: true })
    const [first] = await Promise.all([start('alice'), start('world')])
    await expect.poll(() => first.err, PATIENCE).toMatch(/"msg":"started"/)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const records = openRecords(join(folder, 'data/alice/records'), 'process')
    const bad = { id: 'a', owner: 'eve', state: 'open', order: 1, wish: { kind: 'steal' } }
    records.commit(new Map([['program/request eve a', bad]]), (error) => expect(error).toBeUndefined())
    await records.close()
    // The world is there: whether it says where it is before it ends is a matter of time.
    const alice = new Command(['node', '--config', config, '--name', 'alice'])
    expect(await alice.ended).toBe(2)
    expect(alice.err).toMatch(
      /\nbellwire node: data: \S+records: record request eve a: wish.kind is "steal"; accepted: one of .*\n$/
    )
    expect(alice.err).not.toMatch(/^ +at /m)
    rmSync(join(folder, 'data/alice'), { recursive: true })
  }, 200_000)

  it('has processes that end in good order when they are told, and at once when they are told again (MGT-003, MGT-004)', async () => {
    const [alice, bob, world] = await Promise.all(['alice', 'bob', 'world'].map((name) => start(name)))
    world!.child.kill('SIGTERM')
    expect(await world!.ended).toBe(0)
    // One that waits for a peer which does not answer.
    await expect.poll(() => alice!.err, PATIENCE).toMatch(/"peer":"bob".*"msg":"peer up"/)
    bob!.child.kill('SIGSTOP')
    alice!.child.kill('SIGINT')
    await expect.poll(() => alice!.err, PATIENCE).toMatch(/"msg":"closing"/)
    alice!.child.kill('SIGINT')
    expect(await alice!.ended).toBe(130)
    bob!.child.kill('SIGCONT')
    bob!.child.kill('SIGINT')
    expect(await bob!.ended).toBe(0)
  }, 200_000)

  it.each<[string, () => [string[], NodeJS.ProcessEnv?], RegExp]>([
    [
      'a name',
      () => [['node', '--config', config, '--name', 'eve']],
      /^bellwire node: .* has no node eve; accepted: alice, bob\n$/
    ],
    [
      'an address',
      () => [['world', '--config', config], { BELLWIRE_LISTEN: '127.0.0.1:0' }],
      /^bellwire world: .*world\.listen is "127\.0\.0\.1:0" \(by BELLWIRE_LISTEN\); accepted: HOST:PORT/
    ],
    [
      'certificates',
      () => [['world', '--config', config], { BELLWIRE_CERTIFICATES: '/nowhere' }],
      /^bellwire world: \/nowhere\/world\.key\.pem cannot be read \(ENOENT\); accepted: .*\n$/
    ],
    [
      'a file',
      () => [['world', '--config', '/nowhere.yaml']],
      /^bellwire world: \/nowhere\.yaml cannot be read \(ENOENT\); accepted: a deployment file\n$/
    ]
  ])('ends with 2 and one line for %s that is wrong (MGT-005)', async (_, wrong, message) => {
    const [args, environment] = wrong()
    const command = new Command(args, environment)
    expect(await command.ended).toBe(2)
    expect(command.err).toMatch(message)
    expect(command.out).toBe('')
  })
})
