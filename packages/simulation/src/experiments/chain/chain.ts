import type { Experiment } from '../experiment.js'
import { cutoff } from './cutoff.js'
import { maximum } from './maximum.js'
import type { ChainSection } from './section.js'
import { swapAsap } from './swap-asap.js'
import { waiting } from './waiting.js'
import { wernerSection } from './werner.js'

/** One for every operation on a chain of which there is a closed form; the rows stand in this order. */
const SECTIONS: readonly ChainSection[] = [
  maximum,
  waiting,
  swapAsap,
  cutoff,
  wernerSection([
    { links: 2, fidelity: 0.98, pairs: 12_000 },
    { links: 4, fidelity: 0.98, pairs: 12_000 },
    { links: 8, fidelity: 0.98, pairs: 12_000 },
    { links: 2, fidelity: 0.95, pairs: 12_000 },
    { links: 3, fidelity: 0.95, pairs: 12_000 },
    { links: 4, fidelity: 0.95, pairs: 12_000 }
  ])
]

/**
 * Closed forms of chains of links against the stack: what they say holds in slots, without delays and with all links
 * beginning together, and so the stack is set up. No paper's numbers, and nothing fitted.
 */
export const chain: Experiment = {
  name: 'chain',
  title: 'Chains of links: closed forms against the stack',
  figures: SECTIONS.flatMap(({ figures }) => figures),
  run: (run) => new Map(SECTIONS.flatMap((section) => [...section.play(run)]))
}
