import type { QubitId } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import { giveUp } from '../entanglement/give-up.js'
import type { LocalQubits } from '../entanglement/local-qubits.js'
import type { EntangledPair, EntanglementSource } from '../entanglement/source.js'
import { ApplicationError, requireAsking, requireInteger } from '../errors.js'
import type { TeleportReceiver } from '../teleportation/receiver.js'
import type { TeleportSender } from '../teleportation/sender.js'
import type { Teleports } from '../teleportation/teleports.js'
import { type BounceResult, type BounceRun, BounceTally } from './bounce-tally.js'
import type { Undertaking, Undertakings } from './undertakings.js'

/** The two ways between two nodes, at one of them: over `outward` qubits leave the node that benchmarks, over `back` they return. */
export interface BounceWays {
  readonly outward: EntanglementSource
  readonly back: EntanglementSource
}

export interface BounceWish {
  /** Round trips of the runs; two different numbers at least. */
  readonly lengths: readonly number[]
  /** Runs of each length with each of the six states. */
  readonly repetitions: number
  /** Until there is a result. Default 0: none. */
  readonly timeLimit?: Nanoseconds
}

/** One of the two is told, once. */
export interface BounceListener {
  done(result: BounceResult): void
  /**
   * NORES: no qubit is free. TIMEOUT: it has taken too long, or too many runs in a row were lost. OTHER: this node has crashed.
   * Everything else is the word of a source.
   */
  failed(reason: ErrorCode): void
}

/** No later request would be answered otherwise. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set([ErrorCode.UNSUPP, ErrorCode.CREATE, ErrorCode.REJECTED])

/** Before a request is made again, nanoseconds. */
const PAUSE = 100_000_000

/** After so many lost runs and failed requests in a row the way is taken to be gone. */
const MOST_LOST = 100

/** What bounces ask of the node that benchmarks. */
export interface BounceParts {
  readonly teleports: Teleports
  readonly qubits: LocalQubits
  readonly undertakings: Undertakings
}

/** The node that benchmarks: one qubit at a time goes out, is awaited, and goes out again, until it is measured. */
export class Bounces {
  readonly #ways: BounceWays
  readonly #parts: BounceParts
  readonly #listener: BounceListener
  readonly #sender: TeleportSender
  readonly #receiver: TeleportReceiver
  readonly #unlisten: (() => void)[]
  readonly #tally: BounceTally
  readonly #undertaking: Undertaking
  #lost = 0
  #lostInRow = 0
  /** The qubit that is to go out with the next pair. */
  #waiting: QubitId | undefined
  #tripsLeft = 0
  /** Runs that were begun, lost ones included. */
  #begun = 0
  /** Requests that are open, by source. */
  readonly #requests: ReadonlyMap<EntanglementSource, Set<number>>

  /** @throws ApplicationError INPUT; TAKEN where somebody teleports over the ways already */
  constructor(ways: BounceWays, wish: BounceWish, listener: BounceListener, parts: BounceParts) {
    checkBounceWish(ways, wish)
    const { outward, back } = ways
    const { teleports, undertakings } = parts
    this.#ways = ways
    this.#parts = parts
    this.#listener = listener
    this.#tally = new BounceTally(wish.lengths, wish.repetitions)
    this.#sender = teleports.sender(outward)
    this.#receiver = teleports.receiver(back, {
      received: ({ qubit }) => this.#returned(qubit),
      voided: () => this.#lose()
    })
    this.#requests = new Map([outward, back].map((source) => [source, new Set<number>()]))
    const listen = (source: EntanglementSource, delivered: (pair: EntangledPair) => void): (() => void) =>
      source.listen({
        delivered,
        expired: () => undefined,
        ended: (request, code) => {
          if (this.#requests.get(source)?.delete(request) === true && code !== ErrorCode.UNSPECIFIED)
            this.#askAgain(source, code)
        }
      })
    this.#unlisten = [listen(outward, (pair) => this.#goOut(pair)), listen(back, () => undefined)]
    this.#undertaking = undertakings.begin({
      timeLimit: wish.timeLimit ?? 0,
      leave: (dead) => this.#leave(dead),
      failed: (reason) => listener.failed(reason)
    })
    this.#begin(this.#tally.next as BounceRun)
  }

  stop(): void {
    this.#undertaking.stop()
  }

  #begin({ length, rotation }: BounceRun): void {
    this.#begun += 1
    const { qubits } = this.#parts
    const qubit = qubits.allocate()
    if (qubit < 0) return this.#undertaking.fail(ErrorCode.NORES)
    this.#tripsLeft = length
    qubits.prepare(qubit, rotation, (done) => {
      if (!this.#undertaking.open) this.#giveBack(qubit, done)
      else if (done) this.#bounce(qubit)
    })
  }

  #bounce(qubit: QubitId): void {
    this.#waiting = qubit
    this.#request(this.#ways.outward)
  }

  #request(source: EntanglementSource): void {
    this.#requests.get(source)?.add(source.request(1))
  }

  #goOut(pair: EntangledPair): void {
    const qubit = this.#waiting
    this.#waiting = undefined
    if (qubit === undefined) {
      this.#ways.outward.release(pair.pair)
      return
    }
    this.#sender.send(pair, qubit, (end) => {
      if (!this.#undertaking.open) return
      // Now the other end holds it, and needs a pair to send it back.
      if (end === 'delivered') this.#request(this.#ways.back)
      else this.#lose()
    })
  }

  #returned(qubit: QubitId): void {
    this.#tripsLeft -= 1
    if (this.#tripsLeft > 0) return this.#bounce(qubit)
    const { basis } = this.#tally.next as BounceRun
    this.#parts.qubits.measureDirect(qubit, basis, (outcome) => {
      this.#giveBack(qubit, outcome !== null)
      if (outcome === null || !this.#undertaking.open) return
      this.#tally.found(outcome.reveal())
      this.#lostInRow = 0
      const next = this.#tally.next
      if (next !== undefined) this.#begin(next)
      else this.#undertaking.end(() => this.#listener.done(this.#tally.result(this.#lost)))
    })
  }

  /** Where the hardware was reset the qubit is another's by now. */
  #giveBack(qubit: QubitId, there: boolean): void {
    if (there) this.#parts.qubits.giveBack(qubit)
  }

  #lose(): void {
    if (!this.#undertaking.open) return
    this.#lost += 1
    this.#lostInRow += 1
    if (this.#lostInRow > MOST_LOST) this.#undertaking.fail(ErrorCode.TIMEOUT)
    else this.#begin(this.#tally.next as BounceRun)
  }

  /** A request failed: for good, or because the link or the circuit is down for a while. */
  #askAgain(source: EntanglementSource, code: ErrorCode): void {
    this.#lostInRow += 1
    if (HOPELESS.has(code) || this.#lostInRow > MOST_LOST) return this.#undertaking.fail(code)
    const begun = this.#begun
    const { clock } = this.#parts.teleports.options
    const again = (): void => {
      if (this.#begun !== begun || !this.#undertaking.open) return
      // The other end may have lost what it was to send back.
      if (source === this.#ways.back) this.#lose()
      else this.#request(source)
    }
    clock.at(clock.now() + PAUSE, { run: again })
  }

  #leave(dead: boolean): void {
    for (const end of this.#unlisten) end()
    this.#sender.close()
    this.#receiver.close()
    if (dead) return
    if (this.#waiting !== undefined) this.#parts.qubits.giveBack(this.#waiting)
    for (const [source, requests] of this.#requests) giveUp(source, requests)
  }
}

function checkBounceWish(ways: BounceWays, { lengths, repetitions, timeLimit = 0 }: BounceWish): void {
  for (const [index, length] of lengths.entries()) requireInteger(`lengths[${index}]`, length, 1, 1_000_000)
  requireInteger('repetitions', repetitions, 1, 1_000_000)
  requireInteger('timeLimit', timeLimit, 0, Number.MAX_SAFE_INTEGER)
  if (new Set(lengths).size < 2)
    throw new ApplicationError('INPUT', `lengths is ${lengths.join()}; accepted: two different numbers at least`)
  for (const way of ['outward', 'back'] as const) requireAsking(way, ways[way])
}
