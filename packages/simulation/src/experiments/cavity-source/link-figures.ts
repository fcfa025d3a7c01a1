import {
  cavityLink,
  erYsoLink,
  erYsoLinkParameters as assumed,
  erYsoModes,
  modePhotons,
  erYsoSource
} from '@bellwire/physics'
import type { ExperimentRun } from '../experiment.js'
import { MeasuredRounds } from '../measured-rounds.js'
import type { RowFigure, SimulatedFigure } from '../row.js'
import { type CavitySetup, playedLink, startCavityNetwork } from './cavity-network.js'

/** Rounds of a tomography, in nine pairs of bases: fidelities are then known to a hundredth. */
const ROUNDS = 45_000

const SETTINGS: readonly CavitySetup[] = [
  { kilometres: 0.2, drive: 0.05, modes: erYsoModes },
  { kilometres: 10, drive: 0.02, modes: erYsoModes },
  { kilometres: 10, drive: 0.05, modes: erYsoModes },
  { kilometres: 10, drive: 0.1, modes: erYsoModes },
  { kilometres: 10, drive: 0.05, modes: 1 },
  { kilometres: 50, drive: 0.05, modes: erYsoModes },
  { kilometres: 100, drive: 0.05, modes: erYsoModes }
]

const ASSUMED =
  'two of the paper’s devices, linked as it names for future work; band of a mode, losses, overlap and phase noise are ' +
  'assumed, and that the memories keep until they are read out'

/** What a link of two of the devices gives, closed form and simulated, and what it rests on. */
export function linkFigures(): readonly RowFigure[] {
  return [...modeFigures(), ...SETTINGS.flatMap(settingFigures), gain()]
}

function settingFigures(setup: CavitySetup): readonly RowFigure[] {
  const { fidelity, rate, concurrence, singleExcitationFidelity } = cavityLink(playedLink(setup), setup.drive)
  const row = (key: string, quantity: string, unit: string, closedForm: number, note?: string): RowFigure => ({
    id: idOf(setup, key),
    quantity: `${quantity}, ${nameOf(setup)}`,
    unit,
    paper: null,
    closedForm,
    kind: 'extrapolation',
    ...(note === undefined ? {} : { note })
  })
  return [
    row('rate', 'heralds per second', '1/s', rate, ASSUMED),
    row(
      'fidelity',
      'fidelity of the two memories to Ψ±',
      '1',
      fidelity,
      `${singleExcitationFidelity.toFixed(4)} if memories with several excitations count as wrong; concurrence ${concurrence.toFixed(3)}`
    ),
    row('error-rate', 'error rate in Z', '1', errorRateOf(setup))
  ]
}

/** Share of pairs found equal in Z, where Ψ± has them different. */
function errorRateOf(setup: CavitySetup): number {
  const { m00, m11 } = cavityLink(playedLink(setup), setup.drive).memories
  return m00 + m11
}

/** Plays every setting. */
export function playLinks(run: ExperimentRun, results: Map<string, SimulatedFigure>): void {
  for (const setup of SETTINGS) {
    run.progress(`two parametric cavities, ${nameOf(setup)}`)
    const network = startCavityNetwork(setup, run.seed(idOf(setup, 'rounds')), run.statistics)
    const measured = new MeasuredRounds(network)
    measured.run({ rounds: run.scaled(ROUNDS), alice: { random: 'XYZ' }, bob: { random: 'XYZ' } })
    run.statistics.finished(network, measured.complete)
    results.set(idOf(setup, 'rate'), measured.intervals.rate)
    results.set(idOf(setup, 'fidelity'), measured.counts.fidelity())
    results.set(idOf(setup, 'error-rate'), { ...measured.counts.errorRate(), events: run.scaled(ROUNDS) })
  }
  const [many, one] = [GAIN_OF[0], GAIN_OF[1]].map((setup) => results.get(idOf(setup as CavitySetup, 'rate')))
  if (many === undefined || one === undefined) return
  const value = many.value / one.value
  const standardError = value * Math.hypot(many.standardError / many.value, one.standardError / one.value)
  results.set('cavity-link-gain', { value, standardError })
}

const GAIN_OF = [SETTINGS[2], SETTINGS[4]] as const

function gain(): RowFigure {
  const [many, one] = GAIN_OF.map((setup) => {
    const { kilometres, drive, modes } = setup as CavitySetup
    return cavityLink(playedLink({ kilometres, drive, modes }), drive).rate
  })
  return {
    id: 'cavity-link-gain',
    quantity: `heralds with ${erYsoModes} modes over those with one, 10 km, λ = 0.05 of the threshold`,
    unit: '1',
    paper: null,
    closedForm: (many as number) / (one as number),
    kind: 'extrapolation',
    note: 'less than the number of modes, as an attempt has one herald at most'
  }
}

/** What the modes of the link are, by what is assumed of them. */
function modeFigures(): readonly RowFigure[] {
  const photons = modePhotons(erYsoSource, assumed.modeBandwidth.value)
  const quiet = { ...erYsoLink(0), noiseClickProbability: [0, 0] as const, photonOverlap: 1, phaseContrast: 1 }
  const row = (
    id: string,
    quantity: string,
    unit: string,
    closedForm: number,
    golden: readonly [number, number],
    note: string
  ): RowFigure => ({ id: `cavity-${id}`, quantity, unit, paper: null, closedForm, kind: 'inferred', golden, note })
  return [
    row(
      'modes',
      'temporal modes of a pump pulse',
      '1',
      erYsoModes,
      [23, 9],
      `${assumed.pump.note}; ${assumed.modeBandwidth.note}`
    ),
    row(
      'mode-photons',
      'mean idler photons in such a mode, table I',
      '1',
      photons.idler,
      [0.172, 4],
      'too many for a link by single clicks, which therefore drives the cavity less'
    ),
    row(
      'mode-match',
      'how well one mode of the memory goes with it, table I',
      '1',
      photons.modeMatch,
      [0.9956, 4],
      'the rest is counted as lost into the signal'
    ),
    row(
      'stored-share',
      'share of the idler’s partners that the memory holds, weakly driven',
      '1',
      cavityLink(quiet, 1e-3).photons.storedShare,
      [0.8007, 4],
      'bounds the fidelity of the link: a herald whose partner left with the signal has an empty memory'
    ),
    row(
      'comb-distance',
      'length of a link whose herald is back before the comb re-emits',
      'km',
      assumed.combKilometres.value,
      [0.204, 3],
      'over anything longer a pair can be kept only in spin-wave storage, which the paper calls feasible and leaves open'
    )
  ]
}

function nameOf({ kilometres, drive, modes }: CavitySetup): string {
  return `${kilometres} km, ${modes === 1 ? 'one mode' : `${modes} modes`}, λ = ${drive} of the threshold`
}

function idOf({ kilometres, drive, modes }: CavitySetup, key: string): string {
  return `cavity-link-${kilometres}km-${drive}${modes === 1 ? '-single' : ''}-${key}`
}
