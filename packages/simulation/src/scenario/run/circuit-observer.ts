import {
  type CircuitName,
  type ConnectionChanged,
  JointNeed,
  type NetworkPair,
  type NetworkPairExpired,
  type RequestEnded
} from '@bellwire/network-layer'
import type { NetworkService } from '@bellwire/node'
import type { Oracle } from '@bellwire/physics'
import { pairFidelity } from '@bellwire/quantum'
import { NANOSECONDS_PER_SECOND, type Nanoseconds, type VirtualClock } from '@bellwire/runtime'
import type { CircuitInput } from '../schema/circuit.js'
import type { PairReport } from './report.js'

/** As many pairs as one request can ask for. */
const MOST_PAIRS = 0xffff_ffff
/** A circuit that could not be opened is tried again after this. */
const RETRY: Nanoseconds = 1_000_000_000
/** Connections have names from 1 on. */
const NONE = 0
const UNNAMED = -1

/** A circuit of which pairs are asked. */
type AskedCircuit = CircuitInput & { readonly number: NonNullable<CircuitInput['number']> }

interface ObservedEnd {
  readonly name: string
  readonly service: NetworkService
}

/**
 * Plays one entry of a scenario's circuits: opens it, asks for its pairs, and sees both ends, as no program in the
 * network could; both give each pair back once both have held it for the entry's time.
 */
export class CircuitObserver {
  readonly #ends: readonly [ObservedEnd, ObservedEnd]
  /** What one end has been given, by the pair's name. */
  readonly #given = new Map<string, NetworkPair>()
  #connection = NONE
  /** Those on which the entry's connection has lived. */
  readonly #circuits = new Set<string>()
  /** The entry's pairs, from whichever circuit has them first. */
  readonly #need: JointNeed
  /** What they are asked of now: requests, with their circuits. */
  readonly #requests = new Map<number, string>()
  #delivered = 0
  #expired = 0
  #fidelities = 0
  #known = 0

  constructor(
    private readonly entry: AskedCircuit,
    ends: readonly [ObservedEnd, ObservedEnd],
    private readonly clock: VirtualClock,
    private readonly oracle: Oracle
  ) {
    this.#ends = ends
    this.#need = new JointNeed(entry.number === 'continuous' ? MOST_PAIRS : entry.number)
    const [head, tail] = ends
    tail.service.accept(entry.purpose ?? 0)
    tail.service.subscribe({ delivered: (pair) => this.#deliveredAt(pair), expired: (pair) => this.#expiredAt(pair) })
    head.service.subscribe({
      delivered: (pair) => this.#deliveredAt(pair),
      expired: (pair) => this.#expiredAt(pair),
      connectionChanged: (change) => this.#changed(change),
      requestEnded: ({ request }: RequestEnded) => void this.#requests.delete(request)
    })
  }

  start(): void {
    this.clock.at(this.clock.now() + (this.entry.start ?? 0), { run: () => this.#connect() })
  }

  /** @param simulated length of the run */
  report(simulated: Nanoseconds): PairReport {
    return {
      from: this.entry.from,
      to: this.entry.to,
      delivered: this.#delivered,
      expired: this.#expired,
      meanFidelity: this.#known === 0 ? null : this.#fidelities / this.#known,
      perSimulatedSecond: (this.#delivered / simulated) * NANOSECONDS_PER_SECOND
    }
  }

  #connect(): void {
    const {
      minimumFidelity,
      rate = 0,
      cutoff = 0,
      order = 'asap',
      distillation = {},
      purpose = 0,
      paths = 1
    } = this.entry
    const [head, tail] = this.#ends
    const to = tail.service.layer.node
    // Until it has its name: it may fail at once.
    this.#connection = UNNAMED
    const wish = { to, minimumFidelity, rate, cutoff, order, distillation, purpose, paths }
    const connection = head.service.layer.connect(wish)
    if (this.#connection === UNNAMED) this.#connection = connection
  }

  #changed({ connection, state, circuits }: ConnectionChanged): void {
    if (connection !== this.#connection && this.#connection !== UNNAMED) return
    if (state === 'failed') {
      this.#connection = NONE
      this.clock.at(this.clock.now() + RETRY, { run: () => this.#connect() })
    }
    if (state !== 'running') return
    const running = new Set(circuits.map(circuitKey))
    const { service } = this.#ends[0]
    // Those that make no pairs while others do are to leave the pairs to these.
    for (const [request, circuit] of this.#requests) if (!running.has(circuit)) service.cancel(request)
    const asked = new Set(this.#requests.values())
    const { kind = 'keep', raw = false } = this.entry
    for (const circuit of circuits) {
      const key = circuitKey(circuit)
      this.#circuits.add(key)
      const number = this.#need.missing
      if (asked.has(key) || number === 0) continue
      const answer = service.request(circuit, { number, kind, raw }, this.#need)
      if (typeof answer === 'number') this.#requests.set(answer, key)
    }
  }

  #deliveredAt(pair: NetworkPair): void {
    if (!this.#circuits.has(circuitKey(pair))) return
    const name = nameOf(pair)
    const other = this.#given.get(name)
    if (other === undefined || other.head === pair.head) {
      this.#given.set(name, pair)
      return
    }
    this.#given.delete(name)
    this.#delivered += 1
    if (pair.qubit < 0 || other.qubit < 0) return
    const [one, two] = [this.#address(pair), this.#address(other)]
    this.#fidelities += pairFidelity(this.oracle.state(one, two), pair.corrected ? 0 : pair.bellIndex)
    this.#known += 1
    const release = (): void => {
      for (const half of [pair, other]) this.#end(half).service.release(half)
    }
    const { hold = 0 } = this.entry
    if (hold === 0) release()
    else this.clock.at(this.clock.now() + hold, { run: release })
  }

  #expiredAt({ initiator, circuit, pair }: NetworkPairExpired): void {
    for (const [name, given] of this.#given) {
      if (given.initiator !== initiator || given.circuit !== circuit || given.pair !== pair) continue
      this.#given.delete(name)
      this.#expired += 1
      return
    }
  }

  #end(pair: NetworkPair): ObservedEnd {
    return this.#ends[pair.head ? 0 : 1]
  }

  #address(pair: NetworkPair): { readonly node: string; readonly qubit: number } {
    return { node: this.#end(pair).name, qubit: pair.qubit }
  }
}

function circuitKey({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}

/** Both ends call a pair by this. */
function nameOf(pair: NetworkPair): string {
  const { headEpoch, headSequence, tailEpoch, tailSequence } = pair
  return `${circuitKey(pair)} ${headEpoch}/${headSequence} ${tailEpoch}/${tailSequence}`
}
