import type { CreateFailed, MeasurementChoice, PairDelivered } from '@bellwire/link-layer'
import type { LinkService } from '@bellwire/node'
import type { SimulatedNetwork } from '../network/simulated-network.js'
import { ExperimentError } from './errors.js'
import { Intervals } from './intervals.js'
import { OutcomeMatching } from './outcome-matching.js'
import { RoundCounts } from './round-counts.js'

const FOREVER = Number.MAX_SAFE_INTEGER

/** Fidelities are rounded on the wire: what is asked for must be a little less than the best. */
const MARGIN = 0.99

/** Rounds in which both ends measure at once, each in a basis that was asked for. */
export interface RoundRequest {
  readonly rounds: number
  readonly alice: MeasurementChoice
  readonly bob: MeasurementChoice
}

/**
 * Asks a link for measured pairs and counts what both ends report: raw outcomes, bases and the announced Bell state,
 * as two laboratories would compare them afterwards. Nothing here knows a quantum state.
 */
export class MeasuredRounds {
  readonly counts = new RoundCounts()
  /** Times between heralds, by the times that alice's link layer states. */
  readonly intervals = new Intervals()
  readonly #network: SimulatedNetwork
  readonly #alice: LinkService
  readonly #matching = new OutcomeMatching()
  #complete = 0
  #failure: CreateFailed | undefined

  constructor(network: SimulatedNetwork) {
    this.#network = network
    this.#alice = network.node('alice').link('bob')
    const bob = network.node('bob').link('alice')
    bob.accept(0)
    this.#alice.subscribe({
      delivered: (pair) => {
        this.intervals.add(pair.goodnessTime)
        this.#note(pair)
      },
      failed: (failure) => {
        this.#failure = failure
      }
    })
    bob.subscribe({ delivered: (pair) => this.#note(pair, true) })
  }

  /** Pairs whose outcomes both ends have reported. */
  get complete(): number {
    return this.#complete
  }

  /** @throws ExperimentError REQUEST_FAILED */
  run(request: RoundRequest): void {
    const until = this.#complete + request.rounds
    this.intervals.restart()
    const answer = this.#alice.createDirect({
      kind: 'measure',
      number: request.rounds,
      minimumFidelity: MARGIN * this.#alice.maximumFidelity,
      raw: true,
      originator: request.alice,
      responder: request.bob
    })
    if (answer.error === 0) this.#network.run(FOREVER, () => this.#complete < until && this.#failure === undefined)
    if (this.#complete < until) {
      const code = this.#failure?.code ?? answer.error
      throw new ExperimentError('REQUEST_FAILED', `the request for ${request.rounds} rounds ended with code ${code}`)
    }
  }

  #note(pair: PairDelivered, bob = false): void {
    const { outcome, basis } = pair
    if (outcome === null) return
    const own = 2 * basis + outcome.reveal()
    const other = this.#matching.note(pair.sequence, own)
    if (other < 0) return
    this.#complete += 1
    const a = bob ? other : own
    const b = bob ? own : other
    this.counts.add(pair.bellIndex, a >> 1, b >> 1, a & 1, b & 1)
  }
}
