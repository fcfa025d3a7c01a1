import { entropyAccumulation } from '@bellwire/security-analysis'
import type { NetworkDescription } from '../network/description.js'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { ExperimentError } from './errors.js'
import type { Experiment, ExperimentRun } from './experiment.js'
import { keySession } from './key-session.js'
import type { RowFigure, SimulatedFigure } from './row.js'

const ROUNDS = 1_500_000
const TEST_PROBABILITY = 13 / 256

/** Declared before the first round, as published. */
const EXPECTED = { expectedChsh: 2.64, expectedQber: 0.018 }

/** What the devices had: S, the error rate of key rounds, and the fidelity of the pairs. */
const MEASURED = { chsh: 2.677, qber: 0.0144, fidelity: 0.96 }

/**
 * Errors of the pairs, by BellIndex: the Bell-diagonal state that has what was measured. With ⟨ZZ⟩ = 1 − 2Q and
 * S = √2(⟨ZZ⟩ + ⟨XX⟩), what flips Z has probability Q, what flips X (1 − ⟨XX⟩)/2, and both follows from the fidelity.
 */
function errorsOfPairs(): readonly [number, number, number, number] {
  const { chsh, qber, fidelity } = MEASURED
  const flipsX = (1 - (chsh / Math.SQRT2 - (1 - 2 * qber))) / 2
  const both = fidelity + qber + flipsX - 1
  return [fidelity, qber - both, flipsX - both, both]
}

/** One link of stated pairs: how they are made is not what this experiment is about. */
function description(): NetworkDescription {
  return {
    nodes: [
      { name: 'alice', qubits: 1 },
      { name: 'bob', qubits: 1 }
    ],
    stations: [{ name: 'middle' }],
    links: [
      {
        a: 'alice',
        b: 'bob',
        station: 'middle',
        delays: [50, 50],
        guard: 100,
        window: 100,
        model: { kind: 'ideal', parameters: { successProbability: 0.1, bellDiagonal: errorsOfPairs() } }
      }
    ]
  }
}

const figure = (id: string, quantity: string, unit: string, rest: Partial<RowFigure>): RowFigure => ({
  id: `diqkd-nadlinger-${id}`,
  quantity,
  unit,
  paper: null,
  closedForm: null,
  kind: 'inferred',
  ...rest
})

const ERROR_RATE = (1 - TEST_PROBABILITY) * MEASURED.qber + (TEST_PROBABILITY * (4 - MEASURED.chsh)) / 8

/**
 * The session of "Experimental quantum key distribution certified by Bell's theorem" (Nadlinger et al., Nature 607, 682):
 * shared tests, the raw key of all rounds, one syndrome, and a length by entropy accumulation that is fixed beforehand.
 */
export const diqkdNadlinger: Experiment = {
  name: 'diqkd-nadlinger',
  title: 'A key by entropy accumulation, of 1,500,000 rounds',
  distributesKey: true,
  figures: [
    figure('chsh', 'S of the session', '1', {
      paper: { value: MEASURED.chsh },
      closedForm: MEASURED.chsh,
      kind: 'fit',
      note: 'the pairs have it by construction'
    }),
    figure('error-rate', 'error rate of the raw key, tests included', '1', { closedForm: ERROR_RATE }),
    figure('syndrome', 'bits that reconciliation has published', 'bits', {
      paper: { value: 296_517 },
      note: 'a code of equal blocks: up to the budget, which is the published one'
    }),
    figure('length', 'key released, by entropy accumulation (proof)', 'bits', {
      paper: { value: 95_884 },
      note: 'with a Toeplitz extractor, which costs less than the published one'
    }),
    figure('trevisan-length', 'the same with the published extractor: not released', 'bits', {
      paper: { value: 95_884 }
    }),
    figure('agree', 'both ends have the same key', '1', { required: { bound: 'at least', value: 1 }, optional: true }),
    figure('spent', 'authentication key that the session has used', 'bits', {
      required: { bound: 'at most', value: 256 }
    })
  ],
  run: played
}

function played(run: ExperimentRun): ReadonlyMap<string, SimulatedFigure> {
  const rounds = run.scaled(ROUNDS)
  run.progress(`${rounds} rounds with shared tests, and a key of them`)
  const network = new SimulatedNetwork(description(), { seed: run.seed('session'), observer: run.statistics.frames })
  network.world.onHerald = run.statistics.heralded
  if (!network.settle()) throw new ExperimentError('LINK_DOWN', 'the link between alice and bob did not come up')
  const wish = {
    protocol: 'shared-tests',
    rounds,
    probability: TEST_PROBABILITY,
    ...EXPECTED,
    minimumLength: 0
  } as const
  const { origin, account } = keySession(network, wish, run)
  const { agree, ends } = account
  run.statistics.finished(network, rounds)
  const { testRounds, chsh = 0, corrections = 0, published, length } = origin
  const trevisan = entropyAccumulation({ rounds, testProbability: TEST_PROBABILITY, ...EXPECTED }).parameters
  const errorRate = corrections / rounds
  const exact = { standardError: 0, events: rounds }
  const figures: Record<string, SimulatedFigure> = {
    chsh: { value: chsh, standardError: Math.sqrt((16 - chsh ** 2) / testRounds), events: testRounds },
    'error-rate': {
      value: errorRate,
      standardError: Math.sqrt((errorRate * (1 - errorRate)) / rounds),
      events: rounds
    },
    syndrome: { value: published.syndrome, ...exact },
    length: { value: length, ...exact },
    'trevisan-length': { value: trevisan.length, ...exact },
    ...(agree !== null && { agree: { value: agree ? 1 : 0, ...exact } }),
    spent: { value: Math.max(...ends.map(({ burnt }) => burnt)), ...exact }
  }
  return new Map(Object.entries(figures).map(([id, value]) => [`diqkd-nadlinger-${id}`, value]))
}
