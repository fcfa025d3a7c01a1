import { CASES } from '../cases/index.js'
import { END_CASES } from '../roles/end/cases/index.js'
import { runEndCase } from '../roles/end/run-end-case.js'
import { KEY_CASES } from '../roles/key/cases/index.js'
import { runKeyCase } from '../roles/key/run-key-case.js'
import { KME_CASES } from '../roles/kme/cases/index.js'
import { runKmeCase } from '../roles/kme/run-kme-case.js'
import { REPEATER_CASES } from '../roles/repeater/cases/index.js'
import { runRepeaterCase } from '../roles/repeater/run-repeater-case.js'
import { STATION_CASES } from '../roles/station/cases/index.js'
import { runStationCase } from '../roles/station/run-station-case.js'
import type { Role, Settings } from '../subject/setting.js'
import type { Subject } from '../subject/subject.js'
import { type GeneratedOptions, type KeepTrace, type Outcome, runCase } from './run-case.js'

/** A case of a role, and how it is played once. */
export interface Played<In extends Role> {
  readonly name: string
  readonly requirements: readonly string[]
  readonly capabilities?: readonly string[]
  run(subject: Subject<Settings[In]>, seed: number, keep?: KeepTrace, options?: GeneratedOptions): Promise<Outcome>
}

/** What is played at subjects of each role. */
export const SUITES: { readonly [In in Role]: readonly Played<In>[] } = {
  node: CASES.map((one) => ({
    ...one,
    run: (subject, seed, keep, options) => runCase(subject, one, seed, keep, options)
  })),
  station: STATION_CASES.map((one) => ({
    ...one,
    run: (subject, seed, keep) => runStationCase(subject, one, seed, keep)
  })),
  repeater: REPEATER_CASES.map((one) => ({
    ...one,
    run: (subject, seed, keep) => runRepeaterCase(subject, one, seed, keep)
  })),
  end: END_CASES.map((one) => ({
    ...one,
    run: (subject, seed, keep, options) => runEndCase(subject, one, seed, keep, options)
  })),
  kme: KME_CASES.map((one) => ({
    ...one,
    run: (subject, seed, keep) => runKmeCase(subject, one, seed, keep)
  })),
  key: KEY_CASES.map((one) => ({
    ...one,
    run: (subject, seed, keep) => runKeyCase(subject, one, seed, keep)
  }))
}
