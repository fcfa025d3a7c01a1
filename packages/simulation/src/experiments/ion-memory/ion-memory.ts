import { Basis } from '@bellwire/device'
import { ybEuParameters as ybEu } from '@bellwire/physics'
import type { Estimate } from '@bellwire/quantum'
import { ErrorCode } from '@bellwire/wire'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import type { Experiment, ExperimentRun } from '../experiment.js'
import { MeasuredRounds } from '../measured-rounds.js'
import type { SimulatedFigure } from '../row.js'
import { FitTime } from './fit-time.js'
import { memoryFigures, named, PLAYED_FINESSE } from './figures.js'
import { inferredComb, type MemorySetup, SLOT_PERIOD, startMemoryNetwork } from './memory-network.js'

/** Detections of the tomography that fidelity, correlators and rate are known to a hundredth by. */
const TOMOGRAPHY_ROUNDS = 45_000
/** Detections without any light: one in two and a half minutes. */
const NOISE_ROUNDS = 20_000
/** Detections at each of the comb's echoes. */
const ECHO_ROUNDS = 12_000

/** The tomography's 1780 detections; that the Bell test had as many is assumed. */
const PUBLISHED_EVENTS = ybEu.tomographyEvents.value

const SLOT_SECONDS = SLOT_PERIOD * 1e-9
const PREPARATION_SECONDS = ybEu.preparation.value

const everyBasis = { random: 'XYZ' } as const

/** "Heterogeneous entanglement between a trapped ion and a solid-state quantum memory" through the stack. */
export const ionMemory: Experiment = {
  name: 'ion-memory',
  title: 'An ytterbium ion and a crystal’s memory, 90 m of fibre, heralded where photons are detected',
  figures: memoryFigures(),
  run(run) {
    const results = new Map<string, SimulatedFigure>()
    const set = (id: string, figure: SimulatedFigure): void => void results.set(named(id), figure)
    run.progress('tomography of 45000 detections')
    const state = play(run, 'tomography', {}, (rounds) =>
      rounds.run({ rounds: run.scaled(TOMOGRAPHY_ROUNDS), alice: everyBasis, bob: everyBasis })
    )
    set('fidelity', state.rounds.counts.fidelity())
    set('correlator-zz', state.rounds.counts.pauliCorrelator(Basis.Z))
    set('correlator-xx', state.rounds.counts.pauliCorrelator(Basis.X))
    const { fit, all } = state.time
    // A run ends somewhere in a cycle.
    set('duty-cycle', { value: fit / all, standardError: PREPARATION_SECONDS / Math.sqrt(12) / all })

    run.progress('detections without light')
    const dark = play(run, 'dark', { light: false }, (rounds) =>
      rounds.run({ rounds: run.scaled(NOISE_ROUNDS), alice: { basis: 'Z' }, bob: { basis: 'Z' } })
    )
    const noise = perSecondOfFrames(dark)
    signalOf(perSecondOfFrames(state), noise, set)
    set('noise-per-attempt', scaledBy(noise, SLOT_SECONDS))
    publishedEvents(run, set)

    run.progress('one echo of the comb and the next')
    for (const echo of [1, 2]) {
      const storage = inferredComb(PLAYED_FINESSE, echo)
      const played = play(run, `echo-${echo}`, { storage }, (rounds) =>
        rounds.run({ rounds: run.scaled(ECHO_ROUNDS), alice: { basis: 'X' }, bob: { basis: 'X' } })
      )
      set(`echo-${echo}`, perSecondOfFrames(played))
    }
    return results
  }
}

interface Played {
  readonly network: SimulatedNetwork
  readonly rounds: MeasuredRounds
  readonly time: FitTime
}

function play(
  run: ExperimentRun,
  stream: string,
  setup: MemorySetup,
  rounds: (measured: MeasuredRounds) => void
): Played {
  const network = startMemoryNetwork(setup, run.seed(stream), run.statistics)
  const measured = new MeasuredRounds(network)
  const time = new FitTime(network.node('alice').link('bob'), network.clock)
  rounds(measured)
  run.statistics.finished(network, measured.complete)
  return { network, rounds: measured, time }
}

/** Detections come independently of each other: as many as there are, to the square root of that. */
function perSecondOfFrames({ rounds, time }: Played): SimulatedFigure {
  const events = rounds.complete
  return { value: events / time.fit, standardError: Math.sqrt(events) / time.fit, events }
}

/** Signal is what comes beyond noise. */
function signalOf(
  all: SimulatedFigure,
  noise: SimulatedFigure,
  set: (id: string, figure: SimulatedFigure) => void
): void {
  const signal = { value: all.value - noise.value, standardError: Math.hypot(all.standardError, noise.standardError) }
  set('rate', signal)
  const ratio = all.value / noise.value
  const relative = Math.hypot(all.standardError / all.value, noise.standardError / noise.value)
  set('signal-to-noise', { value: ratio - 1, standardError: ratio * relative, events: noise.events ?? 0 })
}

/** As many detections as published: a tomography, the time that it takes, and a Bell test. Then a request to keep one. */
function publishedEvents(run: ExperimentRun, set: (id: string, figure: SimulatedFigure) => void): void {
  const events = run.scaled(PUBLISHED_EVENTS)
  run.progress('tomography of 1780 detections')
  const few = play(run, 'few', {}, (rounds) => rounds.run({ rounds: events, alice: everyBasis, bob: everyBasis }))
  set('tomography-1780', { ...few.rounds.counts.fidelity(), events })
  const hours = (few.time.all * PUBLISHED_EVENTS) / events / 3600
  set('time-1780-detections', { value: hours, standardError: hours / Math.sqrt(events), events })

  run.progress('Bell test of 1780 detections')
  const bell = play(run, 'bell', {}, (rounds) =>
    rounds.run({ rounds: events, alice: { random: 'XZ' }, bob: { random: 'CHSH' } })
  )
  const chsh = bell.rounds.counts.chsh()
  set('chsh', { ...chsh, events })
  // Of a run at full scale; with fewer events the violation would be less.
  const sigma = chsh.standardError * Math.sqrt(events / PUBLISHED_EVENTS)
  set('chsh-sigmas', { value: (chsh.value - 2) / sigma, standardError: chsh.standardError / sigma, events })
  set('keep-refused', { value: refusals(bell.network), standardError: 0, events: 2 })
}

/** Ends that refuse at once to keep a pair. */
function refusals(network: SimulatedNetwork): number {
  const wish = { kind: 'keep', number: 1, minimumFidelity: 0.5 } as const
  const ends = [network.node('alice').link('bob'), network.node('bob').link('alice')]
  return ends.filter((end) => end.createDirect(wish).error === ErrorCode.UNSUPP).length
}

function scaledBy({ value, standardError, events }: SimulatedFigure, factor: number): SimulatedFigure {
  const scaled: Estimate = { value: value * factor, standardError: standardError * factor }
  return events === undefined ? scaled : { ...scaled, events }
}
