import { random } from '@bellwire/physical-layer'
import { type DlczLinkParameters, rb87Parameters as rb87, rb87Prompt, rb87Stored } from '@bellwire/physics'
import type { Estimate } from '@bellwire/quantum'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import type { Experiment, ExperimentRun } from '../experiment.js'
import { Mean } from '../mean.js'
import type { SimulatedFigure } from '../row.js'
import { playHeldPhase } from './held-phase.js'
import { playPolicies, policyFigures } from './policies.js'
import { type Sign, STAR_LINKS, starFigures, starLink, type StarLinkName } from './star-figures.js'
import { StarNetwork } from './star-network.js'

/** Heralds of a fixed pair of nodes: their rate is then known to half a hundredth. */
const FIXED_ROUNDS = 60_000
/** Turns of the star, for each of the two heralds. */
const TURNS = 6000

const NAMES: { readonly [letter: string]: string } = { A: 'alice', B: 'bob', C: 'charlie' }
const NODES = Object.values(NAMES)

/** The star of "Creation of memory–memory entanglement in a metropolitan quantum network" (Liu et al.). */
export const metropolitanStar: Experiment = {
  name: 'metropolitan-star',
  title: 'Three rubidium memories around a server with an optical switch, and twelve',
  figures: [...starFigures(), ...policyFigures()],
  run(run) {
    const results = new Map<string, SimulatedFigure>()
    const fixed = fixedPair(run, results, 'prompt', '5 µs', rb87Prompt)
    fixedPair(run, results, 'stored', '107 µs', rb87Stored)
    for (const sign of ['plus', 'minus'] as const) switched(run, results, sign, fixed)
    playHeldPhase(run, results)
    playPolicies(run, results)
    return results
  }
}

/** Alice and Bob alone, served always. Returns the heralds per second. */
function fixedPair(
  run: ExperimentRun,
  results: Map<string, SimulatedFigure>,
  id: 'prompt' | 'stored',
  name: string,
  link: DlczLinkParameters
): Estimate {
  run.progress(`a fixed pair of nodes, ${name}`)
  const star = new StarNetwork({ nodes: ['alice', 'bob'], link: () => link }, run.seed(`fixed/${id}`), run.statistics)
  const begin = star.network.clock.now()
  star.runUntil(run.scaled(FIXED_ROUNDS))
  const [measured] = star.links
  const memories = measured?.memories
  if (measured === undefined || memories === undefined) throw new Error('a star without a link')
  const seconds = (star.network.clock.now() - begin) / NANOSECONDS_PER_SECOND
  // Slots are independent trials: heralds are a Poisson process but for their rarity.
  const value = measured.complete / seconds
  const rate = { value, standardError: value / Math.sqrt(measured.complete) }
  const perSlot = 1 / link.attemptsPerSecond
  results.set(`rate-${id}`, rate)
  results.set(`herald-${id}`, { value: value * perSlot, standardError: rate.standardError * perSlot })

  const { retrievalEfficiencyA: retrieval, probePhotons } = link
  const suffix = id === 'prompt' ? '' : '-stored'
  const counted = (key: string, estimate: Estimate, events: number) => results.set(key, { ...estimate, events })
  const { both, plus, minus } = memories
  counted(`concurrence${suffix}`, both.concurrence(retrieval), both.rounds)
  counted(`pme-fidelity-plus${suffix}`, plus.polarisationFidelity(retrieval, probePhotons), plus.rounds)
  counted(`pme-fidelity-minus${suffix}`, minus.polarisationFidelity(retrieval, probePhotons), minus.rounds)
  if (id === 'prompt') {
    counted('memory-concurrence', both.memoryConcurrence(), both.rounds)
    results.set('keep-fidelity', both.fidelity())
  }
  return rate
}

/**
 * Three nodes under a random switch. The paper's contrast differs between the two heralds of a pair and the model has
 * one for both: the star is played with that of each, and only those heralds are counted for it.
 */
function switched(run: ExperimentRun, results: Map<string, SimulatedFigure>, sign: Sign, fixed: Estimate): void {
  run.progress(`three nodes under a random switch, with the contrasts of Ψ${sign === 'plus' ? '+' : '−'}`)
  const slot = rb87.slot.value * NANOSECONDS_PER_SECOND
  const letterOf = (node: string): string => Object.keys(NAMES).find((letter) => NAMES[letter] === node) ?? ''
  const star = new StarNetwork(
    {
      nodes: NODES,
      link: (a, b) => starLink(`${letterOf(a)}${letterOf(b)}` as StarLinkName, sign),
      switch: { slot, policy: random }
    },
    run.seed(`star/${sign}`),
    run.statistics
  )
  star.run(run.scaled(TURNS))
  for (const [index, name] of STAR_LINKS.entries()) {
    const link = star.links[index]
    if (link === undefined) continue
    const counts = link.memories[sign]
    const set = (key: string, estimate: Estimate, events: number) => results.set(key, { ...estimate, events })
    const { retrievalEfficiencyA: retrieval, probePhotons } = starLink(name, sign)
    set(`memory-concurrence-${name}-${sign}`, counts.memoryConcurrence(), counts.rounds)
    set(`concurrence-${name}-${sign}`, counts.concurrence(retrieval), counts.rounds)
    set(`pme-fidelity-${name}-${sign}`, counts.polarisationFidelity(retrieval, probePhotons), counts.rounds)
    set(`star-fidelity-${name}-${sign}`, counts.fidelity(), counts.rounds)
    if (sign === 'plus') rates(results, name, link, star.turns, fixed)
  }
}

function rates(
  results: Map<string, SimulatedFigure>,
  name: StarLinkName,
  { perTurn, perServedTurn, waits }: StarNetwork['links'][number],
  turns: number,
  fixed: Estimate
): void {
  const { value, standardError } = perTurn.estimate
  const rate = { value: value / rb87.slot.value, standardError: standardError / rb87.slot.value }
  results.set(`star-rate-${name}`, { ...rate, events: turns })
  const ratio = rate.value / fixed.value
  const error = ratio * Math.hypot(rate.standardError / rate.value, fixed.standardError / fixed.value)
  results.set(`star-ratio-${name}`, { value: ratio, standardError: error, events: turns })
  results.set(`star-slot-${name}`, perServedTurn.estimate)
  const first = new Mean()
  for (const wait of waits.pairWaits) first.add(wait / NANOSECONDS_PER_SECOND)
  results.set(`star-first-${name}`, { ...first.estimate, events: first.number })
}
