import {
  absorptiveLink,
  attemptRates,
  opticsBudget,
  ybEuFigures,
  ybEuLink,
  ybEuOpticsChain,
  ybEuParameters as ybEu,
  ybEuSchedule
} from '@bellwire/physics'
import type { RowFigure } from '../row.js'
import { detectionRate, inferredComb } from './memory-network.js'

const PREFIX = 'ion-memory'

/** Known values of what is not simulated, by hand from the published numbers, and the digits that count. */
const GOLDEN: { readonly [id: string]: readonly [value: number, digits: number] } = {
  'conversion-first': [7.581e-4, 7],
  'conversion-second': [8.122e-4, 7],
  'overall-first': [1.094e-4, 7],
  'overall-second': [1.1e-4, 7],
  'overall-first-without-modulator': [1.37e-4, 6],
  'overall-second-without-modulator': [1.37e-4, 6],
  'storage-first': [0.31, 3],
  'storage-second': [0.289, 3],
  'attempts-per-cycle': [4.06e7, 0],
  'attempt-rate': [162_400, 0],
  'attempt-rate-overall': [157_364, 0],
  'attempt-time': [6.158, 3],
  'frame-time': [615.8, 1],
  'rate-per-attempt': [1.232e-6, 9],
  'rate-per-attempt-overall': [1.271e-6, 9],
  source: [0.01123, 5],
  'source-overall': [0.01159, 5],
  'source-rest': [0.168, 3],
  'source-optics': [0.198, 3],
  'time-1780': [2.47, 2],
  'time-1780-overall': [2.55, 2],
  flight: [438, 0],
  'noise-raw': [1.44, 2],
  'fidelity-cap': [0.974, 3],
  'fidelity-without-noise': [0.915, 4],
  'chsh-werner': [2.42, 2],
  'chsh-needed': [2.45, 3],
  'chsh-werner-sigmas': [5.6, 1],
  'storage-time-1': [0.5, 3],
  'storage-time-2': [1, 3],
  'comb-depth-3': [3.81, 2],
  'comb-depth-4': [4.16, 2],
  'comb-depth-5': [4.81, 2],
  'comb-depth-6': [5.55, 2],
  'comb-second-echo-3': [0.077, 3],
  'comb-second-echo-4': [0.155, 3],
  'comb-second-echo-5': [0.203, 3],
  'comb-second-echo-6': [0.232, 3]
}

/** What is left after each element of the published chain, by hand. */
const GOLDEN_BUDGETS = {
  first: [0.708, 0.004956, 0.002369, 0.0018952, 7.581e-4, 5.61e-4, 3.534e-4, 1.094e-4],
  second: [0.708, 0.00531, 0.0025382, 0.0020305, 8.122e-4, 6.01e-4, 3.811e-4, 1.1e-4]
} as const

/** Digits of those. */
const BUDGET_DIGITS = [3, 6, 6, 7, 7, 6, 7, 7] as const

/** The finesse of the comb that is played at both its echoes: any would do, the paper gives none. */
export const PLAYED_FINESSE = 4

/** Every figure of the paper and of the model, each with its kind, in the order of the report. */
export function memoryFigures(): readonly RowFigure[] {
  const published = ybEuFigures().map((figure) => withGolden({ ...figure, id: named(figure.id) }, GOLDEN[figure.id]))
  return [...budgetFigures('first'), ...budgetFigures('second'), ...published, ...playedFigures()]
}

export function named(id: string): string {
  return `${PREFIX}-${id}`
}

function withGolden(figure: RowFigure, golden: readonly [number, number] | undefined): RowFigure {
  return golden === undefined ? figure : { ...figure, golden }
}

/** The optical budget, a line for each element. */
function budgetFigures(polarisation: 'first' | 'second'): readonly RowFigure[] {
  return opticsBudget(ybEuOpticsChain(polarisation)).map(({ name, efficiency, cumulativeEfficiency }, index) => {
    const inferred = name.startsWith('memory, ')
    return {
      id: named(`budget-${polarisation}-${index + 1}`),
      quantity: `photons left after: ${name} (${percent(efficiency)}), ${polarisation} polarisation`,
      unit: '1',
      paper: null,
      closedForm: cumulativeEfficiency,
      kind: inferred ? 'inferred' : 'arithmetic',
      golden: [GOLDEN_BUDGETS[polarisation][index] as number, BUDGET_DIGITS[index] as number],
      ...(inferred && { note: 'the table gives path and storage as one; how they share it is assumed' })
    }
  })
}

function percent(efficiency: number): string {
  return `${Number((100 * efficiency).toPrecision(3))} %`
}

/** What only the stack can show. */
function playedFigures(): readonly RowFigure[] {
  const { fidelity } = absorptiveLink(ybEuLink())
  const { dutyCycle } = attemptRates(ybEuSchedule)
  const echo = (order: number): RowFigure => ({
    id: named(`echo-${order}`),
    quantity: `detections per second of frames, photons stored for ${order / 2} µs, comb of finesse ${PLAYED_FINESSE}`,
    unit: '1/s',
    paper: null,
    closedForm: detectionRate({ storage: inferredComb(PLAYED_FINESSE, order) }),
    kind: 'inferred',
    note: 'the comb is unconstrained by the text; first polarisation, noise counted'
  })
  const events = ybEu.tomographyEvents.value
  return [
    {
      id: named('tomography-1780'),
      quantity: 'fidelity by a tomography of 1780 detections',
      unit: '1',
      paper: { value: ybEu.fidelity.value, error: ybEu.fidelity.error },
      closedForm: fidelity,
      kind: 'fit',
      note: 'as many events as published, and so about the published error'
    },
    {
      id: named('time-1780-detections'),
      quantity: 'time for 1780 detections, preparation and noise counted',
      unit: 'h',
      paper: null,
      closedForm: events / (detectionRate() * dutyCycle) / 3600,
      kind: 'conditional',
      note: 'on the rate of 0.2 /s being that of signals while frames run'
    },
    echo(1),
    echo(2),
    {
      id: named('keep-refused'),
      quantity: 'ends of the link that answer UNSUPP to a request to keep a pair',
      unit: '1',
      paper: null,
      closedForm: null,
      kind: 'arithmetic',
      required: { bound: 'at least', value: 2 },
      note: 'what is measured on arrival leaves nothing to keep'
    }
  ]
}
