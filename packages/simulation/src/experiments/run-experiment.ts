import { cavitySource } from './cavity-source/cavity-source.js'
import { chain } from './chain/chain.js'
import { largeChain } from './chain/large-chain.js'
import { distillation } from './distillation.js'
import { diqkd101km, diqkd10km } from './diqkd-ion.js'
import { diqkdNadlinger } from './diqkd-nadlinger.js'
import type { Experiment } from './experiment.js'
import { ExperimentError } from './errors.js'
import { ion101km } from './ion-101km.js'
import { ion10km } from './ion-10km.js'
import { ionMemory } from './ion-memory/ion-memory.js'
import { memoryless } from './memoryless.js'
import { metropolitanStar } from './metropolitan-star/metropolitan-star.js'
import { repeaterTwoLinks } from './repeater-two-links.js'
import { threePlatforms } from './three-platforms/three-platforms.js'
import { fiveNodeWeek } from './week/five-node-week.js'
import type { KeyAccount, KeyEndFactory } from './key-ends.js'
import type { RepeaterMap } from './repeater-chain/repeater-map.js'
import { type ExperimentRow, experimentRow } from './row.js'
import type { ScanPicture } from './scan-picture.js'
import { RunStatistics, type RunTotals } from './statistics.js'

/** The published experiments, what follows from them, and those that no paper has, in the order in which they are run. */
export const experiments: readonly Experiment[] = [
  ion10km,
  ion101km,
  metropolitanStar,
  ionMemory,
  cavitySource,
  memoryless,
  threePlatforms,
  repeaterTwoLinks,
  chain,
  largeChain,
  distillation,
  fiveNodeWeek,
  diqkd10km,
  diqkd101km,
  diqkdNadlinger
]

export interface ExperimentOptions {
  readonly seed: number | string
  /** Share of the usual numbers of events, above 0. Default 1; with fewer, standard errors are larger than rows may have. */
  readonly scale?: number
  /** Makes the ends of sessions of key distribution. Default: ends in memory. */
  readonly keyEnds?: KeyEndFactory
  /** Told what begins now, and what has happened up to now. */
  readonly progress?: (what: string, totals: RunTotals) => void
}

export interface ExperimentResult {
  readonly experiment: string
  readonly rows: readonly ExperimentRow[]
  readonly map?: RepeaterMap
  readonly pictures?: readonly ScanPicture[]
  /** Where keys were distributed: of its session. */
  readonly keys?: KeyAccount
  /** What happened meanwhile. */
  readonly totals: RunTotals
}

/** @throws ExperimentError UNKNOWN_EXPERIMENT */
export function experimentNamed(name: string): Experiment {
  const found = experiments.find((experiment) => experiment.name === name)
  if (found !== undefined) return found
  const known = experiments.map((experiment) => experiment.name).join(', ')
  throw new ExperimentError('UNKNOWN_EXPERIMENT', `no experiment is called ${name}; accepted: ${known}`)
}

/** Plays an experiment through the stack and sets what comes out beside the model and the paper. */
export function runExperiment(experiment: Experiment, options: ExperimentOptions): ExperimentResult {
  const { seed, scale = 1, progress, keyEnds } = options
  const statistics = new RunStatistics()
  let keys: KeyAccount | undefined
  const results = experiment.run({
    statistics,
    ...(keyEnds !== undefined && { keyEnds }),
    account: (account) => {
      keys = account
    },
    seed: (stream) => `${seed}/${experiment.name}/${stream}`,
    scaled: (number) => Math.max(1, Math.round(number * scale)),
    progress: (what) => progress?.(what, statistics.totals)
  })
  const rows = experiment.figures
    .filter(({ id, optional }) => optional !== true || results.has(id))
    .map((figure) => experimentRow(figure, results.get(figure.id)))
  const pictures = experiment.pictures?.()
  const result = {
    experiment: experiment.name,
    rows,
    totals: statistics.totals,
    ...(keys !== undefined && { keys }),
    ...(pictures !== undefined && { pictures })
  }
  if (experiment.map === undefined) return result
  progress?.('the same over 1,000 km, for many memories', statistics.totals)
  return { ...result, map: experiment.map() }
}
