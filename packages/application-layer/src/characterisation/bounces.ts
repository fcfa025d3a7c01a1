import { Basis, type BasisCode, type QubitId, type Rotation } from '@bellwire/device'
import type { Estimate } from '@bellwire/quantum'
import { ErrorCode } from '@bellwire/wire'
import type { LocalQubits } from '../entanglement/local-qubits.js'
import type { EntangledPair, EntanglementSource } from '../entanglement/source.js'
import { ApplicationError, requireInteger } from '../errors.js'
import type { TeleportReceiver } from '../teleportation/receiver.js'
import type { TeleportSender } from '../teleportation/sender.js'
import type { Teleports } from '../teleportation/teleports.js'
import { type DecayFit, fitDecay } from './decay-fit.js'

/** The two ways between two nodes, at one of them: over `outward` qubits leave the node that benchmarks, over `back` they return. */
export interface BounceWays {
  readonly outward: EntanglementSource
  readonly back: EntanglementSource
  readonly teleports: Teleports
  readonly qubits: LocalQubits
}

export interface BounceWish {
  /** Round trips of the runs; two different numbers at least. */
  readonly lengths: readonly number[]
  /** Runs of each length with each of the six states. */
  readonly repetitions: number
}

/** What came back after so many round trips: the mean of ±1 for each axis, +1 for what was sent. */
export interface BouncePoint {
  readonly length: number
  readonly axes: readonly [x: Estimate, y: Estimate, z: Estimate]
}

export interface BounceResult {
  readonly points: readonly BouncePoint[]
  /** By round trip. Errors of preparation and measurement are in the amplitudes alone. */
  readonly fits: readonly [x: DecayFit, y: DecayFit, z: DecayFit]
  /** Entanglement fidelity of one teleportation, both ways taken to be alike. */
  readonly fidelity: Estimate
  /** Runs that were lost on the way, and repeated. */
  readonly lost: number
}

export interface BounceListener {
  done(result: BounceResult): void
  failed(reason: ErrorCode): void
}

interface State {
  readonly axis: 0 | 1 | 2
  readonly sign: 0 | 1
  readonly rotation: Rotation
}

const QUARTER = Math.PI / 2

const STATES: readonly State[] = [
  { axis: 0, sign: 0, rotation: { x1: 0, y: QUARTER, x2: 0 } },
  { axis: 0, sign: 1, rotation: { x1: 0, y: -QUARTER, x2: 0 } },
  { axis: 1, sign: 0, rotation: { x1: -QUARTER, y: 0, x2: 0 } },
  { axis: 1, sign: 1, rotation: { x1: QUARTER, y: 0, x2: 0 } },
  { axis: 2, sign: 0, rotation: { x1: 0, y: 0, x2: 0 } },
  { axis: 2, sign: 1, rotation: { x1: Math.PI, y: 0, x2: 0 } }
]

const BASES: readonly BasisCode[] = [Basis.X, Basis.Y, Basis.Z]

/** No later request would be answered otherwise. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set([ErrorCode.UNSUPP, ErrorCode.CREATE, ErrorCode.REJECTED])

/** Before a request is made again, nanoseconds. */
const PAUSE = 100_000_000

/** After so many lost runs and failed requests in a row the way is taken to be gone. */
const MOST_LOST = 100

/**
 * Benchmarks a way between two nodes by qubits that are teleported to and fro ("A benchmarking procedure for quantum
 * networks", Helsen and Wehner, npj Quantum Information 9, 2023). Teleportation over any pair is a channel of Pauli errors
 * ("Teleportation as a depolarizing quantum channel, relative entropy, and classical capacity", Bowen and Bose, Physical
 * Review Letters 87, 2001), so that each axis decays by a factor of its own, and no random gates are needed.
 *
 * The other node's program must have been told to `reflectBounces`.
 *
 * @throws ApplicationError INPUT
 */
export function benchmarkBounces(ways: BounceWays, wish: BounceWish, listener: BounceListener): void {
  for (const [index, length] of wish.lengths.entries()) requireInteger(`lengths[${index}]`, length, 1, 1_000_000)
  requireInteger('repetitions', wish.repetitions, 1, 1_000_000)
  if (new Set(wish.lengths).size < 2)
    throw new ApplicationError('INPUT', `lengths is ${wish.lengths.join()}; accepted: two different numbers at least`)
  new Bounces(ways, wish, listener).begin()
}

/** Sends every qubit back that comes over the one way over the other. Returns what ends that. */
export function reflectBounces(ways: BounceWays): () => void {
  const mirror = new Mirror(ways)
  return () => mirror.close()
}

class Bounces {
  readonly #ways: BounceWays
  readonly #wish: BounceWish
  readonly #listener: BounceListener
  readonly #sender: TeleportSender
  readonly #receiver: TeleportReceiver
  readonly #unlisten: (() => void)[]
  /** Sums of ±1 by length and axis. */
  readonly #sums: Float64Array
  #run = 0
  #lost = 0
  #lostInRow = 0
  /** The qubit that is to go out with the next pair. */
  #waiting: QubitId | undefined
  #tripsLeft = 0
  /** Runs that were begun, lost ones included. */
  #begun = 0
  /** Requests that are open. */
  readonly #requests = new Set<number>()

  constructor(ways: BounceWays, wish: BounceWish, listener: BounceListener) {
    this.#ways = ways
    this.#wish = wish
    this.#listener = listener
    this.#sums = new Float64Array(3 * wish.lengths.length)
    const { outward, back, teleports } = ways
    this.#sender = teleports.sender(outward)
    this.#receiver = teleports.receiver(back, {
      received: ({ qubit }) => this.#returned(qubit),
      voided: () => this.#lose()
    })
    const ended =
      (source: EntanglementSource) =>
      (request: number, code: ErrorCode): void => {
        if (this.#requests.delete(request) && code !== ErrorCode.UNSPECIFIED) this.#askAgain(source, code)
      }
    this.#unlisten = [
      outward.listen({ delivered: (pair) => this.#goOut(pair), expired: () => undefined, ended: ended(outward) }),
      back.listen({ delivered: () => undefined, expired: () => undefined, ended: ended(back) })
    ]
  }

  begin(): void {
    this.#begun += 1
    const { lengths } = this.#wish
    const length = lengths[this.#run % lengths.length] as number
    const qubit = this.#ways.qubits.allocate()
    if (qubit < 0) return this.#fail(ErrorCode.NORES)
    this.#tripsLeft = length
    this.#ways.qubits.prepare(qubit, this.#state().rotation, (done) => {
      if (done) this.#bounce(qubit)
      else this.#fail(ErrorCode.OTHER)
    })
  }

  #state(): State {
    return STATES[Math.floor(this.#run / this.#wish.lengths.length) % STATES.length] as State
  }

  #bounce(qubit: QubitId): void {
    this.#waiting = qubit
    this.#requests.add(this.#ways.outward.request(1))
  }

  #goOut(pair: EntangledPair): void {
    const qubit = this.#waiting
    this.#waiting = undefined
    if (qubit === undefined) {
      this.#ways.outward.release(pair.pair)
      return
    }
    this.#sender.send(pair, qubit, (end) => {
      // Now the other end holds it, and needs a pair to send it back.
      if (end === 'delivered') this.#requests.add(this.#ways.back.request(1))
      else this.#lose()
    })
  }

  #returned(qubit: QubitId): void {
    this.#tripsLeft -= 1
    if (this.#tripsLeft > 0) return this.#bounce(qubit)
    const { axis, sign } = this.#state()
    const { qubits } = this.#ways
    qubits.measureDirect(qubit, BASES[axis] as BasisCode, (outcome) => {
      if (outcome === null) return this.#fail(ErrorCode.OTHER)
      qubits.giveBack(qubit)
      const at = 3 * (this.#run % this.#wish.lengths.length) + axis
      this.#sums[at] = (this.#sums[at] as number) + (outcome.reveal() === sign ? 1 : -1)
      this.#lostInRow = 0
      this.#run += 1
      if (this.#run < this.#wish.lengths.length * STATES.length * this.#wish.repetitions) this.begin()
      else this.#conclude()
    })
  }

  #lose(): void {
    this.#lost += 1
    this.#lostInRow += 1
    if (this.#lostInRow > MOST_LOST) this.#fail(ErrorCode.TIMEOUT)
    else this.begin()
  }

  /** A request failed: for good, or because the link or the circuit is down for a while. */
  #askAgain(source: EntanglementSource, code: ErrorCode): void {
    this.#lostInRow += 1
    if (HOPELESS.has(code) || this.#lostInRow > MOST_LOST) return this.#fail(code)
    const begun = this.#begun
    const { clock } = this.#ways.teleports.options
    const again = (): void => {
      if (this.#begun !== begun || this.#unlisten.length === 0) return
      // The other end may have lost what it was to send back.
      if (source === this.#ways.back) this.#lose()
      else this.#requests.add(source.request(1))
    }
    clock.at(clock.now() + PAUSE, { run: again })
  }

  #conclude(): void {
    const { lengths, repetitions } = this.#wish
    const runs = 2 * repetitions
    const points = lengths.map((length, index): BouncePoint => {
      const axis = (which: number): Estimate => {
        const sum = this.#sums[3 * index + which] as number
        // As if there had been one more of each: no mean of few numbers is certain.
        const shrunk = sum / (runs + 2)
        return { value: sum / runs, standardError: Math.sqrt((1 - shrunk ** 2) / runs) }
      }
      return { length, axes: [axis(0), axis(1), axis(2)] }
    })
    const fit = (axis: 0 | 1 | 2): DecayFit => fitDecay(points.map(({ length, axes }) => ({ length, ...axes[axis] })))
    const fits = [fit(0), fit(1), fit(2)] as const
    this.#close()
    this.#listener.done({ points, fits, fidelity: fidelityOf(fits), lost: this.#lost })
  }

  #fail(reason: ErrorCode): void {
    this.#close()
    this.#listener.failed(reason)
  }

  #close(): void {
    for (const end of this.#unlisten.splice(0)) end()
    this.#sender.close()
    this.#receiver.close()
  }
}

/** F = (1 + λx + λy + λz)/4 of one way, where a round trip is two. */
function fidelityOf(fits: readonly DecayFit[]): Estimate {
  let [sum, variance] = [0, 0]
  for (const { decay } of fits) {
    const once = Math.sqrt(Math.max(decay.value, 0))
    sum += once
    variance += once === 0 ? 1 : (decay.standardError / (2 * once)) ** 2
  }
  return { value: (1 + sum) / 4, standardError: Math.sqrt(variance) / 4 }
}

/** The node that sends everything back. */
class Mirror {
  readonly #ways: BounceWays
  readonly #sender: TeleportSender
  readonly #receiver: TeleportReceiver
  readonly #unlisten: () => void
  #qubit: QubitId | undefined
  /** Of the hardware, when it came. */
  #life = 0
  #pair: EntangledPair | undefined

  constructor(ways: BounceWays) {
    this.#ways = ways
    const { outward, back, teleports, qubits } = ways
    this.#sender = teleports.sender(back)
    this.#receiver = teleports.receiver(outward, {
      received: ({ qubit }) => {
        // An earlier one was lost to the node that benchmarks.
        this.#giveBack()
        this.#qubit = qubit
        this.#life = qubits.life
        this.#send()
      },
      voided: () => undefined
    })
    this.#unlisten = back.listen({
      delivered: (pair) => {
        if (this.#pair !== undefined) back.release(this.#pair.pair)
        this.#pair = pair
        this.#send()
      },
      expired: (pair) => {
        if (this.#pair?.pair === pair) this.#pair = undefined
      },
      ended: () => undefined
    })
  }

  close(): void {
    this.#unlisten()
    this.#sender.close()
    this.#receiver.close()
    this.#giveBack()
    if (this.#pair !== undefined) this.#ways.back.release(this.#pair.pair)
  }

  /** A qubit of before a reset is another's by now. */
  #giveBack(): void {
    if (this.#qubit !== undefined && this.#life === this.#ways.qubits.life) this.#ways.qubits.giveBack(this.#qubit)
    this.#qubit = undefined
  }

  #send(): void {
    if (this.#life !== this.#ways.qubits.life) this.#qubit = undefined
    const pair = this.#pair
    const qubit = this.#qubit
    if (pair === undefined || qubit === undefined) return
    this.#pair = undefined
    this.#qubit = undefined
    this.#sender.send(pair, qubit, () => undefined)
  }
}
