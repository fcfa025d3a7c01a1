import { DrawnNumbers } from '../../statistics/drawn-numbers.js'
import { ownChance } from '../../statistics/pair-physics.js'
import { openAnew } from '../../statistics/processes.js'
import type { Case } from '../../verdict/case.js'

/** Processes after which a case does not go on. */
const MOST = 200

/** Numbers that a process draws (sections 2.1 and 3.7). */
export const numberCases: readonly Case[] = [
  {
    name: 'statistics/numbers-of-processes',
    requirements: ['PHY-002', 'LNK-170'],
    role: 'master',
    async play(test) {
      const { scene } = test
      const chance = ownChance(scene)
      await test.up()
      const numbers = new DrawnNumbers({ incarnation: 'PHY-002', 'seed of test rounds': 'LNK-170' })
      for (let start = 0; start < MOST && !numbers.isDecided; start++) {
        const { incarnation, testSeed } = await openAnew(test, { seed: chance.bits32() })
        numbers.add('incarnation', incarnation)
        numbers.add('seed of test rounds', testSeed)
      }
      numbers.judge(test)
    }
  }
]
