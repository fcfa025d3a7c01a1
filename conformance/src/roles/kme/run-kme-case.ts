import { type KeepTrace, type Outcome, outcomeOf } from '../../run/run-case.js'
import type { KmeSetting } from '../../subject/kme.js'
import type { Subject } from '../../subject/subject.js'
import { type KmeCase, KmeTest } from './kme-test.js'

/** Plays a case at a KME. */
export async function runKmeCase(
  subject: Subject<KmeSetting>,
  one: KmeCase,
  seed: number,
  keep?: KeepTrace
): Promise<Outcome> {
  const test = new KmeTest(subject, seed)
  return outcomeOf(one, seed, test, () => one.play(test), keep)
}
