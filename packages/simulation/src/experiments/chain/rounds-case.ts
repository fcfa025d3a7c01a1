import { relaxationMemory } from '@bellwire/physics'
import { Mean } from '../mean.js'
import type { ExperimentRun } from '../experiment.js'
import type { SimulatedFigure } from '../row.js'
import { RoundsOfChain, SLOT } from './chain-rounds.js'
import { type ChainSection, figure } from './section.js'

const NANOSECONDS_PER_MILLISECOND = 1e6

/** What is seen of the rounds of a chain. */
interface RoundFigures {
  /** Slots until the pair from end to end is there. */
  readonly time?: number
  /** Werner parameter that is left when the inner memories have waited, of links that make perfect pairs. */
  readonly decay?: number
  /** Slots that pairs have waited in the inner memories, all together. */
  readonly waited?: number
  /** Swaps among what ends in a swap or at a cut-off. */
  readonly success?: number
}

/** Rounds of a synchronous chain, and what closed forms say of them. */
export interface RoundsCase {
  /** Last part of the rows' ids. */
  readonly id: string
  readonly probabilities: readonly number[]
  /** q: the factor that a slot leaves of the Werner parameter of a pair in an inner memory. Default 1. */
  readonly decay?: number
  /** Slots. Default: none. */
  readonly cutoff?: number
  readonly rounds: number
  readonly expected: RoundFigures
  readonly note?: string
}

const QUANTITIES: Readonly<Record<keyof RoundFigures, readonly [words: string, unit: string]>> = {
  time: ['time', 'slots'],
  decay: ['what waiting leaves', '1'],
  waited: ['waiting, all together', 'slots'],
  success: ['share of swaps in time', '1']
}

/** One section of several cases. */
export function roundsSection(cases: readonly RoundsCase[]): ChainSection {
  return {
    figures: cases.flatMap((one) =>
      quantities(one).map((quantity) => {
        const [words, unit] = QUANTITIES[quantity]
        return figure(
          `${quantity}-${one.id}`,
          `${words}: ${described(one)}`,
          unit,
          one.expected[quantity] as number,
          one.note
        )
      })
    ),
    play: (run) => new Map(cases.flatMap((one) => [...played(one, run)]))
  }
}

function quantities({ expected }: RoundsCase): readonly (keyof RoundFigures)[] {
  return (Object.keys(QUANTITIES) as (keyof RoundFigures)[]).filter((quantity) => expected[quantity] !== undefined)
}

/** "2 links of p = 0.1, q = 0.98, m = 5", m being the cut-off. */
function described({ probabilities, decay, cutoff }: RoundsCase): string {
  const [first] = probabilities
  const links = probabilities.every((p) => p === first)
    ? `${probabilities.length} links of p = ${first}`
    : `links of p = ${probabilities.join(', ')}`
  const memory = decay === undefined ? '' : `, q = ${Number(decay.toPrecision(6))}`
  return `${links}${memory}${cutoff === undefined ? '' : `, m = ${cutoff}`}`
}

function played(one: RoundsCase, run: ExperimentRun): Map<string, SimulatedFigure> {
  run.progress(described(one))
  const { probabilities, decay, cutoff } = one
  const chain = new RoundsOfChain({
    seed: run.seed(one.id),
    probabilities,
    statistics: run.statistics,
    ...(decay !== undefined && { memory: depolarising(decay) }),
    ...(cutoff !== undefined && { cutoff })
  })
  const means = { time: new Mean(), decay: new Mean(), waited: new Mean(), discarded: new Mean() }
  const rounds = run.scaled(one.rounds)
  for (let round = 0; round < rounds; round++) {
    const { slots, fidelity, waited, discarded } = chain.next()
    means.time.add(slots)
    means.decay.add((4 * fidelity - 1) / 3)
    means.waited.add(waited)
    means.discarded.add(discarded)
  }
  run.statistics.finished(chain.network, rounds)
  const { value, standardError } = means.discarded.estimate
  const success = 1 / (1 + value)
  const estimates: Readonly<Record<keyof RoundFigures, SimulatedFigure>> = {
    time: means.time.estimate,
    decay: means.decay.estimate,
    waited: means.waited.estimate,
    success: { value: success, standardError: standardError * success ** 2 }
  }
  return new Map(quantities(one).map((quantity) => [`${quantity}-${one.id}`, estimates[quantity]]))
}

/** A memory in which a slot leaves the factor `decay` of every Bloch component, and so of a Werner pair's parameter. */
export function depolarising(decay: number) {
  const milliseconds = -SLOT / NANOSECONDS_PER_MILLISECOND / Math.log(decay)
  return relaxationMemory({
    relaxationTimeMilliseconds: milliseconds,
    coherenceTimeMilliseconds: milliseconds,
    equilibriumPolarisation: 0
  })
}
