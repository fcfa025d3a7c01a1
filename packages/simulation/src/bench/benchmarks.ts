import { grid } from '../topology/generators.js'
import { readTopology } from '../topology/read/read-topology.js'
import { spanned } from '../topology/span/spanned.js'
import type { MeasuredTopology } from '../topology/topology.js'
import { BareLoop } from './bare-loop.js'
import { ChainWorkload } from './chain-workload.js'
import { CodecWorkload } from './codec-workload.js'
import { AmplificationWorkload, ReconciliationWorkload } from './distillation-workload.js'
import { ION_ROUNDS, IonWorkload } from './ion-workload.js'
import { LinkWorkload, type WorkloadRun } from './link-workload.js'
import { NetworkWorkload } from './network-workload.js'
import { TeleportWorkload } from './teleport-workload.js'
import { StatechartWorkload } from './statechart-workload.js'

/** One figure of `bellwire bench`. */
export interface Benchmark {
  readonly name: string
  readonly unit: string
  /** It takes a minute or more, and gigabytes: played only where asked for. */
  readonly large?: true
  /** The file of a topology that it needs, among those that come with the source. */
  readonly topologyFile?: string
  /**
   * Sets the workload up, warms it up, and returns what is repeated and timed.
   *
   * @param topology text of the topology's file
   */
  prepare(topology?: string): () => WorkloadRun
}

const P = 0.01
const SEED = 1

/** Brightness of the published 10 km rounds. */
const ION_BRIGHTNESS = 0.02208

function warm<T>(workload: T, run: (workload: T) => unknown): T {
  run(workload)
  return workload
}

/** GÉANT with a repeater at least every 100 km. */
const GEANT = { topologyFile: 'Geant2011.graphml', repeaterSpacing: 100_000 } as const

/**
 * Sets a network up; a run makes so many pairs more. Before the first, three times as many: circuits fill with pairs as
 * they open, which takes half as many events again for a pair, and are in their stride only some runs later.
 */
function network(topology: MeasuredTopology, circuits: number, pairs: number): () => WorkloadRun {
  const workload = warm(new NetworkWorkload({ seed: SEED, topology, circuits }), (w) => w.run(3 * pairs))
  return () => workload.run(pairs)
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'link-skipping',
    unit: 'pairs/s',
    prepare() {
      const workload = warm(new LinkWorkload({ seed: SEED, p: P }), (w) => w.run(50_000))
      return () => workload.run(200_000)
    }
  },
  {
    name: 'link-event-exact',
    unit: 'pairs/s',
    prepare() {
      const workload = warm(new LinkWorkload({ seed: SEED, p: P, everyAttempt: true }), (w) => w.run(1000))
      return () => workload.run(5000)
    }
  },
  {
    name: 'teleport',
    unit: 'teleportations/s',
    prepare() {
      const workload = warm(new TeleportWorkload({ seed: SEED, p: P }), (w) => w.run(20_000))
      return () => workload.run(100_000)
    }
  },
  {
    name: 'bare-loop-link',
    unit: 'pairs/s',
    prepare() {
      const loop = warm(new BareLoop({ seed: SEED, p: P }), (l) => l.make(500_000))
      return () => loop.make(2_000_000)
    }
  },
  {
    name: 'experiment-ion-10km',
    unit: 'rounds/s',
    prepare() {
      new IonWorkload({ seed: SEED, rounds: 20_000, brightness: ION_BRIGHTNESS }).run()
      return () => new IonWorkload({ seed: SEED, rounds: ION_ROUNDS, brightness: ION_BRIGHTNESS }).run()
    }
  },
  {
    name: 'links-1000',
    unit: 'pairs/s',
    prepare() {
      const workload = warm(new LinkWorkload({ seed: SEED, p: P, links: 1000 }), (w) => w.run(50_000))
      return () => workload.run(200_000)
    }
  },
  {
    name: 'links-1000-separate',
    unit: 'pairs/s',
    prepare() {
      const workload = warm(new LinkWorkload({ seed: SEED, p: P, links: 1000, separate: true }), (w) => w.run(50_000))
      return () => workload.run(200_000)
    }
  },
  ...[3, 5, 9].map((nodes) => ({
    name: `chain-${nodes}`,
    unit: 'pairs/s',
    prepare() {
      const workload = warm(new ChainWorkload({ seed: SEED, nodes, p: P }), (w) => w.run(2000))
      return () => workload.run(5000)
    }
  })),
  { name: 'network-10', unit: 'pair hops/s', prepare: () => network(grid(2, 5), 20, 5000) },
  {
    name: 'geant2011',
    unit: 'pair hops/s',
    large: true,
    topologyFile: GEANT.topologyFile,
    prepare(text = '') {
      return network(spanned(readTopology(text, GEANT.topologyFile), GEANT), 200, 500)
    }
  },
  { name: 'grid-1024', unit: 'pair hops/s', large: true, prepare: () => network(grid(32, 32), 200, 1000) },
  {
    name: 'statechart-compiled',
    unit: 'events/s',
    prepare() {
      const workload = warm(new StatechartWorkload('generated'), (w) => w.run(200_000))
      return () => workload.run(2_000_000)
    }
  },
  {
    name: 'statechart-actor',
    unit: 'events/s',
    prepare() {
      const workload = warm(new StatechartWorkload('actor'), (w) => w.run(2000))
      return () => workload.run(20_000)
    }
  },
  {
    name: 'codec-encode',
    unit: 'frames/s',
    prepare() {
      const workload = warm(new CodecWorkload(), (w) => w.encode(100_000))
      return () => workload.encode(1_000_000)
    }
  },
  {
    name: 'codec-decode',
    unit: 'frames/s',
    prepare() {
      const workload = warm(new CodecWorkload(), (w) => w.decode(100_000))
      return () => workload.decode(1_000_000)
    }
  },
  {
    name: 'cascade',
    unit: 'bits/s',
    prepare() {
      const workload = warm(ReconciliationWorkload.cascade(SEED), (w) => w.run())
      return () => workload.run()
    }
  },
  {
    name: 'ldpc',
    unit: 'bits/s',
    prepare() {
      const workload = warm(ReconciliationWorkload.codes(SEED), (w) => w.run())
      return () => workload.run()
    }
  },
  {
    name: 'toeplitz',
    unit: 'bits/s',
    prepare() {
      const workload = warm(new AmplificationWorkload(SEED), (w) => w.run())
      return () => workload.run()
    }
  }
]
