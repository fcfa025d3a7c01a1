import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WorkQueue, WorkSource } from '@bellwire/transport-nats'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { missingServer, TestServer } from '../../../transport-nats/test/nats-server.js'
import { ServerView } from '../../../transport-nats/test/server-view.js'
import { KIND, outcomeOf, ownMaker, packed, termsOf } from '../sweep/remote/messages.js'

// Many processes one after the other, each of which has much to load.
vi.setConfig({ testTimeout: 240_000 })

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bellwire-sweep-worker-'))
const file = (name: string): string => join(folder, name)
const example = readFileSync(join(root, 'examples/scenarios/ideal-link.yaml'), 'utf8')
const short = file('short.yaml')
writeFileSync(
  short,
  example
    .replace('duration: 2 s', 'duration: 100 ms')
    .replace('number: 100', 'number: 5')
    .replace('attempts: 20', 'attempts: 200')
)
const six = ['--runs', '6']
const grid = ['--vary', 'links[0].length=1 km,4 km', '--json']

const NO_WORKER =
  'bellwire sweep: no worker has come yet; each machine can run some: bellwire sweep-worker --nats URL\n'

interface Ending {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Running {
  readonly child: ChildProcess
  readonly ending: Promise<Ending>
  /** What has come of it so far. */
  readonly said: { out: string; err: string }
}

describe.skipIf(missing !== undefined && canSkip)(`a sweep over machines${missing ? ` (${missing})` : ''}`, () => {
  const server = new TestServer('jetstream: { store_dir: STORE }')
  const running = new Set<ChildProcess>()
  const open: { close(): Promise<void> }[] = []
  let view: ServerView

  /** A command in a process of its own. */
  const start = (...args: readonly string[]): Running => {
    const child = spawn(process.execPath, [join(root, 'packages/cli/dist/main.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
    running.add(child)
    const said = { out: '', err: '' }
    child.stdout.on('data', (text) => (said.out += String(text)))
    child.stderr.on('data', (text) => (said.err += String(text)))
    const ending = new Promise<Ending>((resolve) => {
      child.on('close', (code) => {
        running.delete(child)
        // It may come to the screen wherever workers are slow to begin.
        resolve({ code, out: said.out, err: said.err.replace(NO_WORKER, '') })
      })
    })
    return { child, ending, said }
  }
  const worker = (): Running => start('sweep-worker', '--nats', server.url, '--workers', '1')
  const sweep = (...args: readonly string[]): Running => start('sweep', short, ...grid, '--nats', server.url, ...args)
  let local: Promise<Ending>
  const linesOf = (path: string): string[] =>
    existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(1, -1) : []
  const placesIn = (path: string): string[] =>
    linesOf(path).map((line) => {
      const { point, run } = JSON.parse(line) as { point: number; run: number }
      return `${point}-${run}`
    })

  beforeAll(async () => {
    // Processes and their threads load compiled code.
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/cli'], { cwd: root })
    local = start('sweep', short, ...grid, ...six).ending
    await server.start()
    view = await ServerView.of(server.url)
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()))
    for (const child of running) child.kill('SIGKILL')
    await expect.poll(() => running.size).toBe(0)
    await view.clear()
  })
  afterAll(async () => {
    await view.close()
    await server.remove()
    rmSync(folder, { recursive: true })
  })

  it('gives to the bit what one machine gives, with another sweep beside it and a worker that dies in a run', async () => {
    const output = file('killed.ndjson')
    const first = worker()
    const sweeping = sweep(...six, '--output', output)
    await expect.poll(() => linesOf(output).length).toBeGreaterThan(1)
    // Whoever stands still in the middle of a run.
    do {
      first.child.kill('SIGCONT')
      await expect.poll(() => view.underWay()).toBe(1)
      first.child.kill('SIGSTOP')
    } while ((await view.underWay()) !== 1)
    first.child.kill('SIGKILL')
    expect((await first.ending).code).toBe(null)
    const before = linesOf(output).length
    const workers = [worker(), worker()]
    const other = sweep(...six, '--seed', '2')
    const endings = await Promise.all([sweeping.ending, other.ending])
    expect(endings.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, '']
    ])
    const places = placesIn(output)
    expect(new Set(places).size).toBe(12)
    expect(places).toHaveLength(12)
    expect(endings[0].out).toBe((await local).out)
    expect(endings[1].out).toBe((await start('sweep', short, ...grid, ...six, '--seed', '2').ending).out)
    expect(await view.streams()).toEqual([])
    for (const { child } of workers) child.kill('SIGTERM')
    const ended = await Promise.all(workers.map(({ ending }) => ending))
    expect(ended.map(({ code }) => code)).toEqual([0, 0])
    const played = ended.map(({ err }) => Number(/(\d+) runs? played\n$/.exec(err)?.[1]))
    // One more where the dead one had handed over its figures, and had not come to say that it was done.
    expect([24 - before, 25 - before]).toContain(played[0]! + played[1]!)
  })

  it('leaves nothing behind when it is interrupted, and its workers free for the next', async () => {
    const output = file('interrupted.ndjson')
    const [only, interrupted] = [worker(), sweep('--runs', '100000', '--output', output)]
    await expect.poll(() => linesOf(output).length).toBeGreaterThan(1)
    interrupted.child.kill('SIGINT')
    const { code, err } = await interrupted.ending
    expect(code).toBe(130)
    expect(err).toBe(
      `bellwire sweep: interrupted after ${linesOf(output).length} of 200000 runs; they are kept in ${output}, ` +
        'and the same command goes on from there\n'
    )
    expect(await view.streams()).toEqual([])
    const resumed = sweep(...six, '--output', output)
    expect(await resumed.ending).toEqual(await local)
    expect(only.child.exitCode).toBe(null)
  })

  it('gives back at once what a worker was at that is stopped', async () => {
    const long = file('long.yaml')
    writeFileSync(long, example.replace('duration: 2 s', 'duration: 1 h').replace('number: 100', 'number: 1000000'))
    const givenBack = await view.givenBack()
    const sweeping = start('sweep', long, ...grid, '--nats', server.url, '--runs', '1')
    const stopped = worker()
    await expect.poll(() => view.underWay()).toBe(1)
    stopped.child.kill('SIGINT')
    expect(await stopped.ending).toMatchObject({ code: 0, err: expect.stringMatching(/\b0 runs played\n$/) as string })
    await expect.poll(() => givenBack).toHaveLength(1)
    const next = worker()
    await expect.poll(async () => (await view.takers())?.num_redelivered).toBe(1)
    // And a worker lets go of what nobody wants any more.
    sweeping.child.kill('SIGINT')
    expect((await sweeping.ending).code).toBe(130)
    next.child.kill('SIGINT')
    expect(await next.ending).toMatchObject({ code: 0 })
  })

  it('tells of a run that fails, once, and plays the others', async () => {
    const sweeping = sweep('--runs', '2')
    let given = 0
    const source = await WorkSource.open({ servers: server.url }, { kind: KIND, accepts: () => undefined })
    open.push(source)
    // A worker whose figures are the number of the run, and to which one run is too much.
    const stop = new AbortController()
    open.push({ close: () => Promise.resolve(stop.abort()) })
    void (async () => {
      for (;;) {
        const job = await source.take(stop.signal)
        if (job === undefined) return
        given += 1
        await job.finish(packed(given === 2 ? { failure: 'out of memory' } : { figures: { given } }))
      }
    })()
    const { code, out, err } = await sweeping.ending
    expect([code, given]).toEqual([1, 4])
    expect(err).toBe(
      'bellwire sweep: run 0 at links[0].length=4 km has failed: out of memory\nbellwire sweep: 1 of 4 runs have failed\n'
    )
    const { points } = JSON.parse(out) as { points: { runs: number; figures: { given: { mean: number } } }[] }
    expect(points.map(({ runs, figures }) => [runs, figures.given.mean])).toEqual([
      [2, 2],
      [1, 4]
    ])
  })

  it('is told by a worker why a run cannot be played', async () => {
    const terms = packed({ maker: ownMaker, file: 'a.yaml', text: readFileSync(short, 'utf8') })
    const queue = await WorkQueue.open({ servers: server.url }, { kind: KIND, terms })
    open.push(queue)
    worker()
    const wrong = await queue.run(
      '0-0',
      packed({ changes: [{ path: ['links', 0, 'length'], value: '-1 km' }], seed: '1' })
    )
    expect(outcomeOf(wrong)).toEqual({ failure: expect.stringContaining('links[0].length is "-1 km"') as string })
    const right = await queue.run('0-1', packed({ changes: [], seed: '1' }))
    expect(outcomeOf(right)).toEqual({ figures: expect.objectContaining({ simulatedSeconds: 0.1 }) as unknown })
  })

  it('is left alone by workers of another version, and says so', async () => {
    const told: string[] = []
    const maker = { ...ownMaker, bellwire: '0.0.9' }
    const queue = await WorkQueue.open(
      { servers: server.url },
      { kind: KIND, terms: packed({ maker, file: '', text: '' }), listener: { declined: (why) => void told.push(why) } }
    )
    open.push(queue)
    const [names, theirs] = [
      `Bellwire ${ownMaker.bellwire} on V8 ${ownMaker.engine}`,
      `Bellwire 0.0.9 on V8 ${ownMaker.engine}`
    ]
    const why = `a worker of ${names} plays no runs of this sweep, which is of ${theirs}`
    const declining = worker()
    await expect.poll(() => told).toEqual([why])
    await expect.poll(() => declining.said.err).toContain(`a sweep of ${theirs} is left to others: this is ${names}\n`)

    const sweeping = sweep('--runs', '1')
    const stranger = await WorkSource.open(
      { servers: server.url },
      { kind: KIND, accepts: (terms) => (termsOf(terms).maker.bellwire === '0.0.9' ? undefined : 'not for me') }
    )
    open.push(stranger)
    const stop = new AbortController()
    const taking = stranger.take(stop.signal)
    const { code, err } = await sweeping.ending
    expect([code, err]).toEqual([0, 'bellwire sweep: not for me\n'])
    stop.abort()
    await taking
  })

  it('says when no worker comes', async () => {
    const sweeping = sweep('--runs', '1')
    await expect.poll(() => sweeping.said.err).toBe(NO_WORKER)
    worker()
    expect((await sweeping.ending).code).toBe(0)
  })
})
