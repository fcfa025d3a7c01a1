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
      const [received, here] = await Promise.all([
        collect(network, 'bob', { kind: 'receive-measured', link: 'alice', number: count }),
        asked(network, count, (number) => ({ kind: 'measure', link: 'bob', number, minimumFidelity: 0.9 }))
      ])
      const voided = new Set([...here, ...received].filter((line) => line['void'] === true).map(({ pair }) => pair))
      const outcomes = new Map(received.map(({ pair, outcome }) => [pair, outcome]))
      // Perfect pairs, both halves measured in Z.
      const wrong = here.filter(({ pair, outcome }) => !voided.has(pair) && outcomes.get(pair) !== outcome)
      if (wrong.length > 0) throw new Error(`${wrong.length} of ${here.length} pairs differ at the two ends`)
    }
  },
  {
    name: 'live-teleport',
    unit: 'teleportations/s',
    count: 2000,
    async run(network, count) {
      const there = collect(network, 'bob', {
        kind: 'receive-teleported',
        link: 'alice',
        number: count,
        rotation: BACK
      })
      await asked(network, count, (number) => ({
        kind: 'teleport',
        link: 'bob',
        states: Array.from({ length: number }, () => STATE)
      }))
      const wrong = (await there).filter(({ outcome }) => outcome !== 0)
      if (wrong.length > 0) throw new Error(`${wrong.length} of ${count} qubits arrived as another than was sent`)
    }
  }
]

/** Results of one request, which must be complete. */
async function collect(network: LiveNetwork, name: ProcessOfBench, wish: object): Promise<Line[]> {
  const found: Line[] = []
  for await (const line of network.client(name).lines('POST', '/v1/requests', { ...wish, purpose: PURPOSE }))
    found.push(line)
  const end = found.pop()
  if (end?.['state'] !== 'complete') throw new Error(`a request ended as ${JSON.stringify(end)}`)
  return found
}

/** Asks alice for so many in all, by some requests at a time. */
async function asked(network: LiveNetwork, count: number, wish: (number: number) => object): Promise<Line[]> {
  let left = count
  const way = async (): Promise<Line[]> => {
    const found: Line[] = []
    while (left > 0) {
      const number = Math.min(EACH, left)
      left -= number
      found.push(...(await collect(network, 'alice', wish(number))))
    }
    return found
  }
  return (await Promise.all(Array.from({ length: WAYS }, way))).flat()
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
