import type { SimulatedNetwork } from '../../network/simulated-network.js'
import { MILLISECOND } from '../times.js'
import type { Program } from './program.js'

const KINDS = ['keep', 'measure', 'prepare'] as const
/** Between two attempts to connect. */
const RETRY = MILLISECOND

/** A program that wants a few pairs of every kind of another node, and connects again and again until it has them. */
export class Asking {
  /** What was asked of the present circuit. */
  #asked: (number | undefined)[] = []
  readonly #complete = new Set<number>()
  readonly #network: SimulatedNetwork
  readonly #program: Program
  readonly #from: string
  readonly #wish: { readonly to: number; readonly minimumFidelity: number }
  readonly #stop: () => void
  /** The connection's name is not known before it is made, and it may fail in the making. */
  #connecting = false
  #connection: number | undefined
  #circuit: number | undefined
  #state = 'not begun'
  #next = 0

  constructor(network: SimulatedNetwork, program: Program, from: number, to: number) {
    this.#network = network
    this.#program = program
    this.#from = `node${from}`
    // Less than any pair has: where memories decay fast and links are slow no way gives more.
    this.#wish = { to, minimumFidelity: 0.25 }
    this.#stop = this.#service.subscribe({
      requestEnded: ({ request, code }) => {
        if (code === 0) this.#complete.add(request)
      },
      connectionChanged: ({ connection, state, circuit }) => {
        if (!this.#connecting && connection !== this.#connection) return
        this.#state = state
        if (state !== 'running' || circuit === undefined || circuit.circuit === this.#circuit) return
        // Where the connection has moved, what was asked of the circuit before is over.
        this.#circuit = circuit.circuit
        this.#asked = KINDS.map((kind) => program.ask(circuit, { wish: { kind, number: 2 }, cancelAfter: Infinity }))
      }
    })
  }

  get #service() {
    return this.#network.node(this.#from).network
  }

  /** Connects where there is no connection and it is time. Returns whether all is done. */
  goOn(): boolean {
    const now = this.#network.clock.now()
    const idle = this.#connection === undefined || this.#state === 'failed' || this.#state === 'closed'
    if (idle && now >= this.#next && this.#service.plan(this.#wish).length > 0) {
      this.#next = now + RETRY
      this.#state = 'begun'
      this.#connecting = true
      this.#connection = this.#service.layer.connect(this.#wish)
      this.#connecting = false
    }
    return this.#asked.length > 0 && this.#asked.every((request) => this.#complete.has(request ?? -1))
  }

  /** How it stands, for people. */
  get account(): string {
    return `${this.#asked.length} requests, ${this.#complete.size} complete, connection ${this.#state}`
  }

  end(): void {
    this.#stop()
    if (this.#connection !== undefined) this.#service.layer.disconnect(this.#connection)
    this.#program.end()
  }
}
