import { combEfficiency, onDemandSeconds, peakDepthFor } from '../absorptive-memory/atomic-frequency-comb.js'
import type { ExperimentFigure } from './experiment-figure.js'
import { ybEuParameters as ybEu } from './yb-eu-parameters.js'

/** The efficiency for 0.5 µs that the combs below are to reach: the first polarisation's, inferred, about 31 %. */
const TARGET_EFFICIENCY = ybEu.deviceFirst.value / ybEu.memoryPathFirst.value

const FINESSES = [3, 4, 5, 6] as const

/**
 * Square combs that would have the inferred efficiency. Finesse, depth and the efficiency for 1 µs are missing in the
 * text, so that nothing tells which one it is.
 */
export function ybEuCombFigures(): readonly ExperimentFigure[] {
  const spacingHertz = ybEu.combSpacing.value * 1e6
  const times = [1, 2].map((order): ExperimentFigure => {
    return {
      id: `storage-time-${order}`,
      quantity: `storage time at the echo ${order}`,
      unit: 'µs',
      paper: { value: order / 2 },
      closedForm: onDemandSeconds(spacingHertz, order) * 1e6,
      kind: 'fit',
      note: 'the spacing of 2 MHz is inferred from these times'
    }
  })
  const combs = FINESSES.flatMap((finesse): readonly ExperimentFigure[] => {
    const shape = { toothShape: 'square', finesse, backgroundDepth: 0 } as const
    const peakDepth = peakDepthFor(TARGET_EFFICIENCY, shape)
    const note = 'finesse, depth and the efficiency for 1 µs are missing in the text: unconstrained'
    return [
      {
        id: `comb-depth-${finesse}`,
        quantity: `peak depth of a square comb of finesse ${finesse} that stores 31 % for 0.5 µs`,
        unit: '1',
        paper: null,
        closedForm: peakDepth,
        kind: 'inferred',
        note
      },
      {
        id: `comb-second-echo-${finesse}`,
        quantity: `its efficiency for 1 µs, finesse ${finesse}`,
        unit: '1',
        paper: null,
        closedForm: combEfficiency({ ...shape, peakDepth }, 2),
        kind: 'inferred',
        note
      }
    ]
  })
  return [...times, ...combs]
}
