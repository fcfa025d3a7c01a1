// Asks a live network for pairs and teleportations while frames between its processes are lost, doubled and late, and
// parties are parted. Every request must end once, and leave nothing behind. Needs a build.
import { setTimeout as sleep } from 'node:timers/promises'
import { ManagementError } from '@bellwire/live'
import { createRandom } from '@bellwire/runtime'
import { FrameFaults, FrameProxy, NO_FAULTS } from './frame-proxy.mjs'
import { ProcessNetwork } from './process-network.mjs'
import { ADJACENT, NODES, SCENARIO, STATIONS } from './repeater.mjs'

/** @typedef {import('@bellwire/runtime').RandomStream} RandomStream */
/** @typedef {Record<string, any>} Line */

/** @type {import('./frame-proxy.mjs').FaultRates} */
const FAULTS = { loss: 0.3, duplication: 0.1, reordering: 0.2, lateness: 50 }
/** Milliseconds. */
const PARTITION = { shortest: 1000, longest: 3000 }
/** In which requests must end, and all be free, when the faults have ended; milliseconds. */
const SETTLING = 60_000

/** What a request is: between whom, over what, and what for. */
/** @typedef {{ purpose: number, from: string, to: string, over: 'link' | 'circuit', kind: 'measure' | 'teleport', number: number, timeLimit: number | undefined }} Demand */

/**
 * @param {{ runs: number, seed: number, requests?: number, faultTime?: number, progress?: (done: number) => void }} wish
 *   faultTime: milliseconds in which requests of a run are begun
 */
export async function processFaultSoak({ runs, seed, requests = 10, faultTime = 8000, progress = () => {} }) {
  const random = createRandom(seed)
  const faults = new FrameFaults(random)
  /** @type {FrameProxy[]} */
  const proxies = []
  const network = await ProcessNetwork.make({
    scenario: SCENARIO,
    stations: STATIONS,
    nodes: NODES,
    traced: true,
    deployment: { frameDelay: '20 ms', clockError: '5 ms', log: 'debug' },
    reachedAt: async (_name, listen) => {
      const proxy = await FrameProxy.open(`ws://${listen}`, faults)
      proxies.push(proxy)
      return proxy.address
    }
  })
  const soak = new Soak(network, faults, proxies, random.stream('demand'))
  try {
    await network.start()
    for (let run = 0; run < runs && soak.violations.length === 0; run++) {
      // oxlint-disable-next-line no-await-in-loop -- one network, one run at a time
      await soak.run(requests, faultTime)
      progress(run + 1)
    }
  } finally {
    const codes = await network.end()
    if (codes.some((code) => code !== 0)) soak.violations.push(`processes have ended with ${codes.join(', ')}`)
    await Promise.all(proxies.map((proxy) => proxy.close()))
    if (soak.violations.length === 0) network.remove()
    else soak.violations.push(`traces and logs of it: ${network.folder}`)
  }
  return { violations: soak.violations, counts: { ...soak.counts, ...faults.counts }, reasons: soak.reasons }
}

class Soak {
  /** @type {string[]} */
  violations = []
  counts = { runs: 0, requests: 0, complete: 0, incomplete: 0, refused: 0, results: 0, agreed: 0, partitions: 0 }
  /** Why requests have ended that are incomplete. @type {Map<string, number>} */
  reasons = new Map()
  #purpose = 0

  /**
   * @param {ProcessNetwork} network
   * @param {FrameFaults} faults
   * @param {readonly FrameProxy[]} proxies
   * @param {RandomStream} random
   */
  constructor(network, faults, proxies, random) {
    this.network = network
    this.faults = faults
    this.proxies = proxies
    this.random = random
  }

  /** Requests under faults, and some more without any. @param {number} requests @param {number} faultTime */
  async run(requests, faultTime) {
    const { faults, random } = this
    this.counts.runs += 1
    faults.rates = FAULTS
    const demands = Array.from({ length: requests }, () => ({ demand: this.#draw(), at: faultTime * random.uniform() }))
    const parting = this.#part(faultTime)
    const served = demands.map(async ({ demand, at }) => {
      await sleep(at)
      await this.#serve(demand)
    })
    await parting
    faults.rates = NO_FAULTS
    await this.#within(Promise.all(served), 'requests that were begun under faults have not ended')
    await this.#free()
    // The network is as it was.
    const fresh = [this.#draw('link'), this.#draw('circuit')].map((demand) => ({ ...demand, timeLimit: undefined }))
    const ends = await this.#within(Promise.all(fresh.map((demand) => this.#serve(demand))), 'fresh requests')
    for (const [index, end] of (ends ?? []).entries())
      if (end !== 'complete') this.violations.push(`a fresh request is ${end}: ${JSON.stringify(fresh[index])}`)
    await this.#free()
    for (const name of this.network.dead) this.violations.push(`${name} has died`)
  }

  /** @param {'link' | 'circuit'} [over] @returns {Demand} */
  #draw(over) {
    const { random } = this
    const way = over ?? (random.bernoulli(0.5) ? 'link' : 'circuit')
    const [a, b] = way === 'circuit' ? ['alice', 'bob'] : random.bernoulli(0.5) ? ['alice', 'relay'] : ['relay', 'bob']
    const [from, to] = random.bernoulli(0.5) ? [a, b] : [b, a]
    this.#purpose += 1
    return {
      purpose: this.#purpose,
      from,
      to,
      over: way,
      kind: random.bernoulli(0.5) ? 'measure' : 'teleport',
      number: 1 + random.below(4),
      timeLimit: random.bernoulli(0.3) ? 500 + 4000 * random.uniform() : undefined
    }
  }

  /** Partitions, one after the other. @param {number} faultTime */
  async #part(faultTime) {
    const { faults, network, proxies, random } = this
    for (const end = Date.now() + faultTime; Date.now() < end; ) {
      const [one, other] = ADJACENT[random.below(ADJACENT.length)] ?? ['', '']
      const [a, b] = [network.numberOf(one), network.numberOf(other)]
      faults.part(a, b, random.bernoulli(0.5))
      for (const proxy of proxies) proxy.cut()
      this.counts.partitions += 1
      // oxlint-disable-next-line no-await-in-loop -- it lasts
      await sleep(PARTITION.shortest + (PARTITION.longest - PARTITION.shortest) * random.uniform())
      faults.join(a, b)
      // oxlint-disable-next-line no-await-in-loop -- it lasts
      await sleep(1000 * random.uniform())
    }
  }

  /** Serves a demand at both ends, and says how it has ended at the one that asks. @param {Demand} demand */
  async #serve(demand) {
    const { from, to, kind, purpose, number, timeLimit, over } = demand
    this.counts.requests += 1
    const received = `receive-${kind === 'measure' ? 'measured' : 'teleported'}`
    const way = over === 'link' ? { link: from } : { from }
    const id = `there-${purpose}`
    const there = this.#request(to, { kind: received, id, purpose, number, ...way })
    await this.#begun(to, id)
    const circuit = over === 'circuit' ? await this.#open(demand) : undefined
    const asked = over === 'circuit' ? { circuit } : { link: to }
    const what = kind === 'measure' ? { number } : { states: Array.from({ length: number }, () => [0, 0, 0]) }
    const limited = timeLimit === undefined ? {} : { timeLimit }
    const wish = { kind, id: `here-${purpose}`, purpose, ...asked, ...what, ...limited }
    const here = over === 'circuit' && circuit === undefined ? undefined : await this.#request(from, wish)
    if (circuit !== undefined) await this.network.ask(from, 'DELETE', `/v1/circuits/${circuit}`).catch(() => undefined)
    // The other end may hear later of the last ones; of those that there will not be it never hears.
    const patience = here?.state === 'complete' ? 5000 : 0
    await Promise.race([there, sleep(patience)])
    await this.network.ask(to, 'DELETE', `/v1/requests/${id}`).catch(() => undefined)
    this.#compare(demand, here?.results ?? [], (await there).results)
    return here?.state ?? 'refused'
  }

  /** Waits until a process knows of a request. @param {string} name @param {string} id */
  async #begun(name, id) {
    const known = () =>
      this.network.ask(name, 'GET', `/v1/requests/${id}`).then(
        () => true,
        () => false
      )
    // oxlint-disable-next-line no-await-in-loop -- until it is so
    while (!(await known())) await sleep(20)
  }

  /** Opens a circuit; where there is none, as between parted nodes, it is tried again. @param {Demand} demand */
  async #open({ from, to, purpose }) {
    const wish = { to, purpose, minimumFidelity: 0.5 }
    for (let attempt = 0; attempt < 4; attempt++) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const { id } = await this.network.ask(from, 'POST', '/v1/circuits', wish)
        return /** @type {number} */ (id)
      } catch (error) {
        if (!(error instanceof ManagementError)) throw error
        this.#tally(`circuit ${error.code}`)
      }
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await sleep(500)
    }
    return undefined
  }

  /** Begins a request and hears of it until it has ended; it must end once, and stay as it has ended. @param {string} name @param {{ kind: string, id: string, purpose: number, number?: number, states?: unknown[] }} wish */
  async #request(name, wish) {
    /** @type {Line[]} */
    const lines = []
    try {
      for await (const line of this.network.client(name).lines('POST', '/v1/requests', wish)) lines.push(line)
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error
      this.#tally(`refused ${error.code}`)
      this.counts.refused += 1
      return { state: 'refused', results: [] }
    }
    const ends = lines.filter((line) => 'kind' in line)
    const results = lines.filter((line) => !('kind' in line))
    const last = lines.at(-1)
    const wrong = (/** @type {string} */ text) =>
      this.violations.push(`${text}: ${JSON.stringify(wish)} ${JSON.stringify(lines)}`)
    if (ends.length !== 1 || ends[0] !== last) wrong('a request has not ended once')
    const known = await this.network.ask(name, 'GET', `/v1/requests/${wish.id}`)
    if (known.state !== last?.['state'] || known.results !== results.length) wrong('a request goes on after its end')
    if (last?.['state'] === 'complete' && valid(results).length !== (wish.number ?? wish.states?.length))
      wrong('a complete request has not what was asked for')
    if (last?.['state'] === 'complete') this.counts.complete += 1
    else {
      this.counts.incomplete += 1
      this.#tally(`${wish.kind} ${last?.['reason']}`)
    }
    this.counts.results += results.length
    return { state: String(last?.['state']), results }
  }

  /** Both ends measure perfect pairs in Z; teleported qubits are all 0. @param {Demand} demand @param {Line[]} here @param {Line[]} there */
  #compare(demand, here, there) {
    const outcomes = new Map(here.filter((line) => 'outcome' in line).map((line) => [line['pair'], line['outcome']]))
    for (const { pair, outcome } of there) {
      if (outcome === undefined) continue
      const expected = demand.kind === 'teleport' ? 0 : outcomes.get(pair)
      if (expected === undefined) continue
      this.counts.agreed += 1
      if (expected !== outcome)
        this.violations.push(`pair ${pair} is ${expected} here and ${outcome} there: ${JSON.stringify(demand)}`)
    }
  }

  /** Waits until no node holds a qubit, has a circuit or a request in a queue, or is not ready. */
  async #free() {
    let state = ''
    for (const end = Date.now() + SETTLING; Date.now() < end; ) {
      // oxlint-disable-next-line no-await-in-loop -- until it is so
      state = (await Promise.all(NODES.map((name) => this.#held(name)))).join('')
      if (state === '') return
      // oxlint-disable-next-line no-await-in-loop -- until it is so
      await sleep(100)
    }
    this.violations.push(`not free after ${SETTLING / 1000} s: ${state}`)
  }

  /** @param {string} name */
  async #held(name) {
    const ask = (/** @type {string} */ path) => this.network.ask(name, 'GET', path)
    const [qubits, queues, circuits, status] = await Promise.all([
      ask('/v1/qubits'),
      ask('/v1/queues'),
      ask('/v1/circuits'),
      ask('/v1/status')
    ])
    const queued = queues.queues.some((/** @type {any} */ { requests }) => requests.length > 0)
    const isFree = qubits.free === qubits.total && !queued && circuits.circuits.length === 0 && status.ready
    return isFree ? '' : `${name}: ${JSON.stringify([qubits, queues, circuits, status])}`
  }

  /** @template T @param {Promise<T>} done @param {string} what @returns {Promise<T | undefined>} */
  async #within(done, what) {
    const late = Symbol('late')
    const timer = new AbortController()
    const result = await Promise.race([done, sleep(SETTLING, late, { signal: timer.signal }).catch(() => late)])
    timer.abort()
    if (result !== late) return /** @type {T} */ (result)
    this.violations.push(`${what} after ${SETTLING / 1000} s`)
    return undefined
  }

  /** @param {string} reason */
  #tally(reason) {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
  }
}

/** Results but those that have become void later. @param {Line[]} results */
function valid(results) {
  return results.filter(
    (line, index) =>
      line['void'] !== true && !results.slice(index).some((later) => later['void'] && later['pair'] === line['pair'])
  )
}
