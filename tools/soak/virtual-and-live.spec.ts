import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decodeTrace, type TraceRecord } from '@bellwire/runtime'
import type { RunReport } from '@bellwire/simulation'
import { afterAll, expect, it } from 'vitest'
import { ProcessNetwork } from './process-network.mjs'
import { eventsOfRequests } from './protocol-events.mjs'
import { NODES, SCENARIO, STATIONS } from './repeater.mjs'

// Needs a build: the command plays the scenario, and its processes are the parties of the same network.
const MAIN = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))
const SECOND = 1e9

const [OVER_LINK, OVER_CIRCUIT] = [30, 16]
const FIDELITY = 0.9
/** A herald in 200 ms: frames, of which 20 ms are allowed for in a live network, take little of the time. */
const MODEL = { kind: 'ideal', successProbability: 0.0005, fidelity: FIDELITY }
const scenario = {
  ...SCENARIO,
  seed: 1,
  duration: '40 s',
  links: SCENARIO.links.map((link) => ({ ...link, slotPeriod: '100 us', model: MODEL })),
  requests: [
    {
      from: 'alice',
      to: 'relay',
      kind: 'measure',
      number: OVER_LINK,
      minimumFidelity: 0.5,
      start: '1 s',
      bases: { from: 'Z', to: 'Z' }
    }
  ],
  circuits: [{ from: 'alice', to: 'bob', kind: 'measure', number: OVER_CIRCUIT, minimumFidelity: 0.5, start: '20 s' }]
}

const folder = mkdtempSync(join(tmpdir(), 'bellwire-virtual-'))
let network: ProcessNetwork | undefined
afterAll(async () => {
  await network?.end()
  network?.remove()
  rmSync(folder, { recursive: true })
})

const traceOf = (file: string): TraceRecord[] => [...decodeTrace(readFileSync(file))]

/** Plays the scenario in virtual time, by the command. */
function playVirtual() {
  const [file, trace] = [join(folder, 'network.json'), join(folder, 'run.trace')]
  writeFileSync(file, JSON.stringify(scenario))
  const text = execFileSync(process.execPath, [MAIN, 'run', file, '--trace', trace, '--json'], { encoding: 'utf8' })
  const report = JSON.parse(text) as RunReport
  return { records: traceOf(trace), report }
}

/** Asks the processes of the same network for the same, one after the other, and ends them. */
async function playLive() {
  const live = await ProcessNetwork.make({
    scenario,
    stations: STATIONS,
    nodes: NODES,
    deployment: { frameDelay: '20 ms', clockError: '5 ms' },
    traced: true
  })
  network = live
  await live.start()
  const link = await outcomes('alice', 'relay', OVER_LINK, { link: 'relay' }, { link: 'alice' })
  const there = received('bob', { from: 'alice' }, OVER_CIRCUIT)
  await begun('bob')
  const { id } = await live.ask('alice', 'POST', '/v1/circuits', { to: 'bob', minimumFidelity: 0.5 })
  const circuit = errorsOf(await measured('alice', { circuit: id }, OVER_CIRCUIT), await there)
  await expect.poll(() => Promise.all(NODES.map(queued))).toEqual([0, 0, 0])
  const world = (await live.ask('world', 'GET', '/v1/hardware')) as { links: { meanFidelity: number }[] }
  const codes = await live.end()
  expect(codes.every((code: unknown) => code === 0)).toBe(true)
  const records = [...NODES, ...STATIONS].flatMap((name) => traceOf(live.traceOf(name)))
  return { records, errors: { link, circuit }, fidelities: world.links.map(({ meanFidelity }) => meanFidelity) }
}

/** Requests in a node's queues: one goes when the other end has agreed that it is over. */
async function queued(name: string): Promise<number> {
  const { queues } = (await network!.ask(name, 'GET', '/v1/queues')) as { queues: { requests: object[] }[] }
  return queues.flatMap(({ requests }) => requests).length
}

async function outcomes(from: string, to: string, number: number, asked: object, way: object): Promise<number> {
  const there = received(to, way, number)
  await begun(to)
  return errorsOf(await measured(from, asked, number), await there)
}

const measured = (name: string, way: object, number: number) =>
  request(name, { kind: 'measure', number, minimumFidelity: 0.5, ...way })
const received = (name: string, way: object, number: number) =>
  request(name, { kind: 'receive-measured', id: 'there', number, ...way })

/** Outcomes by the pairs' names. */
async function request(name: string, wish: object): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for await (const line of network!.client(name).lines('POST', '/v1/requests', wish)) {
    if ('outcome' in line) found.set(line['pair'] as string, line['outcome'] as number)
    else if ('state' in line) expect(line).toMatchObject({ state: 'complete' })
  }
  return found
}

const begun = (name: string) =>
  expect
    .poll(() => network!.ask(name, 'GET', '/v1/requests/there').catch(() => undefined))
    .toMatchObject({ state: 'open' })

/** How many pairs both ends have measured differently. */
function errorsOf(here: Map<string, number>, there: Map<string, number>): number {
  expect([...here.keys()].toSorted()).toEqual([...there.keys()].toSorted())
  return [...here].filter(([pair, outcome]) => there.get(pair) !== outcome).length
}

/** Seconds of the network between pairs at alice, and the standard error of their mean. */
function intervals(records: readonly TraceRecord[], over: 'link' | 'circuit') {
  const times = records
    .filter((record) =>
      over === 'link'
        ? record.kind === 'ok' && record.at === 'alice' && record.requestKind === 1
        : record.kind === 'event' && record.at === 'alice' && record.name === 'networkPair'
    )
    .map(({ time }) => time / SECOND)
  const waits = times.slice(1).map((time, index) => time - times[index]!)
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
  const variance = waits.reduce((sum, wait) => sum + (wait - mean) ** 2, 0) / (waits.length - 1)
  return { count: times.length, mean, error: Math.sqrt(variance / waits.length) }
}

/** Standard deviations of the number of errors among so many pairs from what is expected. */
const sigmas = (errors: number, number: number, rate: number) =>
  (errors - number * rate) / Math.sqrt(number * rate * (1 - rate))

it('a scenario makes the stack do the same in virtual time and as processes, with the same statistics', async () => {
  const virtual = playVirtual()
  const live = await playLive()

  // What is compared and what is not: see eventsOfRequests.
  const events = eventsOfRequests(live.records)
  expect(events).toEqual(eventsOfRequests(virtual.records))
  expect([...events.keys()].toSorted()).toEqual([
    'circuit of alice to bob, purpose 0',
    'hardware',
    'link of alice to relay, purpose 0'
  ])

  for (const [over, number] of [
    ['link', OVER_LINK],
    ['circuit', OVER_CIRCUIT]
  ] as const) {
    const [one, other] = [intervals(virtual.records, over), intervals(live.records, over)]
    expect([one.count, other.count]).toEqual([number, number])
    expect(Math.abs(one.mean - other.mean)).toBeLessThan(5 * Math.hypot(one.error, other.error))
  }

  // Of a Werner pair two in three of what it lacks in fidelity are errors in Z; swapping multiplies what is kept.
  const kept = (4 * FIDELITY - 1) / 3
  const [ofLink, ofCircuit] = [(1 - kept) / 2, (1 - kept ** 2) / 2]
  const reported = virtual.report.requests[0]!.errorRates['Z']!
  expect(reported.rounds).toBe(OVER_LINK)
  expect(Math.abs(sigmas(reported.value * OVER_LINK, OVER_LINK, ofLink))).toBeLessThan(5)
  expect(Math.abs(sigmas(live.errors.link, OVER_LINK, ofLink))).toBeLessThan(5)
  expect(Math.abs(sigmas(live.errors.circuit, OVER_CIRCUIT, ofCircuit))).toBeLessThan(5)
  for (const fidelity of live.fidelities) expect(fidelity).toBeCloseTo(FIDELITY, 6)
  for (const { meanFidelity } of virtual.report.pairs.slice(0, 2)) expect(meanFidelity).toBeCloseTo(FIDELITY, 6)
}, 300_000)
