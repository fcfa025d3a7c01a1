import { type KeepTrace, type Outcome, outcomeOf } from '../../run/run-case.js'
import type { KeySetting } from '../../subject/key.js'
import type { Subject } from '../../subject/subject.js'
import { type KeyCase, KeyTest } from './key-test.js'

/** Plays a case at two nodes that distribute keys. Of seeds that follow each other the lower and the higher one opens sessions in turn. */
export async function runKeyCase(
  subject: Subject<KeySetting>,
  one: KeyCase,
  seed: number,
  keep?: KeepTrace
): Promise<Outcome> {
  const test = new KeyTest(subject, seed, one.scene)
  return outcomeOf(one, seed, test, () => one.play(test), keep)
}
