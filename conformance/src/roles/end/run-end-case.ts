import {
  type GeneratedOptions,
  type KeepTrace,
  type Outcome,
  outcomeOf,
  outcomeOfRuns,
  propertyOptions
} from '../../run/run-case.js'
import type { EndSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { type EndCase, EndTest } from './end-test.js'
import { runEndProperty } from './random/end-property.js'

/**
 * Plays a case at an end of circuits. Of seeds that follow each other it is the master of its link in turn, and eight of
 * them have both with every first sequence number.
 */
export async function runEndCase(
  subject: Subject<EndSetting>,
  one: EndCase,
  seed: number,
  keep?: KeepTrace,
  options: GeneratedOptions = {}
): Promise<Outcome> {
  if ('property' in one) {
    const search = await runEndProperty(subject, propertyOptions(seed, options))
    return outcomeOfRuns(one, seed, search, one.property, keep)
  }
  const test = new EndTest(subject, { ...one.scene, seed })
  return outcomeOf(one, seed, test, () => one.play(test), keep)
}
