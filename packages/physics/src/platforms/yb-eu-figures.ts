import { attemptRates } from '../absorptive-memory/attempt-schedule.js'
import { absorptiveLink } from '../absorptive-memory/absorptive-link.js'
import { chainEfficiency } from '../components/optics-chain.js'
import type { ExperimentFigure } from './experiment-figure.js'
import { ybEuBellFigures } from './yb-eu-bell-figures.js'
import { ybEuCombFigures } from './yb-eu-comb-figures.js'
import {
  ybEuConversionChain,
  ybEuLink,
  ybEuMeanEfficiency,
  ybEuOpticsChain,
  ybEuRawNoise,
  ybEuSchedule
} from './yb-eu-link.js'
import { ybEuParameters as ybEu } from './yb-eu-parameters.js'

const SPEED_OF_LIGHT = 299_792_458

/**
 * The figures of "Heterogeneous entanglement between a trapped ion and a solid-state quantum memory" (Cui, Zhou,
 * Huang, Li and others), each beside this model's. Where the text has lost a number, `paper` is null and the kind says
 * how the model's came about.
 */
export function ybEuFigures(): readonly ExperimentFigure[] {
  return [
    ...efficiencyFigures(),
    ...attemptFigures(),
    ...rateFigures(),
    ...noiseFigures(),
    ...ybEuBellFigures(),
    ...ybEuCombFigures()
  ]
}

function efficiencyFigures(): readonly ExperimentFigure[] {
  const columns = ['first', 'second'] as const
  return columns.flatMap((column): readonly ExperimentFigure[] => {
    const overall = chainEfficiency(ybEuOpticsChain(column))
    const [device, path] =
      column === 'first' ? [ybEu.deviceFirst, ybEu.memoryPathFirst] : [ybEu.deviceSecond, ybEu.memoryPathSecond]
    return [
      {
        id: `conversion-${column}`,
        quantity: `conversion end to end, ${column} polarisation`,
        unit: '1',
        paper: { value: 0.00076 },
        closedForm: chainEfficiency(ybEuConversionChain(column)),
        kind: 'arithmetic',
        note: "with the modulator's 80 %; the paper gives one number for both polarisations"
      },
      {
        id: `overall-${column}`,
        quantity: `conversion and memory, ${column} polarisation`,
        unit: '1',
        paper: { value: 0.00011 },
        closedForm: overall,
        kind: 'arithmetic'
      },
      {
        id: `overall-${column}-without-modulator`,
        quantity: `conversion and memory without the modulator, ${column} polarisation`,
        unit: '1',
        paper: null,
        closedForm: overall / ybEu.modulatorEfficiency.value,
        kind: 'arithmetic',
        note: 'would not agree with the published 0.011 %'
      },
      {
        id: `storage-${column}`,
        quantity: `internal storage efficiency for 0.5 µs, ${column} polarisation`,
        unit: '1',
        paper: null,
        closedForm: device.value / path.value,
        kind: 'inferred',
        note: 'missing in the text; which path goes with which polarisation is assumed'
      }
    ]
  })
}

function attemptFigures(): readonly ExperimentFigure[] {
  const rates = attemptRates(ybEuSchedule)
  const row = (id: string, quantity: string, unit: string, closedForm: number): ExperimentFigure => {
    return { id, quantity, unit, paper: null, closedForm, kind: 'arithmetic', note: 'from the published schedule' }
  }
  return [
    row('attempts-per-cycle', 'attempts in one storage phase', '1', rates.attemptsPerCycle),
    row('attempt-rate', 'attempts per second while frames run', '1/s', rates.attemptsPerSecondInPhase),
    row('attempt-rate-overall', 'attempts per second, preparation counted', '1/s', rates.attemptsPerSecondOverall),
    row('attempt-time', 'mean time of an attempt, cooling counted', 'µs', rates.meanAttemptSeconds * 1e6),
    row('frame-time', 'time of a frame', 'µs', rates.frameSeconds * 1e6),
    row('duty-cycle', 'share of the time in which frames run', '1', rates.dutyCycle)
  ]
}

function rateFigures(): readonly ExperimentFigure[] {
  const rates = attemptRates(ybEuSchedule)
  const inPhase = ybEu.rate.value / rates.attemptsPerSecondInPhase
  const overall = ybEu.rate.value / rates.attemptsPerSecondOverall
  const source = inPhase / ybEuMeanEfficiency()
  const rest = source / (ybEu.branching.value * ybEu.collection.value)
  const seconds = ybEu.tomographyEvents.value / ybEu.rate.value
  const clock = 'whether the published rate counts the preparation is not said'
  const row = (
    id: string,
    quantity: string,
    unit: string,
    closedForm: number,
    kind: ExperimentFigure['kind'],
    note: string
  ): ExperimentFigure => ({ id, quantity, unit, paper: null, closedForm, kind, note })
  return [
    {
      id: 'rate',
      quantity: 'ion–memory pairs detected per second while frames run',
      unit: '1/s',
      paper: { value: ybEu.rate.value },
      closedForm: absorptiveLink(ybEuLink()).signalPerSecondInPhase,
      kind: 'fit',
      note: clock
    },
    row('rate-per-attempt', 'pairs per attempt, rate taken while frames run', '1', inPhase, 'arithmetic', clock),
    row('rate-per-attempt-overall', 'pairs per attempt, rate taken over all', '1', overall, 'arithmetic', clock),
    row('source', 'source and detector, rate taken while frames run', '1', source, 'fit', 'mean of both chains'),
    row(
      'source-overall',
      'source and detector, rate taken over all',
      '1',
      overall / ybEuMeanEfficiency(),
      'fit',
      clock
    ),
    row('source-rest', 'optics, fibre and detector after collection', '1', rest, 'inferred', '(2/3)·0.10·x = source'),
    row(
      'source-optics',
      'optics and fibre after collection',
      '1',
      rest / ybEu.detectorEfficiency.value,
      'inferred',
      'with an assumed detector efficiency of 0.85; plausible'
    ),
    row('time-1780', 'time for 1780 pairs while frames run', 'h', seconds / 3600, 'arithmetic', clock),
    row(
      'time-1780-overall',
      'time for 1780 pairs, preparation counted',
      'h',
      seconds / 3600 / rates.dutyCycle,
      'arithmetic',
      clock
    ),
    row(
      'flight',
      'time of flight through 90 m',
      'ns',
      (ybEu.fibreLength.value * ybEu.refractiveIndex.value * 1e9) / SPEED_OF_LIGHT,
      'inferred',
      'missing in the text; with an assumed index of 1.46'
    )
  ]
}

function noiseFigures(): readonly ExperimentFigure[] {
  const perAttempt = ybEu.noiseRate.value / attemptRates(ybEuSchedule).attemptsPerSecondInPhase
  return [
    {
      id: 'signal-to-noise',
      quantity: 'ratio of signal to noise',
      unit: '1',
      paper: { value: ybEu.signalToNoise.value },
      closedForm: ybEu.rate.value / ybEu.noiseRate.value,
      kind: 'arithmetic'
    },
    {
      id: 'noise-raw',
      quantity: 'noise clicks of a detector that is always open',
      unit: '1/s',
      paper: null,
      closedForm: ybEuRawNoise(),
      kind: 'arithmetic',
      note: 'from 0.007 /s inside gates of 30 ns'
    },
    {
      id: 'noise-per-attempt',
      quantity: 'noise clicks per attempt',
      unit: '1',
      paper: null,
      closedForm: perAttempt,
      kind: 'arithmetic',
      note: 'from 0.007 /s'
    }
  ]
}
