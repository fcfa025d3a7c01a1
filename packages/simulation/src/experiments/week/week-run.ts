import type { Nanoseconds } from '@bellwire/runtime'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { ExperimentError } from '../errors.js'
import type { RunStatistics } from '../statistics.js'
import { fiveNodes, STEP } from './five-nodes.js'
import { LinkWatch } from './link-watch.js'
import { MinuteBins } from './minute-bins.js'
import { WatchedCircuit } from './watched-circuit.js'

const SECOND: Nanoseconds = 1_000_000_000

/** What the circuits promise from end to end. */
export const PROMISED_FIDELITY = 0.865

const CIRCUITS = [
  ['n1', 'n3'],
  ['n2', 'n4'],
  ['n5', 'n2']
] as const

/** A pair is asked for so often on every circuit, and so long before the links' conditions change: while pairs are being made. */
const ASKING: Nanoseconds = STEP
const AHEAD = SECOND / 100

/** Five nodes for some minutes: three circuits whose programs ask for a pair every ten seconds. */
export class WeekRun {
  readonly network: SimulatedNetwork
  readonly links: LinkWatch
  readonly circuits: readonly WatchedCircuit[]
  readonly bins: readonly MinuteBins[]
  readonly minutes: number

  /** @throws ExperimentError LINK_DOWN where the circuits do not come up */
  constructor(options: { readonly seed: string; readonly minutes: number; readonly statistics?: RunStatistics }) {
    const { seed, statistics } = options
    this.minutes = options.minutes
    const network = new SimulatedNetwork(fiveNodes(), {
      seed,
      ...(statistics && { observer: statistics.frames })
    })
    this.network = network
    this.links = new LinkWatch(network)
    network.world.onHerald = (herald) => {
      statistics?.heralded()
      this.links.heralded(herald)
    }
    network.run(STEP)
    this.circuits = CIRCUITS.map(([from, to], index) => {
      return new WatchedCircuit(network, { from, to, minimumFidelity: PROMISED_FIDELITY, purpose: index + 1 })
    })
    network.run(2 * STEP)
    if (!this.circuits.every(({ running }) => running)) {
      throw new ExperimentError('LINK_DOWN', 'the circuits did not come up within twenty seconds')
    }
    this.bins = this.circuits.map(() => new MinuteBins(network.clock.now(), this.minutes))
    this.circuits.forEach((circuit, index) => (circuit.bins = this.bins[index]))
  }

  run(): void {
    const { clock } = this.network
    const end = clock.now() + this.minutes * 60 * SECOND
    for (let next = clock.now() + ASKING - AHEAD; next < end; next += ASKING) {
      this.network.run(next)
      for (const circuit of this.circuits) circuit.ask()
    }
    this.network.run(end)
  }
}
