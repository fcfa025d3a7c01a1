import { expectedGap, expectedMaximum, swapAsapDecay } from '@bellwire/network-layer'
import type { Experiment } from '../experiment.js'
import { roundsSection } from './rounds-case.js'
import { wernerSection } from './werner.js'

const LINKS = 99
const PROBABILITY = 0.3
/** What a slot leaves in the inner memories: with it the chain keeps about half. */
const DECAY = 0.997

const SECTIONS = [
  roundsSection([
    {
      id: 'large',
      probabilities: Array.from({ length: LINKS }, () => PROBABILITY),
      decay: DECAY,
      rounds: 900,
      expected: {
        time: expectedMaximum(PROBABILITY, LINKS),
        decay: swapAsapDecay(
          Array.from({ length: LINKS }, () => PROBABILITY),
          Array.from({ length: LINKS - 1 }, () => DECAY)
        ),
        waited: (LINKS - 1) * expectedGap(PROBABILITY, PROBABILITY)
      }
    }
  ]),
  wernerSection([{ links: LINKS, fidelity: 0.999, pairs: 3000 }])
]

/** The closed forms of chains, at a hundred nodes. */
export const largeChain: Experiment = {
  name: 'large-chain',
  title: 'A chain of a hundred nodes: closed forms against the stack',
  figures: SECTIONS.flatMap(({ figures }) => figures),
  run: (run) => new Map(SECTIONS.flatMap((section) => [...section.play(run)]))
}
