import { isTestRound } from '../../stage/test-round.js'
import { ownChance } from '../../statistics/pair-physics.js'
import { openAnew } from '../../statistics/processes.js'
import { TestedRounds } from '../../statistics/test-rounds.js'
import type { Case } from '../../verdict/case.js'
import type { Test } from '../../verdict/test.js'
import { A_WHILE, noLuck } from '../steps.js'

/** The share of test rounds, as it is wished for and as it is announced. */
const SHARE = 0.3
const ANNOUNCED = Math.round(SHARE * 65_535)

/** Pairs of which each is a test round or not. */
const PAIRS = 120

/** Test rounds of which some fail. */
const FAILING = 60

/** Shares of which one may be rounded, and those that must not be. */
const SHARES = [0, 0.001, 1 / 3, 0.9, 1]

/** Which pairs are test rounds, and what is told of them (section 3.7). */
export const testRoundCases: readonly Case[] = [
  {
    name: 'statistics/share-of-test-rounds',
    requirements: ['LNK-070', 'LNK-072'],
    capabilities: ['LNK.MEASURE'],
    scene: { link: { testFraction: SHARE } },
    async play(test) {
      const { scene } = test
      const chance = ownChance(scene)
      scene.peer.testFraction = ANNOUNCED
      scene.peer.testSeed = chance.bits32()
      await test.up()
      const rounds = new TestedRounds(test, chance)
      await scene.create({ kind: 'measure', number: PAIRS })
      test.need(await scene.until(() => rounds.heralded.length >= PAIRS), 'there are pairs')
      await settle(test)
      const { testSeed, testFraction } = scene.peer
      const { selected } = rounds
      test.need(selected.length > 0 && selected.length < rounds.heralded.length, 'some of them are test rounds')
      const told = scene.sent('TEST_RESULTS').flatMap((frame) => frame.rounds.map(({ sequence }) => sequence))
      const wrong = rounds.heralded.filter((sequence) => told.includes(sequence) !== selected.includes(sequence))
      test.check(
        'LNK-070',
        wrong.length === 0,
        `of a share of ${testFraction}/65535, ${selected.length} of ${rounds.heralded.length} pairs are test rounds; ` +
          `of ${wrong.length} the node finds otherwise`
      )
      const delivered = scene.delivered.filter(({ sequence }) => isTestRound(testSeed, testFraction, sequence))
      test.check('LNK-072', delivered.length === 0, `${delivered.length} of them are delivered`)
    }
  },
  {
    name: 'statistics/announced-share',
    requirements: ['LNK-171'],
    role: 'master',
    async play(test) {
      const { scene } = test
      const chance = ownChance(scene)
      await test.up()
      for (const testFraction of SHARES) {
        const links = [{ ...scene.link, testFraction }]
        const { testFraction: announced } = await openAnew(test, { seed: chance.bits32(), links })
        test.check(
          'LNK-171',
          Math.abs(announced - testFraction * 65_535) <= 1,
          `a share of ${testFraction} is announced as ${announced}/65535`
        )
      }
    }
  },
  {
    name: 'statistics/failed-test-rounds',
    requirements: ['LNK-073'],
    capabilities: ['LNK.MEASURE'],
    // Every pair is one, and what the peer has found is known before the node has measured. A third fail, as where a
    // station announces what is not so: who leaves them out hides it.
    scene: { link: { testFraction: 1 }, hardware: { measureDuration: 100_000 } },
    async play(test) {
      const { scene } = test
      const chance = ownChance(scene)
      scene.peer.testFraction = 65_535
      scene.peer.testSeed = chance.bits32()
      await test.up()
      const rounds = new TestedRounds(test, chance, 1)
      let failed = 0
      rounds.isFailing = () => {
        const isFailing = chance.below(3) === 0
        if (isFailing) failed += 1
        return isFailing
      }
      await scene.create({ kind: 'measure' })
      test.need(await scene.until(() => rounds.heralded.length >= FAILING), 'there are test rounds')
      await settle(test)
      const told = scene.sent('TEST_RESULTS').flatMap((frame) => frame.rounds)
      const missing = [...rounds.found].filter(
        ([sequence, outcome]) => !told.some((round) => round.sequence === sequence && round.outcome === outcome)
      )
      test.check(
        'LNK-073',
        missing.length === 0 && told.length === rounds.found.size,
        `of ${rounds.found.size} test rounds, of which ${failed} fail, ${told.length} are told, ${missing.length} not as found`
      )
    }
  }
]

/** No more pairs come, and the node has told of those that there were. */
async function settle({ scene }: Test): Promise<void> {
  noLuck(scene)
  await scene.pass(A_WHILE)
  scene.peer.alive(false)
  await scene.pass(A_WHILE)
}
