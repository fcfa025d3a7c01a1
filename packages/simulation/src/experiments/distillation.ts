import type { DistillationWish } from '@bellwire/network-layer'
import {
  type BellDiagonal,
  bbpsswBell,
  dejmpsBell,
  doubleSelectionBell,
  hadamardBell,
  wernerState
} from '@bellwire/quantum'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { chain } from '../topology/generators.js'
import { idealLinks } from '../topology/network/ideal-links.js'
import { networkOfTopology } from '../topology/network/network-of-topology.js'
import { figure } from './chain/section.js'
import { wernerChainFidelity } from './chain/werner.js'
import type { Experiment, ExperimentRun } from './experiment.js'
import type { SimulatedFigure } from './row.js'
import { SwappedPairs } from './swapped-pairs.js'

/** One circuit that distils. */
interface Case {
  readonly id: string
  readonly title: string
  readonly links: number
  /** Of each link's pairs: Werner states in all four Bell states. */
  readonly fidelity: number
  readonly distillation: DistillationWish
  /** What the stage does, round by round. */
  readonly rounds: readonly Round[]
  readonly pairs: number
}

/** Writes what a round leaves of a kept pair and fresh ones, and returns the probability of success. */
type Round = (kept: BellDiagonal, fresh: BellDiagonal, into: Float64Array) => number

/** Of two pairs that have passed the same rounds. */
const bbpssw: Round = (kept, _, into) => bbpsswBell(kept, kept, into)
const dejmps: Round = (kept, _, into) => dejmpsBell(kept, kept, into)
const pumped: Round = (kept, fresh, into) => dejmpsBell(kept, fresh, into)
const doubleSelection: Round = (kept, _, into) => {
  const success = doubleSelectionBell(kept, kept, kept, into)
  into.set(hadamardBell(into))
  return success
}

const times = (number: number, round: Round): Round[] => Array.from({ length: number }, () => round)

const CASES: readonly Case[] = [
  {
    id: 'bbpssw-1',
    title: 'BBPSSW on a link of F = 0.8',
    links: 1,
    fidelity: 0.8,
    distillation: { links: { protocol: 'bbpssw', rounds: 1 } },
    rounds: times(1, bbpssw),
    pairs: 5000
  },
  ...[8500, 4500, 2000, 1700].map((pairs, index) => ({
    id: `dejmps-${index + 1}`,
    title: `DEJMPS on a link of F = 0.7, nested ${index + 1} deep`,
    links: 1,
    fidelity: 0.7,
    distillation: { links: { protocol: 'dejmps', rounds: index + 1 } } as const,
    rounds: times(index + 1, dejmps),
    pairs
  })),
  {
    id: 'pumped-3',
    title: 'DEJMPS on a link of F = 0.8, pumped 3 times',
    links: 1,
    fidelity: 0.8,
    distillation: { links: { protocol: 'dejmps', schedule: 'pumped', rounds: 3 } },
    rounds: times(3, pumped),
    pairs: 5000
  },
  {
    id: 'double-1',
    title: 'double selection on a link of F = 0.8',
    links: 1,
    fidelity: 0.8,
    distillation: { links: { protocol: 'doubleSelection', rounds: 1 } },
    rounds: times(1, doubleSelection),
    pairs: 5000
  },
  {
    id: 'ends-dejmps-2',
    title: 'DEJMPS from end to end of 2 links of F = 0.9, nested 2 deep',
    links: 2,
    fidelity: 0.9,
    distillation: { ends: { protocol: 'dejmps', rounds: 2 } },
    rounds: times(2, dejmps),
    pairs: 3000
  },
  {
    id: 'ends-bbpssw-1',
    title: 'BBPSSW from end to end of 2 links of F = 0.9',
    links: 2,
    fidelity: 0.9,
    distillation: { ends: { protocol: 'bbpssw', rounds: 1 } },
    rounds: times(1, bbpssw),
    pairs: 5000
  }
]

/** The state of a result, and the chance of each round. */
function closedForm(one: Case): { readonly fidelity: number; readonly successes: readonly number[] } {
  const fresh = wernerState(wernerChainFidelity(one))
  const state = Float64Array.from(fresh)
  const successes = one.rounds.map((round) => round(state, fresh, state))
  return { fidelity: state[0] as number, successes }
}

/** Every round of the cases, once: what a deeper case repeats says no more. */
const counted = (one: Case): boolean => !/^dejmps-[123]$/.test(one.id)
const successId = (one: Case, round: number): string => `${one.id}-success-${round + 1}`

function play(one: Case, run: ExperimentRun): [string, SimulatedFigure][] {
  run.progress(one.title)
  const description = networkOfTopology(chain(one.links + 1), {
    link: idealLinks({ fidelity: one.fidelity, announced: [0, 1, 2, 3] }),
    qubitsPerLink: 12
  })
  const network = new SimulatedNetwork(
    { ...description, network: { configuration: { window: 4 } } },
    { seed: run.seed(one.id), observer: run.statistics.frames }
  )
  network.world.onHerald = run.statistics.heralded
  const steps = one.rounds.map(() => ({ tried: 0, succeeded: 0 }))
  network.node('n1').network.subscribe({
    stepEnded: ({ level, succeeded }) => {
      const count = steps[level] as (typeof steps)[number]
      count.tried += 1
      if (succeeded) count.succeeded += 1
    }
  })
  const pairs = new SwappedPairs(network, {
    from: 'n1',
    to: `n${one.links + 1}`,
    cutoff: 0,
    distillation: one.distillation
  })
  pairs.run(run.scaled(one.pairs))
  run.statistics.finished(network, pairs.complete)
  return [
    [`${one.id}-fidelity`, pairs.counts.fidelity()],
    ...steps.map(({ tried, succeeded }, round): [string, SimulatedFigure] => {
      const value = succeeded / tried
      return [successId(one, round), { value, standardError: Math.sqrt((value * (1 - value)) / tried) }]
    })
  ]
}

/**
 * Distillation through the stack against its closed forms: gates and memories without fault, 10 km of fibre in each link.
 * Both ends measure what they are handed, and the outcomes are correlated. No paper's numbers, and nothing fitted.
 */
export const distillation: Experiment = {
  name: 'distillation',
  title: 'Distillation: closed forms against the stack',
  figures: CASES.flatMap((one) => {
    const { fidelity, successes } = closedForm(one)
    return [
      figure(`${one.id}-fidelity`, `fidelity: ${one.title}`, '1', fidelity),
      ...(counted(one) ? successes : []).map((success, round) =>
        figure(successId(one, round), `success of round ${round + 1}: ${one.title}`, '1', success)
      )
    ]
  }),
  run: (run) => new Map(CASES.flatMap((one) => play(one, run)))
}
