import type {
  EntangledPair,
  EntanglementListener,
  EntanglementSource,
  OutcomeListener
} from '@bellwire/application-layer'
import type { BasisCode, QubitId, Rotation } from '@bellwire/device'
import type { ConnectionWish } from '@bellwire/network-layer'
import { CircuitSource, type NetworkCircuit, type Node, NodeError } from '@bellwire/node'
import type { Nanoseconds, VirtualClock } from '@bellwire/runtime'
import { ERROR_CODE_NAMES, ErrorCode } from '@bellwire/wire'
import type { Programs } from './programs.js'

export interface OpenedCircuitListener {
  /** It stands for the first time. */
  opened(): void
  /** There is none, or none any more; another one is tried for. */
  failed(reason: string): void
}

export interface OpenedCircuitOptions {
  readonly node: Node
  readonly clock: VirtualClock
  readonly programs: Programs
  readonly wish: ConnectionWish
  readonly told: OpenedCircuitListener
  /** One that could not be opened, or that has failed, is tried again after this. Default a second. */
  readonly pause?: Nanoseconds
}

/**
 * Pairs of circuits that a program opens one after the other, as one source: where one fails for good, it opens the next, and
 * what is asked for meanwhile waits for that.
 */
export class OpenedCircuit implements EntanglementSource {
  readonly peer: number
  readonly purpose: number
  readonly #node: Node
  readonly #clock: VirtualClock
  readonly #programs: Programs
  readonly #wish: ConnectionWish
  readonly #told: OpenedCircuitListener
  readonly #pause: Nanoseconds
  #source: CircuitSource | undefined
  #circuit: NetworkCircuit | undefined
  #unlisten: () => void = () => undefined
  /** Replaced, never changed: a listener may add another while it is called. */
  #listeners: readonly EntanglementListener[] = []
  #opened = false
  /** The node's process is not there, and neither is its program. */
  #down = false
  /** How often the node's process has begun anew: what an earlier one was waiting for never comes. */
  #life = 0
  #lastRequest = 0
  /** Requests of the present circuit: the names of this source, by those of the circuit's. */
  readonly #requests = new Map<number, number>()
  readonly #waiting = new Map<number, number>()

  constructor({ node, clock, programs, wish, told, pause = 1_000_000_000 }: OpenedCircuitOptions) {
    this.#node = node
    this.#clock = clock
    this.#programs = programs
    this.#wish = wish
    this.#told = told
    this.#pause = pause
    this.peer = wish.to
    this.purpose = wish.purpose ?? 0
  }

  open(): void {
    const life = this.#life
    this.#programs.begin(async () => {
      const told = await this.#tryToOpen()
      told(life === this.#life)
    })
  }

  crashed(): void {
    this.#down = true
    this.#life += 1
  }

  recovered(): void {
    this.#down = false
    this.open()
  }

  /** For good. */
  close(): void {
    this.#life += 1
    this.#circuit?.close()
  }

  get origin(): EntanglementSource['origin'] {
    return this.#source?.origin ?? { initiator: 0, circuit: 0 }
  }

  listen(listener: EntanglementListener): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  accept(): void {
    this.#node.network.accept(this.purpose)
  }

  refuse(): void {
    this.#node.network.refuse(this.purpose)
  }

  request(number: number): number {
    this.#lastRequest += 1
    this.#ask(this.#lastRequest, number)
    return this.#lastRequest
  }

  cancel(request: number): void {
    if (this.#waiting.delete(request)) return
    for (const [inner, own] of this.#requests) if (own === request) this.#source?.cancel(inner)
  }

  measure(qubit: QubitId, basis: BasisCode, rotation: Rotation | null, listener: OutcomeListener): void {
    this.#node.qubits.measureDirect(qubit, basis, listener, rotation)
  }

  take(pair: number): boolean {
    return this.#source?.take(pair) ?? false
  }

  release(pair: number): boolean {
    return this.#source?.release(pair) ?? false
  }

  // ---- parts ----

  /** What is to be done then, if it is still waited for. */
  async #tryToOpen(): Promise<(isWanted: boolean) => void> {
    try {
      const circuit = await this.#node.network.openCircuit(this.#wish)
      return (isWanted) => (isWanted ? this.#stands(circuit) : circuit.close())
    } catch (error) {
      const reason = reasonOf(error)
      return (isWanted) => (isWanted ? this.#failed(reason) : undefined)
    }
  }

  #stands(circuit: NetworkCircuit): void {
    const { purpose } = this
    const source = new CircuitSource(this.#node.network, this.#node.qubits, this.#clock, { purpose, circuit })
    this.#source = source
    this.#circuit = circuit
    this.#unlisten = source.listen({
      delivered: (pair: EntangledPair) => {
        const told = { ...pair, request: this.#requests.get(pair.request) ?? 0 }
        for (const listener of this.#listeners) listener.delivered(told)
      },
      expired: (pair) => {
        for (const listener of this.#listeners) listener.expired(pair)
      },
      ended: (inner, code, delivered) => {
        const request = this.#requests.get(inner)
        if (this.#requests.delete(inner) && request !== undefined) this.#ended(request, code, delivered)
      }
    })
    circuit.watch((state, reason) => {
      if (state !== 'failed' || this.#source !== source) return
      this.#unlisten()
      this.#source = undefined
      this.#failed(ERROR_CODE_NAMES[reason])
      const lost = [...this.#requests.values()]
      this.#requests.clear()
      for (const request of lost) this.#ended(request, ErrorCode.OTHER, 0)
    })
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const [request, number] of waiting) this.#ask(request, number)
    if (this.#opened) return
    this.#opened = true
    this.#told.opened()
  }

  #ask(request: number, number: number): void {
    if (this.#source === undefined) this.#waiting.set(request, number)
    else this.#requests.set(this.#source.request(number), request)
  }

  #failed(reason: string): void {
    this.#told.failed(reason)
    const life = this.#life
    if (this.#down) return
    const again = (): void => {
      if (life === this.#life) this.open()
    }
    this.#clock.at(this.#clock.now() + this.#pause, { run: again })
  }

  #ended(request: number, code: ErrorCode, delivered: number): void {
    for (const listener of this.#listeners) listener.ended(request, code, delivered)
  }
}

/** @throws what is no failure of the network's */
function reasonOf(error: unknown): string {
  if (error instanceof NodeError) return error.code
  throw error
}
