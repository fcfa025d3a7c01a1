import { chshNeededFor, chshSignificance, detectedChsh } from '../absorptive-memory/bell-test.js'
import {
  correlatorsOfFidelity,
  fidelityCapOfNoise,
  fidelityWithoutNoise,
  noiseFractionOf,
  wernerCorrelators
} from '../absorptive-memory/detected-pair.js'
import type { ExperimentFigure } from './experiment-figure.js'
import { ybEuParameters as ybEu } from './yb-eu-parameters.js'

/** The range in which S can lie: enough for the published significance, and what the measured fidelity allows. */
export const ybEuChshRange: readonly [least: number, most: number] = [2.45, 2.5]

const INFERRED_CHSH = 'the number is missing in the text; inferred: 2.47, range 2.45 to 2.50'

/** State of the detected pairs and their Bell test: what the text leaves, and what must be inferred. */
export function ybEuBellFigures(): readonly ExperimentFigure[] {
  const noiseFraction = noiseFractionOf(ybEu.signalToNoise.value)
  const fidelity = ybEu.fidelity.value
  const events = ybEu.tomographyEvents.value
  const { zz, xx } = correlatorsOfFidelity(fidelity, noiseFraction, ybEu.flipProbability.value)
  const chsh = detectedChsh({ zz, xx })
  const werner = detectedChsh(wernerCorrelators(fidelity))
  const inferred = (id: string, quantity: string, closedForm: number, note: string): ExperimentFigure => {
    return { id, quantity, unit: '1', paper: null, closedForm, kind: 'inferred', note }
  }
  return [
    inferred('fidelity-cap', 'fidelity if noise were all', fidelityCapOfNoise(noiseFraction), 'measured: 0.8921(223)'),
    inferred(
      'fidelity-without-noise',
      'fidelity of the pairs without noise',
      fidelityWithoutNoise(fidelity, noiseFraction),
      'from the measured 0.8921(223)'
    ),
    {
      id: 'fidelity',
      quantity: 'fidelity of the detected pairs',
      unit: '1',
      paper: { value: fidelity, error: ybEu.fidelity.error },
      closedForm: (1 + zz + 2 * xx) / 4,
      kind: 'fit',
      note: 'by construction: the Z error was chosen so that it holds'
    },
    inferred('correlator-zz', 'correlator t_zz', zz, 'with the assumed e_z = 0.02'),
    inferred('correlator-xx', 'correlators t_xx = t_yy', xx, 'with the assumed e_z = 0.02'),
    inferred('chsh', 'CHSH value S (inferred)', chsh, INFERRED_CHSH),
    inferred('chsh-werner', 'CHSH value S of a Werner state with this fidelity', werner, 'would fail, see below'),
    inferred(
      'chsh-needed',
      'least CHSH value S that is 6 standard deviations above 2',
      chshNeededFor(6, events),
      'with 1780 events, assumed to be those of the Bell test too'
    ),
    {
      id: 'chsh-sigmas',
      quantity: 'violation in standard deviations, with the inferred S',
      unit: '1',
      paper: { value: 6, bound: 'above' },
      closedForm: chshSignificance(chsh, events),
      kind: 'conditional',
      note: 'on the assumed e_z and on 1780 events in the Bell test'
    },
    {
      id: 'chsh-werner-sigmas',
      quantity: 'violation in standard deviations, Werner state',
      unit: '1',
      paper: { value: 6, bound: 'above' },
      closedForm: chshSignificance(werner, events),
      kind: 'conditional',
      note: 'fails with 1780 events: the errors are not isotropic, or the Bell test had more events'
    }
  ]
}
