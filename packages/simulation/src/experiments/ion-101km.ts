import {
  asymptoticKeyFraction,
  ca40Figures,
  ca40Parameters as ca40,
  ca40SingleClick101km,
  type ExperimentFigure,
  singleClickLink
} from '@bellwire/physics'
import type { Experiment, ExperimentRun } from './experiment.js'
import { startIonNetwork } from './ion-network.js'
import { keyFraction } from './key-rate.js'
import { MeasuredRounds } from './measured-rounds.js'
import type { SimulatedFigure } from './row.js'

const KILOMETRES = 101
const PUBLISHED_ROUNDS = 2799

/** Far more than the published rounds, so that Q and S are known to a hundredth. */
const KEY_ROUNDS = 170_000
const TEST_ROUNDS = 60_000
const TOMOGRAPHY_ROUNDS = 45_000

/** The 101 km experiment of "A building block of quantum repeaters" (Liu et al.). */
export const ion101km: Experiment = {
  name: 'ion-101km',
  title: 'Two calcium ions, 101 km of fibre',
  figures: [...ca40Figures().filter(({ id }) => id.endsWith('101km')), modelKey()],
  run(run) {
    const results = new Map<string, SimulatedFigure>()
    const testRounds = run.scaled(TEST_ROUNDS)
    run.progress('rounds of device-independent key exchange')
    const measured = start(run, 'rounds', (rounds) => {
      rounds.run({ rounds: run.scaled(KEY_ROUNDS), alice: { basis: 'Z' }, bob: { basis: 'Z' } })
      rounds.run({ rounds: testRounds, alice: { random: 'XZ' }, bob: { random: 'CHSH' } })
    })
    const chsh = measured.counts.chsh()
    const errorRate = measured.counts.errorRate()
    const { rate, mean } = measured.intervals
    results.set('chsh-101km', chsh)
    results.set('error-rate-101km', errorRate)
    results.set('rate-101km', rate)
    const hours = PUBLISHED_ROUNDS / 3600
    results.set('hours-101km', { value: mean.value * hours, standardError: mean.standardError * hours })
    results.set('model-key-101km', { ...keyFraction(chsh, errorRate), events: testRounds })
    run.progress('tomography')
    const state = start(run, 'tomography', (rounds) =>
      rounds.run({ rounds: run.scaled(TOMOGRAPHY_ROUNDS), alice: { random: 'XYZ' }, bob: { random: 'XYZ' } })
    )
    results.set('fidelity-101km', state.counts.fidelity())
    return results
  }
}

function start(run: ExperimentRun, stream: string, play: (rounds: MeasuredRounds) => void): MeasuredRounds {
  const brightness = ca40.brightnessDiqkd101km.value
  const network = startIonNetwork({ kilometres: KILOMETRES, brightness }, run.seed(stream), run.statistics)
  const measured = new MeasuredRounds(network)
  play(measured)
  run.statistics.finished(network, measured.complete)
  return measured
}

/** The paper's key fraction goes with the paper's S and Q; the model's S and Q have their own. */
function modelKey(): ExperimentFigure {
  const link = singleClickLink(ca40SingleClick101km, ca40.brightnessDiqkd101km.value)
  return {
    id: 'model-key-101km',
    quantity: "asymptotic key per round of the model's own S and Q, 101 km",
    unit: '1',
    paper: null,
    closedForm: asymptoticKeyFraction(link.chsh, link.errorRate),
    kind: 'conditional',
    note: 'depends on the assumed brightness and dark counts'
  }
}
