import {
  cavityLink,
  type CavityLinkParameters,
  erYsoArm,
  erYsoLink,
  fibreDelay,
  operatingPointsOf
} from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { ExperimentError } from '../errors.js'
import type { RunStatistics } from '../statistics.js'

/** Half-width of the station's gate for arrivals, nanoseconds. */
const GUARD = 100

/** A gate holds the whole pump pulse, nanoseconds. */
const WINDOW = 1000

/** A batch of attempts lasts this many mean waits for a herald, so that few batches end without one. */
const WAITS_PER_BATCH = 10

/** How a link of two parametric cavities is set up for a run. */
export interface CavitySetup {
  readonly kilometres: number
  /** λ/λ_threshold of both cavities. */
  readonly drive: number
  /** Temporal modes of an attempt. */
  readonly modes: number
}

/** The link as the stack plays it, its slot a whole number of nanoseconds. */
export function playedLink({ kilometres, modes }: CavitySetup): CavityLinkParameters & { readonly slotPeriod: number } {
  const parameters = erYsoLink(kilometres, modes)
  const slotPeriod = Math.ceil(NANOSECONDS_PER_SECOND / parameters.attemptsPerSecond) + 2 * GUARD
  return { ...parameters, attemptsPerSecond: NANOSECONDS_PER_SECOND / slotPeriod, slotPeriod }
}

/** Starts a network of alice, bob and such a link, and waits until it is up. @throws ExperimentError LINK_DOWN */
export function startCavityNetwork(setup: CavitySetup, seed: string, statistics: RunStatistics): SimulatedNetwork {
  const { noiseClickProbability: noise, attemptsPerSecond: _, slotPeriod, ...parameters } = playedLink(setup)
  const model = { kind: 'cavity', parameters } as const
  const arm = Math.round(fibreDelay(erYsoArm(setup.kilometres)))
  const { heraldProbability } = cavityLink(
    { ...parameters, noiseClickProbability: noise, attemptsPerSecond: 1 },
    setup.drive
  )
  const network = new SimulatedNetwork(
    {
      nodes: ['alice', 'bob'].map((name) => ({ name, qubits: 1 })),
      stations: [{ name: 'middle' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'middle',
          delays: [arm, arm],
          guard: GUARD,
          window: WINDOW,
          slotPeriod,
          batchSlots: Math.ceil(WAITS_PER_BATCH / heraldProbability),
          model,
          noise,
          operatingPoints: operatingPointsOf(model, noise, [setup.drive])
        }
      ]
    },
    { seed, observer: statistics.frames }
  )
  network.world.onHerald = statistics.heralded
  if (!network.settle()) throw new ExperimentError('LINK_DOWN', 'the link between alice and bob did not come up')
  return network
}
