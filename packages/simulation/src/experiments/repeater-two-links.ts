import { ca40Parameters as ca40, ca40RepeaterFigures } from '@bellwire/physics'
import { ionRepeater } from './ion-network.js'
import { SimulatedNetwork } from '../network/simulated-network.js'
import type { Experiment, ExperimentRun } from './experiment.js'
import { repeaterMap } from './repeater-chain/repeater-map.js'
import { SwappedPairs } from './swapped-pairs.js'

const KILOMETRES = 10

/** End-to-end pairs of each run: fidelities are then known to a hundredth. */
const PAIRS = 42_000

interface Variant {
  readonly id: string
  /** Seconds; 0 for none. */
  readonly cutoff: number
  readonly betterMemory: number
}

const VARIANTS: readonly Variant[] = [
  { id: '', cutoff: 0, betterMemory: 1 },
  { id: '-450', cutoff: 0.45, betterMemory: 1 },
  { id: '-200', cutoff: 0.2, betterMemory: 1 },
  { id: '-100', cutoff: 0.1, betterMemory: 1 },
  { id: '-better-memory', cutoff: 0, betterMemory: 1.25 }
]

/**
 * Two 10 km links of "A building block of quantum repeaters" (Liu et al.) joined by a repeater. The paper has one such
 * link; this is what the stack makes of two of them, and no published number. Beside it stands where eleven of them over
 * 1,000 km would be of use, computed.
 */
export const repeaterTwoLinks: Experiment = {
  name: 'repeater-two-links',
  title: 'Two of the 10 km ion links, swapped: an extrapolation',
  figures: ca40RepeaterFigures(),
  run(run) {
    const results = new Map()
    for (const variant of VARIANTS) {
      const { id } = variant
      run.progress(id === '' ? 'two links swapped as soon as both have a pair' : `the same${described(variant)}`)
      const pairs = played(variant, run)
      results.set(`swap-fidelity${id}`, pairs.counts.fidelity())
      if (id === '') results.set('swap-rate', pairs.intervals.rate)
      else if (variant.cutoff > 0) results.set(`swap-time${id}`, pairs.intervals.mean)
    }
    return results
  },
  map: repeaterMap
}

function described({ cutoff, betterMemory }: Variant): string {
  return cutoff > 0 ? `, with a cut-off of ${cutoff * 1e3} ms` : `, with a memory ${betterMemory} times better`
}

function played({ id, cutoff, betterMemory }: Variant, run: ExperimentRun): SwappedPairs {
  const brightness = ca40.brightnessMemory.value
  const description = ionRepeater({ kilometres: KILOMETRES, brightness, storage: true, betterMemory })
  const network = new SimulatedNetwork(description, { seed: run.seed(`swap${id}`), observer: run.statistics.frames })
  network.world.onHerald = run.statistics.heralded
  const pairs = new SwappedPairs(network, { from: 'alice', to: 'bob', cutoff: Math.round(cutoff * 1e9) })
  pairs.run(run.scaled(PAIRS))
  run.statistics.finished(network, pairs.complete)
  return pairs
}
