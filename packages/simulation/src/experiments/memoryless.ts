import { Basis } from '@bellwire/device'
import { bbm92KeyFraction } from '@bellwire/physics'
import type { Estimate } from '@bellwire/quantum'
import type { Experiment, ExperimentRun } from './experiment.js'
import { keySession } from './key-session.js'
import { MeasuredRounds } from './measured-rounds.js'
import {
  accidentalsOf,
  memorylessForms,
  type MemorylessForms,
  type MemorylessSetup,
  NOISE,
  recovered,
  slotPeriodOf,
  startMemoryless,
  USUAL
} from './memoryless-link.js'
import type { RowFigure, SimulatedFigure } from './row.js'

type Varied = readonly [id: string, words: string, setup: MemorylessSetup]

/** What is varied, each with the rest as usual: hardly an error is an accidental's. */
const VARIED: readonly Varied[] = changed(USUAL, [
  ...[200, 400, 1000].map((ps) => ['window', `window ${ps} ps`, { coincidencePicoseconds: ps }] as const),
  ...[1, 6, 10].map((loss) => ['loss', `${loss} dB to each end`, { loss }] as const),
  ...[0.25, 2, 4].map((mega) => ['brightness', `${mega}e6 pairs/s`, { brightness: mega * 1e6 }] as const),
  ...[20, 120, 250].map((ps) => ['jitter', `jitter ${ps} ps`, { jitterPicoseconds: ps }] as const),
  ...[10, 100, 300].map((ns) => ['dead-time', `dead time ${ns} ns`, { deadTimeNanoseconds: ns }] as const)
])

/** The same of a lossy link with noisy detectors and a wide window, where most errors are. */
const NOISY: readonly Varied[] = changed(NOISE, [
  ...[500, 2000, 10_000].map((ps) => ['window', `window ${ps} ps`, { coincidencePicoseconds: ps }] as const),
  ...[5, 7, 9].map((loss) => ['loss', `${loss} dB to each end`, { loss }] as const),
  ...[0.5, 2, 4].map((mega) => ['brightness', `${mega}e6 pairs/s`, { brightness: mega * 1e6 }] as const),
  ...[60, 500, 1000].map((ps) => ['jitter', `jitter ${ps} ps`, { jitterPicoseconds: ps }] as const),
  ...[10, 500, 2000].map((ns) => ['dead-time', `dead time ${ns} ns`, { deadTimeNanoseconds: ns }] as const),
  ...[20, 50, 200].map((kilo) => ['dark', `${kilo}e3 dark counts/s`, { darkCountsPerSecond: kilo * 1e3 }] as const)
]).map(([id, words, setup]) => [`noisy-${id}`, `${words}, noisy detectors`, setup])

function changed(
  usual: MemorylessSetup,
  changes: readonly (readonly [id: string, words: string, change: Partial<MemorylessSetup>])[]
): readonly Varied[] {
  return changes.map(([id, words, change]) => [`${id}-${Object.values(change)[0]}`, words, { ...usual, ...change }])
}

/** Gates from far shorter to far longer than the time from one coincidence to the next, nanoseconds. */
const GATES = [2000, 20_000, 50_000] as const

const HERALDS = 4000
const TAG_SECONDS = 0.3
const RECOVERIES = 100
const RECOVERY_SECONDS = 0.02
const SESSION_ROUNDS = 100_000

/** The rounds of a session: errors are declared a little higher than they are. */
const DECLARED_QBER = 0.02

const RANDOM = { random: 'XZ' } as const

/** A key by BBM92, and what it is made of: a continuously pumped pair source between two ends, without memories. */
export const memoryless: Experiment = {
  name: 'memoryless',
  title: 'Photon pairs measured as they come, and a key of them by BBM92',
  distributesKey: true,
  figures: figures(),
  run(run) {
    const results = new Map<string, SimulatedFigure>()
    for (const [id, words, setup] of [...VARIED, ...NOISY]) coincidences(run, results, id, words, setup)
    for (const gate of GATES) slots(run, results, { ...USUAL, gate })
    clocks(run, results)
    session(run, results)
    return results
  }
}

/** Coincidences and errors as the link delivers them, and accidentals as its tags show them. */
function coincidences(
  run: ExperimentRun,
  results: Map<string, SimulatedFigure>,
  id: string,
  words: string,
  setup: MemorylessSetup
): void {
  run.progress(words)
  const heralds = run.scaled(HERALDS)
  const network = startMemoryless(setup, run.seed(id), run.statistics)
  const measured = new MeasuredRounds(network)
  measured.run({ rounds: heralds, alice: RANDOM, bob: RANDOM })
  const slotsPlayed = measured.intervals.mean.value * measured.intervals.number * (1e9 / slotPeriodOf(setup))
  results.set(`memoryless-${id}-rate`, rateOf(measured.intervals.number, slotsPlayed, setup.gate))
  results.set(`memoryless-${id}-qber`, errorRateOf(measured))
  const seconds = Math.max(0.02, (TAG_SECONDS * heralds) / HERALDS)
  const { alice, bob } = network.world.recordedTags('alice-bob', seconds * 1e9)
  results.set(`memoryless-${id}-accidentals`, accidentalsOf(alice, bob, setup, seconds))
  run.statistics.finished(network, measured.complete)
}

/** −ln(1 − p)/gate with p the share of slots that had a herald: coincidences come as a Poisson process. */
function rateOf(heralds: number, slotsPlayed: number, gate: number): SimulatedFigure {
  const share = heralds / slotsPlayed
  return {
    value: (-Math.log1p(-share) * 1e9) / gate,
    standardError: (Math.sqrt(share / ((1 - share) * slotsPlayed)) * 1e9) / gate,
    events: heralds
  }
}

/** Of all rounds in which both ends measured in the same basis. */
function errorRateOf({ counts, complete }: MeasuredRounds): SimulatedFigure {
  const [z, x] = [counts.pauliCorrelator(Basis.Z), counts.pauliCorrelator(Basis.X)]
  // By the error of a mean of so many signs; of none that differ there is no error to tell by.
  const weight = ({ value, standardError }: Estimate) =>
    standardError > 0 ? (1 - value ** 2) / standardError ** 2 : complete / 4
  const [roundsZ, roundsX] = [weight(z), weight(x)]
  const rounds = roundsZ + roundsX
  const value = (1 - (roundsZ * z.value + roundsX * x.value) / rounds) / 2
  // One error more and one round without: of few rounds that have none, the error is not nothing.
  const likely = (value * rounds + 1) / (rounds + 2)
  return { value, standardError: Math.sqrt((likely * (1 - likely)) / rounds), events: complete }
}

/** One herald for a slot, however many coincidences it has. */
function slots(run: ExperimentRun, results: Map<string, SimulatedFigure>, setup: MemorylessSetup): void {
  run.progress(`gates of ${setup.gate / 1000} µs`)
  const network = startMemoryless(setup, run.seed(`gate-${setup.gate}`), run.statistics)
  const measured = new MeasuredRounds(network)
  measured.run({ rounds: run.scaled(HERALDS), alice: RANDOM, bob: RANDOM })
  const { number, mean } = measured.intervals
  const slotsPlayed = mean.value * number * (1e9 / slotPeriodOf(setup))
  // Of slots without a herald there may be none at all: one more, for the error.
  const missed = (slotsPlayed - number + 1) / (slotsPlayed + 2)
  results.set(`memoryless-gate-${setup.gate}-delivered`, {
    value: 1 / mean.value,
    standardError: Math.sqrt(missed / number) / mean.value,
    events: number
  })
  run.statistics.finished(network, measured.complete)
}

/** By how much the clocks are off after a recovery by a short stretch of tags, root mean square over many. */
function clocks(run: ExperimentRun, results: Map<string, SimulatedFigure>): void {
  run.progress('recovery of the clocks')
  const number = Math.max(10, run.scaled(RECOVERIES))
  const network = startMemoryless(USUAL, run.seed('clocks'), run.statistics)
  const { alice, bob } = network.world.recordedTags('alice-bob', number * RECOVERY_SECONDS * 1e9)
  let [offsets, predicted] = [0, 0]
  const stretch = (tags: typeof alice, from: number) => {
    const [first, last] = [from, from + RECOVERY_SECONDS * 1e12].map((time) => {
      const at = tags.picoseconds.findIndex((one) => one >= time)
      return at < 0 ? tags.picoseconds.length : at
    }) as [number, number]
    return { picoseconds: tags.picoseconds.slice(first, last), labels: tags.labels.slice(first, last) }
  }
  for (let k = 0; k < number; k++) {
    const from = k * RECOVERY_SECONDS * 1e12
    const fit = recovered(stretch(alice, from), stretch(bob, from))
    offsets += ((fit.offsetPicoseconds - trueOffset(fit.referencePicoseconds)) / fit.offsetError) ** 2
    predicted += fit.jitterPicoseconds / number
  }
  const rms = Math.sqrt(offsets / number)
  results.set('memoryless-clock-error', { value: rms, standardError: rms / Math.sqrt(2 * number), events: number })
  results.set('memoryless-clock-jitter', {
    value: predicted,
    standardError: predicted / Math.sqrt(2 * number * RECOVERY_SECONDS * memorylessForms(USUAL).coincidences)
  })
  run.statistics.finished(network, 0)
}

/** Bob's clock minus alice's when hers shows a time, picoseconds: 20 µs ahead and 0.3 ppm fast, his 30 µs behind and 0.2 ppm slow. */
function trueOffset(alice: number): number {
  const time = (alice - 2e7) / (1 + 3e-7)
  return time * (1 - 2e-7) - 3e7 - alice
}

/** A session of BBM92 through every layer. */
function session(run: ExperimentRun, results: Map<string, SimulatedFigure>): void {
  const rounds = run.scaled(SESSION_ROUNDS)
  run.progress(`${rounds} rounds, and a key of them`)
  const network = startMemoryless(USUAL, run.seed('session'), run.statistics)
  const wish = { protocol: 'bbm92', rounds, probability: 0.5, expectedQber: DECLARED_QBER, minimumLength: 0 } as const
  const { origin, account } = keySession(network, wish, run)
  run.statistics.finished(network, rounds)
  const { keyRounds, testRounds, length, corrections = 0, testErrorRate = 0 } = origin
  const [z, x] = [corrections / keyRounds, testErrorRate]
  const [errorZ, errorX] = [Math.sqrt((z * (1 - z)) / keyRounds), Math.sqrt((x * (1 - x)) / testRounds)]
  const step = (value: number, error: number, at: (value: number) => number) =>
    (at(value + error) - at(Math.max(0, value - error))) / 2
  const exact = { standardError: 0, events: rounds }
  const figuresOf: Record<string, SimulatedFigure> = {
    sifted: { value: keyRounds + testRounds, ...exact },
    'qber-z': { value: z, standardError: errorZ, events: keyRounds },
    'qber-x': { value: x, standardError: errorX, events: testRounds },
    'fraction-asymptotic': {
      value: bbm92KeyFraction(z, x),
      standardError: Math.hypot(
        step(z, errorZ, (value) => bbm92KeyFraction(value, x)),
        step(x, errorX, (value) => bbm92KeyFraction(z, value))
      ),
      events: keyRounds
    },
    'fraction-finite': { value: length / keyRounds, standardError: 0, events: keyRounds },
    length: { value: length, ...exact },
    ...(account.agree !== null && { agree: { value: account.agree ? 1 : 0, ...exact } }),
    spent: { value: Math.max(...account.ends.map(({ burnt }) => burnt)), ...exact }
  }
  for (const [id, value] of Object.entries(figuresOf)) results.set(`memoryless-${id}`, value)
}

function figures(): readonly RowFigure[] {
  const figure = (id: string, quantity: string, unit: string, rest: Partial<RowFigure>): RowFigure => ({
    id: `memoryless-${id}`,
    quantity,
    unit,
    paper: null,
    closedForm: null,
    kind: 'inferred',
    ...rest
  })
  const usual = memorylessForms(USUAL)
  const varied = [...VARIED, ...NOISY].flatMap(([id, words, setup]) => {
    const { coincidences: rate, accidentals, qber } = memorylessForms(setup)
    return [
      figure(`${id}-rate`, `coincidences, ${words}`, '1/s', {
        closedForm: rate,
        note: 'of the shares of slots that had a herald'
      }),
      figure(`${id}-accidentals`, `accidentals, ${words}`, '1/s', {
        closedForm: accidentals,
        note: 'of clicks a microsecond apart'
      }),
      figure(`${id}-qber`, `error rate of sifted rounds, ${words}`, '1', { closedForm: qber })
    ]
  })
  const delivered = GATES.map((gate) => {
    const { delivered: rate, coincidences: all } = memorylessForms({ ...USUAL, gate })
    return figure(`gate-${gate}-delivered`, `pairs delivered, gates of ${gate / 1000} µs`, '1/s', {
      closedForm: rate,
      note: `one for a slot: ${Math.round((100 * rate) / all)} % of the coincidences`
    })
  })
  return [
    ...varied,
    ...delivered,
    figure('clock-error', 'offset of the clocks after 20 ms of tags, over its stated error, rms', '1', {
      closedForm: 1
    }),
    figure('clock-jitter', 'difference of the tags of a pair, as recoveries see it', 'ps', {
      closedForm: Math.SQRT2 * USUAL.jitterPicoseconds
    }),
    figure('sifted', 'sifted rounds that the session uses', '1', {
      note: 'of 100,000; half are measured in one basis'
    }),
    figure('qber-z', 'error rate of its raw key', '1', { closedForm: usual.sifted.z.errorRate }),
    figure('qber-x', 'error rate of its test rounds', '1', { closedForm: usual.sifted.x.errorRate }),
    figure('fraction-asymptotic', 'key per round of the raw key in the limit of many', '1', {
      closedForm: asymptotic(usual)
    }),
    figure('fraction-finite', 'key per round of the raw key, as released', '1', {
      note: 'by the entropic uncertainty relation, errors declared as 2 %'
    }),
    figure('length', 'key released (proof, trusted devices)', 'bits', {}),
    figure('agree', 'both ends have the same key', '1', { required: { bound: 'at least', value: 1 }, optional: true }),
    figure('spent', 'authentication key that the session has used', 'bits', {
      required: { bound: 'at most', value: 256 }
    })
  ]
}

function asymptotic({ sifted: { z, x } }: MemorylessForms): number {
  return bbm92KeyFraction(z.errorRate, x.errorRate)
}
