import { opticsBudget } from '../components/optics-chain.js'
import { ca40Figures } from './ca40-figures.js'
import { ca40Parameters } from './ca40-parameters.js'
import { erYsoFigures } from './er-yso-figures.js'
import { erYsoLinkParameters } from './er-yso-link-parameters.js'
import { erYsoParameters } from './er-yso-parameters.js'
import type { ExperimentFigure } from './experiment-figure.js'
import type { OpticsBudget } from './platform.js'
import { rb87Figures } from './rb87-figures.js'
import { rb87Parameters } from './rb87-parameters.js'
import { rb87StabilisationFigures } from './rb87-stabilisation.js'
import type { TaggedParameter } from './tagged-parameter.js'
import { ybEuFigures } from './yb-eu-figures.js'
import { ybEuOpticsChain } from './yb-eu-link.js'
import { ybEuParameters } from './yb-eu-parameters.js'

/** What is known of published hardware beside how its links and nodes are made. */
export interface PublishedHardware {
  readonly paper: string
  readonly parameters: Readonly<Record<string, TaggedParameter>>
  figures(): readonly ExperimentFigure[]
  /** The paper's own table of efficiencies, where it has one that says more than the arms of a link do. */
  budgets?(): readonly OpticsBudget[]
}

export const publishedHardware = {
  ca40: {
    paper: 'A building block of quantum repeaters (Liu et al.)',
    parameters: ca40Parameters,
    figures: ca40Figures
  },
  rb87: {
    paper: 'Creation of memory–memory entanglement in a metropolitan quantum network (Liu et al.)',
    parameters: rb87Parameters,
    figures: () => [...rb87Figures(), ...rb87StabilisationFigures()]
  },
  ybEu: {
    paper:
      'Heterogeneous entanglement between a trapped ion and a solid-state quantum memory (Cui, Zhou, Huang, Li et al.)',
    parameters: ybEuParameters,
    figures: ybEuFigures,
    budgets: () =>
      (['first', 'second'] as const).map((column) => ({
        name: `${column} polarisation`,
        elements: opticsBudget(ybEuOpticsChain(column))
      }))
  },
  erYso: {
    paper: 'In situ multimode photon-memory entanglement',
    parameters: { ...erYsoParameters, ...erYsoLinkParameters },
    figures: erYsoFigures
  }
} as const satisfies Record<string, PublishedHardware>
