import type { WorkloadFact } from '@bellwire/simulation'
import { LiveNetwork, type ProcessOfBench } from './live-network.js'

/** A benchmark of processes that run beside this one. */
export interface LiveBenchmark {
  readonly name: string
  readonly unit: string
  /** Does so many, on a network that is warm. @throws Error where one goes wrong */
  run(network: LiveNetwork, count: number): Promise<void>
  readonly count: number
}

const PURPOSE = 1
/** Requests that are under way at a time. */
const WAYS = 4
/** Pairs, or states, of one request. */
const EACH = 50

/** Angles of the state that is teleported, and those that turn it back. */
const STATE = [0.3, 1.1, 2]
const BACK = [-2, -1.1, -0.3]

type Line = Readonly<Record<string, unknown>>

export const liveBenchmarks: readonly LiveBenchmark[] = [
  {
    name: 'live-pairs',
    unit: 'pairs/s',
    count: 4000,
    async run(network, count) {
      const receiving = { kind: 'receive-measured', link: 'alice' }
      const { here, there } = await atBothEnds(network, count, receiving, (number) => ({
        kind: 'measure',
        link: 'bob',
        number,
        minimumFidelity: 0.9
      }))
      // Perfect pairs, both halves measured in Z.
      const wrong = here.filter(({ pair, outcome }) => there.get(pair)?.['outcome'] !== outcome)
      if (wrong.length > 0) throw new Error(`${wrong.length} of ${here.length} pairs differ at the two ends`)
    }
  },
  {
    name: 'live-teleport',
    unit: 'teleportations/s',
    count: 2000,
    async run(network, count) {
      const receiving = { kind: 'receive-teleported', link: 'alice', rotation: BACK }
      const { here, there } = await atBothEnds(network, count, receiving, (number) => ({
        kind: 'teleport',
        link: 'bob',
        states: Array.from({ length: number }, () => STATE)
      }))
      const wrong = here.filter(({ pair }) => there.get(pair)?.['outcome'] !== 0)
      if (wrong.length > 0) throw new Error(`${wrong.length} of ${count} qubits arrived as another than was sent`)
    }
  }
]

interface BothEnds {
  /** What alice has asked for, but for what became void at either end. */
  readonly here: readonly Line[]
  /** What bob has received, by the names of pairs. */
  readonly there: ReadonlyMap<unknown, Line>
}

async function atBothEnds(
  network: LiveNetwork,
  count: number,
  receiving: object,
  asking: (number: number) => object
): Promise<BothEnds> {
  const there = new Map<unknown, Line>()
  let lines: Line[] | undefined
  const isComplete = (): boolean => lines?.every(({ pair }) => there.has(pair)) ?? false
  // Bob is told first: what nobody receives is refused. More may come than is asked for, in the place of what became void.
  const receiver = await begin(network, 'bob', { ...receiving, number: 2 * count })
  const received = (async () => {
    for await (const line of network.client('bob').lines('GET', `/v1/requests/${receiver}`)) {
      there.set(line['pair'], line)
      if (isComplete()) break
    }
  })()
  lines = await asked(network, count, asking)
  if (!isComplete()) await received
  await network.client('bob').ask('DELETE', `/v1/requests/${receiver}`)
  await received
  const voided = new Set([...lines, ...there.values()].filter((line) => line['void'] === true).map(({ pair }) => pair))
  return { here: lines.filter(({ pair }) => !voided.has(pair)), there }
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

/** Processor time of each process so far, seconds. */
async function processorTimes(network: LiveNetwork): Promise<Readonly<Record<ProcessOfBench, number>>> {
  const of = async (name: ProcessOfBench): Promise<number> => {
    const status = (await network.client(name).ask('GET', '/v1/status')) as { processorSeconds: number }
    return status.processorSeconds
  }
  return { world: await of('world'), middle: await of('middle'), alice: await of('alice'), bob: await of('bob') }
}

export interface LiveRuns {
  readonly rates: readonly number[]
  readonly facts: readonly WorkloadFact[]
}

/** Repeats a benchmark on a network of its own, after it has warmed up. */
export async function measureLive(benchmark: LiveBenchmark, repetitions: number): Promise<LiveRuns> {
  const network = await LiveNetwork.start()
  try {
    const { count } = benchmark
    await benchmark.run(network, count)
    const before = await processorTimes(network)
    const rates: number[] = []
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const start = performance.now()
      await benchmark.run(network, count)
      rates.push(count / ((performance.now() - start) / 1000))
    }
    const after = await processorTimes(network)
    const names = Object.keys(before) as ProcessOfBench[]
    const each = names.map((name) => ((after[name] - before[name]) * 1e6) / (count * repetitions))
    const [counted] = benchmark.unit.split('/')
    const fact = (name: string, value: number): WorkloadFact => ({ name, value, unit: 'µs' })
    const all = each.reduce((sum, value) => sum + value, 0)
    return {
      rates,
      facts: [
        fact(`processor time for each of the ${counted}, all processes`, all),
        ...names.map((name, index) => fact(`of ${name}`, each[index] as number))
      ]
    }
  } finally {
    await network.close()
  }
}
