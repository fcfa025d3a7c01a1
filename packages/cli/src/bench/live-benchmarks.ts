import type { WorkloadFact } from '@bellwire/simulation'
import { deliveryTimes } from './delivery-times.js'
import { LiveNetwork, type LiveNetworkOptions, type ProcessOfBench } from './live-network.js'

/** A benchmark of processes that run beside this one. */
export interface LiveBenchmark {
  readonly name: string
  readonly unit: string
  readonly network: LiveNetworkOptions
  /**
   * Does so many, on a network that is warm, and returns how many of them were void: used at one end, and never there at
   * the other.
   *
   * @throws Error where one goes wrong
   */
  run(network: LiveNetwork, count: number): Promise<number>
  readonly count: number
}

/** Heralds come as fast as they are answered. */
const FAST: LiveNetworkOptions = { attempts: 2, traced: false, stationInWorld: true }
/** Heralds come so seldom that one has been answered when the next comes. */
const SELDOM: LiveNetworkOptions = { attempts: 2000, traced: true, stationInWorld: false }

const PURPOSE = 1
/** Requests that are under way at a time. */
const WAYS = 8
/** Pairs, or states, of one request. */
const EACH = 50

/** Milliseconds in which the other end has what this one has. */
const LATEST = 10_000

/** Angles of the state that is teleported, and those that turn it back. */
const STATE = [0.3, 1.1, 2]
const BACK = [-2, -1.1, -0.3]

type Line = Readonly<Record<string, unknown>>

export const liveBenchmarks: readonly LiveBenchmark[] = [
  {
    name: 'live-pairs',
    unit: 'pairs/s',
    network: FAST,
    count: 4000,
    run: measuredPairs
  },
  {
    name: 'live-pairs-world-apart',
    unit: 'pairs/s',
    network: { ...FAST, stationInWorld: false },
    count: 4000,
    run: measuredPairs
  },
  {
    name: 'live-heralds',
    unit: 'pairs/s',
    network: SELDOM,
    count: 1000,
    run: measuredPairs
  },
  {
    name: 'live-teleport',
    unit: 'teleportations/s',
    network: FAST,
    count: 2000,
    async run(network, count) {
      const receiving = { kind: 'receive-teleported', link: 'alice', rotation: BACK }
      const { here, there, voided } = await atBothEnds(network, count, receiving, (number) => ({
        kind: 'teleport',
        link: 'bob',
        states: Array.from({ length: number }, () => STATE)
      }))
      const wrong = here.filter(({ pair }) => there.get(pair)?.['outcome'] !== 0)
      if (wrong.length > 0) throw new Error(`${wrong.length} of ${count} qubits arrived as another than was sent`)
      return voided
    }
  }
]

async function measuredPairs(network: LiveNetwork, count: number): Promise<number> {
  const receiving = { kind: 'receive-measured', link: 'alice' }
  const { here, there, voided } = await atBothEnds(network, count, receiving, (number) => ({
    kind: 'measure',
    link: 'bob',
    number,
    minimumFidelity: 0.9
  }))
  // Perfect pairs, both halves measured in Z.
  const wrong = here.filter(({ pair, outcome }) => there.get(pair)?.['outcome'] !== outcome)
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${here.length} pairs differ at the two ends`)
  return voided
}

/** What became void after its request was complete, nobody is told of. */
async function late(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, LATEST))
  throw new Error(`the other end has not had every pair ${LATEST / 1000} s after the last request`)
}

interface BothEnds {
  /** What alice has asked for, but for what became void at either end. */
  readonly here: readonly Line[]
  /** What bob has received, by the names of pairs. */
  readonly there: ReadonlyMap<unknown, Line>
  readonly voided: number
}

async function atBothEnds(
  network: LiveNetwork,
  count: number,
  receiving: object,
  asking: (number: number) => object
): Promise<BothEnds> {
  const there = new Map<unknown, Line>()
  let wanted: readonly Line[] | undefined
  const isComplete = (): boolean => wanted?.every(({ pair }) => there.has(pair)) ?? false
  // Bob is told first: what nobody receives is refused. More may come than is asked for, in the place of what became void.
  const receiver = await begin(network, 'bob', { ...receiving, number: 2 * count })
  const received = (async () => {
    for await (const line of network.client('bob').lines('GET', `/v1/requests/${receiver}`)) {
      there.set(line['pair'], line)
      if (isComplete()) break
    }
  })()
  const lines = await asked(network, count, asking)
  // What became void here, the other end may never have had.
  const lost = voidOf(lines)
  wanted = lines.filter(({ pair }) => !lost.has(pair))
  if (!isComplete()) await Promise.race([received, late()])
  await network.client('bob').ask('DELETE', `/v1/requests/${receiver}`)
  await received
  const voided = voidOf([...lines, ...there.values()])
  return { here: lines.filter(({ pair }) => !voided.has(pair)), there, voided: voided.size }
}

function voidOf(lines: readonly Line[]): ReadonlySet<unknown> {
  return new Set(lines.filter((line) => line['void'] === true || line['end'] === 'void').map(({ pair }) => pair))
}

/** Returns the name of the request. */
async function begin(network: LiveNetwork, name: ProcessOfBench, wish: object): Promise<string> {
  const body = { ...wish, purpose: PURPOSE }
  return ((await network.client(name).ask('POST', '/v1/requests', body)) as { id: string }).id
}

/** Asks alice for so many in all, by some requests at a time, each of which must be complete. */
async function asked(network: LiveNetwork, count: number, wish: (number: number) => object): Promise<Line[]> {
  let left = count
  const found: Line[] = []
  const way = async (): Promise<void> => {
    while (left > 0) {
      const number = Math.min(EACH, left)
      left -= number
      const request = await begin(network, 'alice', wish(number))
      let end: Line = {}
      for await (const line of network.client('alice').lines('GET', `/v1/requests/${request}`))
        if (line['state'] === undefined || 'pair' in line) found.push(line)
        else end = line
      if (end['state'] !== 'complete') throw new Error(`a request ended as ${JSON.stringify(end)}`)
    }
  }
  await Promise.all(Array.from({ length: WAYS }, way))
  return found
}

/** What each process has used so far. */
interface Used {
  readonly processorSeconds: number
  readonly peakMemoryBytes: number
}

async function usedBy(network: LiveNetwork): Promise<ReadonlyMap<ProcessOfBench, Used>> {
  const used = async (name: ProcessOfBench) =>
    [name, (await network.client(name).ask('GET', '/v1/status')) as Used] as const
  return new Map(await Promise.all(network.processes.map(used)))
}

export interface LiveRuns {
  readonly rates: readonly number[]
  readonly facts: readonly WorkloadFact[]
}

/** Repeats a benchmark on a network of its own, after it has warmed up. */
export async function measureLive(benchmark: LiveBenchmark, repetitions: number): Promise<LiveRuns> {
  const network = await LiveNetwork.start(benchmark.network)
  try {
    const { count } = benchmark
    await benchmark.run(network, count)
    const before = await usedBy(network)
    const rates: number[] = []
    let voided = 0
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const start = performance.now()
      voided += await benchmark.run(network, count)
      rates.push(count / ((performance.now() - start) / 1000))
    }
    const after = await usedBy(network)
    await network.end()
    const facts = [
      ...factsOf(benchmark, before, after, count * repetitions),
      { name: `void, of ${count * repetitions}`, value: voided, unit: '' }
    ]
    return { rates, facts: benchmark.network.traced ? [...facts, ...deliveryTimes(network, count)] : facts }
  } finally {
    await network.end()
    network.remove()
  }
}

function factsOf(
  { unit }: LiveBenchmark,
  before: ReadonlyMap<ProcessOfBench, Used>,
  after: ReadonlyMap<ProcessOfBench, Used>,
  count: number
): WorkloadFact[] {
  const [counted] = unit.split('/')
  const each = [...after].map(([name, { processorSeconds, peakMemoryBytes }]) => ({
    name,
    time: ((processorSeconds - (before.get(name)?.processorSeconds ?? 0)) * 1e6) / count,
    memory: peakMemoryBytes / 1e6
  }))
  const all = each.reduce((sum, { time }) => sum + time, 0)
  return [
    { name: `processor time for each of the ${counted}, all processes`, value: all, unit: 'µs' },
    ...each.map(({ name, time }) => ({ name: `of ${name}`, value: time, unit: 'µs' })),
    ...each.map(({ name, memory }) => ({ name: `peak memory of ${name}`, value: memory, unit: 'MB' }))
  ]
}
