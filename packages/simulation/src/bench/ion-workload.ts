import { ca40SingleClick10km, windowNoise } from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import { SimulatedNetwork } from '../network/simulated-network.js'
import type { WorkloadRun } from './link-workload.js'

/** 5 km of fibre at 2.042·10⁸ m/s, nanoseconds. */
const HALF_LINK = 24_486

/** Rounds of the published 10 km experiment. */
export const ION_ROUNDS = 405_145

/**
 * The rounds of the 10 km ion–ion experiment through the whole stack: heralded single-click pairs, both ions measured
 * at once in bases that each node draws.
 */
export class IonWorkload {
  readonly #network: SimulatedNetwork
  #delivered = 0
  #final = false

  constructor(options: { readonly seed: number; readonly rounds: number; readonly brightness: number }) {
    const parameters = ca40SingleClick10km
    const { brightness } = options
    this.#network = new SimulatedNetwork(
      {
        nodes: [
          { name: 'alice', qubits: 1, readoutFlip: parameters.readoutFlip[0] },
          { name: 'bob', qubits: 1, readoutFlip: parameters.readoutFlip[1] }
        ],
        stations: [{ name: 'middle' }],
        links: [
          {
            a: 'alice',
            b: 'bob',
            station: 'middle',
            delays: [HALF_LINK, HALF_LINK],
            guard: 100,
            window: parameters.windowNanoseconds,
            slotPeriod: Math.round(NANOSECONDS_PER_SECOND / parameters.attemptsPerSecond),
            model: { kind: 'single-click', parameters },
            noise: windowNoise(parameters),
            operatingPoints: [{ brightness, fidelity: 0.9, successProbability: 1e-4 }]
          }
        ]
      },
      { seed: options.seed }
    )
    if (!this.#network.settle()) throw new Error('the link did not come up')
    const alice = this.#network.node('alice').link('bob')
    this.#network.node('bob').link('alice').accept(0)
    alice.subscribe({
      delivered: (pair) => {
        this.#delivered += 1
        this.#final = pair.final
      }
    })
    alice.createDirect({
      kind: 'measure',
      number: options.rounds,
      minimumFidelity: 0.5,
      originator: { random: 'XZ' },
      responder: { random: 'CHSH' }
    })
  }

  run(): WorkloadRun {
    const { clock } = this.#network
    const start = clock.now()
    const events = clock.events
    this.#network.run(Number.MAX_SAFE_INTEGER, () => !this.#final)
    return {
      count: this.#delivered,
      simulatedSeconds: (clock.now() - start) / NANOSECONDS_PER_SECOND,
      events: clock.events - events
    }
  }
}
