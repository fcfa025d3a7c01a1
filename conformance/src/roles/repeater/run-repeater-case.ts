import { type KeepTrace, type Outcome, outcomeOf } from '../../run/run-case.js'
import type { RepeaterSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { type RepeaterCase, RepeaterTest } from './repeater-test.js'

/** Plays a case at an inner node of circuits. Seeds that follow each other take its neighbours as initiators in turn. */
export async function runRepeaterCase(
  subject: Subject<RepeaterSetting>,
  one: RepeaterCase,
  seed: number,
  keep?: KeepTrace
): Promise<Outcome> {
  const test = new RepeaterTest(subject, { ...one.scene, seed })
  return outcomeOf(one, seed, test, () => one.play(test), keep)
}
