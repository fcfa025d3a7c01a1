import type { ExperimentRun } from '../experiment.js'
import type { SimulatedFigure } from '../row.js'
import { SwappedPairs } from '../swapped-pairs.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { chain as chainTopology } from '../../topology/generators.js'
import { idealLinks } from '../../topology/network/ideal-links.js'
import { networkOfTopology } from '../../topology/network/network-of-topology.js'
import { type ChainSection, figure } from './section.js'

/** A chain of links that make Werner pairs. */
export interface WernerChain {
  readonly links: number
  /** Of each link's pairs. */
  readonly fidelity: number
  readonly pairs: number
}

/** (1 + 3wⁿ)/4 with w = (4F−1)/3: Werner parameters multiply. */
export function wernerChainFidelity({ links, fidelity }: Pick<WernerChain, 'links' | 'fidelity'>): number {
  return (1 + 3 * ((4 * fidelity - 1) / 3) ** links) / 4
}

/**
 * The fidelity from end to end of chains of Werner pairs in all four Bell states, with 10 km of fibre in each link and
 * memories that lose nothing: both ends measure, and the outcomes are correlated.
 */
export function wernerSection(chains: readonly WernerChain[]): ChainSection {
  const id = ({ links, fidelity }: WernerChain): string => `werner-${links}-${fidelity}`
  return {
    figures: chains.map((one) => {
      const quantity = `fidelity: ${one.links} links of F = ${one.fidelity}`
      return figure(id(one), quantity, '1', wernerChainFidelity(one))
    }),
    play: (run) => new Map(chains.map((one) => [id(one), measured(one, id(one), run)]))
  }
}

function measured({ links, fidelity, pairs }: WernerChain, id: string, run: ExperimentRun): SimulatedFigure {
  run.progress(`${links} links of fidelity ${fidelity}`)
  const description = networkOfTopology(chainTopology(links + 1), {
    link: idealLinks({ fidelity, announced: [0, 1, 2, 3] })
  })
  const network = new SimulatedNetwork(
    { ...description, network: {} },
    { seed: run.seed(id), observer: run.statistics.frames }
  )
  network.world.onHerald = run.statistics.heralded
  const swapped = new SwappedPairs(network, { from: 'n1', to: `n${links + 1}`, cutoff: 0 })
  swapped.run(run.scaled(pairs))
  run.statistics.finished(network, swapped.complete)
  return swapped.counts.fidelity()
}
