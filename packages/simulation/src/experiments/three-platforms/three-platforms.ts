import type { PlannedRoute } from '@bellwire/network-layer'
import { ca40Parameters as ca40 } from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import { ERROR_CODE_NAMES } from '@bellwire/wire'
import { ExperimentError } from '../errors.js'
import type { Experiment, ExperimentRun } from '../experiment.js'
import type { RowFigure, SimulatedFigure } from '../row.js'
import { SwappedPairs } from '../swapped-pairs.js'
import { agedCorrelators, type ExpectedPairs, expectedPairs, ratePerSecond } from './expected.js'
import { platformLinks } from './links.js'
import { NODES, platformNetwork } from './network.js'
import { IMPROVEMENTS, type Improvement } from './outlooks.js'
import { askWithoutEnd, SERVED } from './star.js'

/** Pairs from end to end: the fidelity is then known to a hundredth. */
const PAIRS = 36_000

/** What is asked from end to end: any entanglement at all. */
export const WANTED_FIDELITY = 0.5

const MINUTE = 60_000_000_000

const NAMES = ['ions', 'ensembles', 'cavities'] as const

/** Made once they are asked for: the mean over the waiting times takes a third of a second. */
let figures: readonly RowFigure[] | undefined

/**
 * One circuit over ions, a link of a switched star of atomic ensembles, and parametric cavities. No paper has it: links, memories and nodes between are
 * the papers' hardware with what their outlooks name, or their text where the outlook is silent; the factors are assumed.
 */
export const threePlatforms: Experiment = {
  name: 'three-platforms',
  title: 'One circuit over ions, atomic ensembles and cavities',
  get figures() {
    figures ??= [...linkFigures(), ...circuitFigures(), ...refusalFigures()]
    return figures
  },
  run(run) {
    const results = new Map<string, SimulatedFigure>()
    playCircuit(run, results)
    playRefusal(run, results)
    return results
  }
}

function note(...improvements: readonly (Improvement | undefined)[]): string {
  return improvements
    .flatMap((one) =>
      one === undefined ? [] : [`${one.what}: ‘${one.words}’ (${one.paper}); assumed: ${one.assumed}`]
    )
    .join('. ')
}

/** Each link alone; in the notes what of the papers' hardware is better, and on which sentence that rests. */
function linkFigures(): readonly RowFigure[] {
  const known = [
    [13.09, 0.9176],
    [15.47, 0.7111],
    [777.9, 0.8951]
  ] as const
  const [ionMemory, ionRate, ensembleMemory, ensembleRate, cavity] = IMPROVEMENTS
  const notes = [
    [note(ionRate), note(ionMemory)],
    [note(ensembleRate), note(ensembleMemory)],
    [note(cavity), 'losses, overlap and phase noise of the cavities’ link are assumed altogether']
  ] as const
  return platformLinks(true).flatMap((link, index): RowFigure[] => {
    const [xx, yy, zz] = agedCorrelators(link)(0, 0)
    const [rate, fidelity] = known[index] as readonly [number, number]
    const [ofRate, ofMemory] = notes[index] as readonly [string, string]
    const base = { paper: null, kind: 'extrapolation' } as const
    return [
      {
        ...base,
        id: `three-platforms-rate-${NAMES[index]}`,
        quantity: `heralds per second, link of ${NAMES[index]}`,
        unit: '1/s',
        closedForm: ratePerSecond(link),
        golden: [rate, rate > 100 ? 1 : 2],
        note: ofRate
      },
      {
        ...base,
        id: `three-platforms-fidelity-${NAMES[index]}`,
        quantity: `fidelity when heralded, link of ${NAMES[index]}`,
        unit: '1',
        closedForm: (1 + xx + yy + zz) / 4,
        golden: [fidelity, 4],
        note: ofMemory
      }
    ]
  })
}

/** The fidelity from end to end if the ions' transfer, preparation and readout erred as those fitted to their paper. */
function withIonErrors({ xx, yy, zz }: ExpectedPairs): number {
  const readout = (1 - 2 * ca40.readoutFlip.value) ** 2
  const transfer = ca40.transferZFactor.value
  return (1 + readout * (((1 + transfer) / 2) * (xx + yy) + transfer * zz)) / 4
}

function circuitFigures(): readonly RowFigure[] {
  const links = platformLinks(true)
  const [, ensembles] = links
  const expected = expectedPairs(links)
  const { xx, zz, fidelity, seconds } = expected
  const row = (id: string, quantity: string, unit: string, closedForm: number, says?: string): RowFigure => ({
    id: `three-platforms-${id}`,
    quantity,
    unit,
    paper: null,
    closedForm,
    kind: 'extrapolation',
    ...(says === undefined ? {} : { note: says })
  })
  return [
    row(
      'fidelity',
      'fidelity from end to end, alice’s ion and bob’s cavity',
      '1',
      fidelity,
      'a node between has a perfect Bell measurement of two memories of different kinds, retrieval from them included, ' +
        'which is assumed and in no paper; empty and filled memories are a qubit, vacuum included; ' +
        `${withIonErrors(expected).toFixed(3)} with the errors of transfer, preparation and readout fitted to the ions’ paper`
    ),
    row('xx', '⟨XX⟩ from end to end', '1', xx),
    row('zz', '⟨ZZ⟩ from end to end', '1', zz),
    row(
      'time',
      'time from pair to pair',
      's',
      seconds,
      'a millisecond until all links begin again is not in the closed form; the ensembles’ link is served every other ' +
        'turn of 10 ms, assumed: in turns as long as the paper’s 5.8 s, pairs would be gone before the last comes'
    ),
    row(
      'rate-third',
      'pairs per second of a third node with ensembles, served in the other turns',
      '1/s',
      SERVED * ratePerSecond(ensembles),
      'it asks all the time; the same hardware as in the circuit'
    ),
    {
      ...row('planned', 'fidelity that the network layer expects when it sets the circuit up', '1', 0),
      closedForm: null,
      required: { bound: 'at least', value: WANTED_FIDELITY },
      note: 'of Werner states, and not knowing of turns, so not the closed form'
    }
  ]
}

function refusalFigures(): readonly RowFigure[] {
  const base = { unit: '1', paper: null, closedForm: null, kind: 'extrapolation' } as const
  return [
    {
      ...base,
      id: 'three-platforms-own-planned',
      quantity: 'the same with the papers’ own memories: 0.55 s, 0.56 ms, 1 µs',
      required: { bound: 'at most', value: WANTED_FIDELITY },
      note: 'links improved as above, memories not: the first pair is gone before the last comes'
    },
    {
      ...base,
      id: 'three-platforms-own-refused',
      quantity: `circuits of fidelity ${WANTED_FIDELITY} refused at set-up, of one asked for`,
      required: { bound: 'at least', value: 1 },
      note: 'with UNSUPP, fidelity that cannot be met: there is a way, and it could not give that'
    }
  ]
}

function playCircuit(run: ExperimentRun, results: Map<string, SimulatedFigure>): void {
  run.progress('pairs over ions, ensembles and cavities')
  const network = platformNetwork(platformLinks(true), run.seed('circuit'), run.statistics)
  const [from, to] = [NODES[0], NODES[3]]
  const pairs = new SwappedPairs(network, { from, to, cutoff: 0 })
  const [planned] = plan(network, WANTED_FIDELITY)
  const begin = network.clock.now()
  const third = askWithoutEnd(network, NODES[1])
  pairs.run(run.scaled(PAIRS))
  const seconds = (network.clock.now() - begin) / NANOSECONDS_PER_SECOND
  run.statistics.finished(network, pairs.complete)
  const events = run.scaled(PAIRS)
  results.set('three-platforms-fidelity', pairs.counts.fidelity())
  results.set('three-platforms-xx', { ...pairs.counts.correlator(0), events })
  results.set('three-platforms-zz', { ...pairs.counts.correlator(2), events })
  results.set('three-platforms-time', pairs.intervals.mean)
  // Poisson: attempts are independent, and heralds rare.
  const ofThird = { value: third.pairs / seconds, standardError: Math.sqrt(third.pairs) / seconds, events: third.pairs }
  results.set('three-platforms-rate-third', ofThird)
  results.set('three-platforms-planned', { value: planned?.fidelity ?? 0, standardError: 0 })
}

type Network = ReturnType<typeof platformNetwork>

function plan(network: Network, minimumFidelity: number): readonly PlannedRoute[] {
  const to = network.node(NODES[3]).network.layer.node
  return network.node(NODES[0]).network.plan({ to, minimumFidelity })
}

/** Asks for the circuit with the papers' memories, and hears why there is none. */
function playRefusal(run: ExperimentRun, results: Map<string, SimulatedFigure>): void {
  run.progress('the same with the papers’ own memories')
  const network = platformNetwork(platformLinks(false), run.seed('own'), run.statistics)
  network.run(MINUTE, () => plan(network, 0).length === 0)
  const [known] = plan(network, 0)
  if (known === undefined) throw new ExperimentError('LINK_DOWN', `${NODES[0]} knows no way to ${NODES[3]}`)
  const { network: head } = network.node(NODES[0])
  let reason = ''
  head.subscribe({
    connectionChanged: (change) => {
      if (change.state === 'failed') reason = ERROR_CODE_NAMES[change.reason] ?? ''
    }
  })
  head.layer.connect({ to: network.node(NODES[3]).network.layer.node, minimumFidelity: WANTED_FIDELITY })
  network.run(network.clock.now() + MINUTE, () => reason === '')
  run.statistics.finished(network, 0)
  results.set('three-platforms-own-planned', { value: known.fidelity, standardError: 0 })
  results.set('three-platforms-own-refused', { value: reason === 'UNSUPP' ? 1 : 0, standardError: 0 })
}
