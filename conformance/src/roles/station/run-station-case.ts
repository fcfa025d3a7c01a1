import { FIRST_SEQUENCES, type KeepTrace, type Outcome, outcomeOf } from '../../run/run-case.js'
import type { StationSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { type StationCase, StationTest } from './station-test.js'

/** Plays a case at a station. Seeds that follow each other take the nodes in turn, and eight every first sequence number. */
export async function runStationCase(
  subject: Subject<StationSetting>,
  one: StationCase,
  seed: number,
  keep?: KeepTrace
): Promise<Outcome> {
  const firstSequence = FIRST_SEQUENCES[(seed >> 1) % FIRST_SEQUENCES.length] ?? 0
  const test = new StationTest(subject, { firstSequence, ...one.scene, seed })
  const play = async (): Promise<void> => {
    try {
      await one.play(test)
    } finally {
      test.scene.stage.tell({ kind: 'over' })
    }
  }
  return outcomeOf(one, seed, test, play, keep)
}
