import {
  demandWeighted,
  jainIndex,
  random,
  randomAsking,
  reserved,
  roundRobin,
  type SwitchPolicy,
  waitingOf
} from '@bellwire/physical-layer'
import { dlczLink, rb87Parameters as rb87, rb87Prompt, switchedLink } from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import type { ExperimentRun } from '../experiment.js'
import type { RowFigure, SimulatedFigure } from '../row.js'
import { errorByBatches, meanWaitError, quantileError } from './batches.js'
import { type StarLink, StarNetwork } from './star-network.js'

const NODES = 12
const LINKS = (NODES * (NODES - 1)) / 2
/** Turns that each policy is played for. */
const TURNS = 2640

/** Of every three links one asks for many pairs at a time, one for a third of that, and one for none. */
const DEMANDS = [900, 300, 0] as const
const ASKING = (2 * LINKS) / 3

/** Half of the turns belong to the first link. */
const RESERVED = reserved(2, [{ start: 0, end: 1, link: 1 }], randomAsking)

const POLICIES: readonly { readonly id: string; readonly name: string; readonly policy: SwitchPolicy }[] = [
  { id: 'random', name: 'at random', policy: random },
  { id: 'random-asking', name: 'at random among those that ask', policy: randomAsking },
  { id: 'round-robin', name: 'in turn', policy: roundRobin },
  { id: 'demand-weighted', name: 'at random by demand', policy: demandWeighted },
  { id: 'reserved', name: 'half reserved for one link', policy: RESERVED }
]

const SETUP = `${NODES} nodes, ${LINKS} links of which ${ASKING} ask`

const EXTREME = 'of this run, the longer the run the longer'

/** Fairness and waiting times of a star of twelve nodes under each policy. */
export function policyFigures(): readonly RowFigure[] {
  return POLICIES.flatMap(({ id, name }) => {
    const row = (key: string, quantity: string, unit: string, closedForm: number | null, note: string): RowFigure => ({
      id: `star12-${id}-${key}`,
      quantity: `${quantity}, ${name}`,
      unit,
      paper: null,
      closedForm,
      kind: 'extrapolation',
      note
    })
    const extra = 'a star that the paper does not have'
    return [
      row('jain', "Jain's index of time served over time wanted", '1', null, SETUP),
      row('slot-mean', 'mean of all waits for a slot', 's', slotWait(id), extra),
      row('slot-p95', '95th percentile of the wait for a slot', 's', null, extra),
      row('slot-worst', 'longest wait for a slot', 's', null, `${extra}; ${EXTREME}`),
      row('pair-mean', 'mean of all waits for a pair', 's', pairWait(id), extra),
      row('pair-p95', '95th percentile of the wait for a pair', 's', null, extra),
      row('pair-worst', 'longest wait for a pair', 's', null, `${extra}; ${EXTREME}`)
    ]
  })
}

/** Links among which the choice is uniform. */
function equalLinks(id: string): number | null {
  return id === 'random' ? LINKS : id === 'random-asking' ? ASKING : null
}

/**
 * In every slot all links wait but the one that is served, so that the mean over all waits is the same for every policy
 * that serves those alone that ask: the others come first, in turn or in the mean. What differs is how it is spread.
 */
function slotWait(id: string): number {
  return ((id === 'random' ? LINKS : ASKING) - 1) * rb87.slot.value
}

function pairWait(id: string): number | null {
  const links = equalLinks(id)
  if (links === null) return null
  const { rate } = dlczLink(rb87Prompt, rb87.excitation.value)
  return switchedLink({ links, slotSeconds: rb87.slot.value, heraldsPerSecond: rate }).meanFirstHeraldSeconds
}

/** Plays every policy. */
export function playPolicies(run: ExperimentRun, results: Map<string, SimulatedFigure>): void {
  const nodes = Array.from({ length: NODES }, (_, index) => `n${index + 1}`)
  const slot = rb87.slot.value * NANOSECONDS_PER_SECOND
  for (const { id, name, policy } of POLICIES) {
    run.progress(`a star of twelve nodes, served ${name}`)
    const star = new StarNetwork(
      {
        nodes,
        link: () => rb87Prompt,
        switch: { slot, policy },
        demand: (index) => DEMANDS[index % DEMANDS.length] as number
      },
      run.seed(`policy/${id}`),
      run.statistics
    )
    star.run(run.scaled(TURNS))
    const now = star.network.clock.now()
    const asking = star.links.filter((_, index) => DEMANDS[index % DEMANDS.length] !== 0)
    const shares = asking.map(({ waits }) => waits.shareOfDemand(now) ?? 0)
    const places = star.served.map((link) => asking.indexOf(star.links[link] as StarLink))
    const set = (key: string, value: number, standardError: number, events: number) =>
      results.set(`star12-${id}-${key}`, { value, standardError, events })
    set('jain', jainIndex(shares), errorByBatches(places, asking.length, jainIndex), star.turns)
    waited(
      star.turns,
      asking.map(({ waits }) => [waits.slotWaits, waits.openSlotWait(now)]),
      (key, value, error, count) => set(`slot-${key}`, value, error, count)
    )
    waited(
      star.turns,
      asking.map(({ waits }) => [waits.pairWaits, waits.openPairWait(now)]),
      (key, value, error, count) => set(`pair-${key}`, value, error, count)
    )
  }
}

/**
 * What links waited, all together. The mean is the time spent waiting over the number of waits that ended, so that those
 * that have not ended do not make it too short. The 95th percentile has the error of its rank among independent waits, an
 * upper bound.
 *
 * @param turns how many there were
 * @param links for each, the waits that have ended and how long the present one lasts, nanoseconds
 */
function waited(
  turns: number,
  links: readonly (readonly [ended: readonly number[], open: number])[],
  set: (key: 'mean' | 'p95' | 'worst', seconds: number, standardError: number, count: number) => void
): void {
  const ended = links.flatMap(([waits]) => waits)
  const open = links.map(([, wait]) => wait)
  const waiting = waitingOf(ended, Math.max(...open))
  if (waiting === null) return
  const { percentile95, worst, count } = waiting
  const total = [...ended, ...open].reduce((sum, wait) => sum + wait, 0)
  const mean = total / count / NANOSECONDS_PER_SECOND
  set('mean', mean, meanWaitError(mean, count, turns), count)
  const sorted = Float64Array.from(ended).sort()
  set('p95', percentile95 / NANOSECONDS_PER_SECOND, quantileError(sorted, 0.95) / NANOSECONDS_PER_SECOND, count)
  // The extreme of one run.
  set('worst', worst / NANOSECONDS_PER_SECOND, 0, count)
}
