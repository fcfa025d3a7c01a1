import { DrawnNumbers } from '../../../statistics/drawn-numbers.js'
import type { StationCase } from '../station-test.js'

/** Processes after which a case does not go on. */
const MOST = 200

/** Numbers that a process draws (section 2.1). */
export const numberCases: readonly StationCase[] = [
  {
    name: 'station/numbers-of-processes',
    requirements: ['PHY-002'],
    async play(test) {
      const { scene } = test
      await test.up()
      const incarnations = new DrawnNumbers({ incarnation: 'PHY-002' })
      for (let start = 0; start < MOST && !incarnations.isDecided; start++) {
        const { frames } = await scene.restart({ seed: scene.random.bits32() })
        test.need(
          frames.some(({ frame }) => frame.type === 'HELLO'),
          'each process greets at its start'
        )
        incarnations.add('incarnation', scene.stationIncarnation)
      }
      incarnations.judge(test)
    }
  }
]
