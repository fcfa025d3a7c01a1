import type { Experiment } from '../experiment.js'
import type { RowFigure, SimulatedFigure } from '../row.js'
import { linkFigures, playLinks } from './link-figures.js'
import { optimumFigures } from './optimum-figures.js'
import { sourcePictures } from './pictures.js'
import { sourceFigures } from './source-figures.js'

/** Made once they are asked for: the optimiser takes most of a second. */
let figures: readonly RowFigure[] | undefined

/**
 * The source of "In situ multimode photon-memory entanglement": its figures, which are of one device and are not played,
 * and the link of two such devices that the paper names as future work, played through the stack.
 */
export const cavitySource: Experiment = {
  name: 'cavity-source',
  title: 'A parametric cavity with a memory inside, and two of them linked',
  get figures() {
    figures ??= [...sourceFigures(), ...optimumFigures(), ...linkFigures()]
    return figures
  },
  run(run) {
    const results = new Map<string, SimulatedFigure>()
    playLinks(run, results)
    return results
  },
  pictures: sourcePictures
}
