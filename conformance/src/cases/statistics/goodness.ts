import type { Random } from '../../stage/random.js'
import { ownChance } from '../../statistics/pair-physics.js'
import { upAnew } from '../../statistics/processes.js'
import { TestedRounds } from '../../statistics/test-rounds.js'
import type { Case } from '../../verdict/case.js'
import type { Test } from '../../verdict/test.js'

/** What the hardware says of its pairs. */
const STATED = 0.6

/** So many of ten test rounds fail in each basis, and what the fidelity of such pairs is: 1 less half the sum of the rates. */
const [FEW, MANY] = [1, 4]
const fidelityOf = (failing: number): number => 1 - (3 * failing) / 10 / 2

/** Test rounds in each basis after which a node that goes by them does. */
const ROUNDS = 120

/** Pairs whose goodness is looked at. */
const LOOKED_AT = 5

/** By how much an estimate may be off: no luck is in the rounds, but how many there are. */
const TOLERANCE = 0.05

/** Of what is tested, most: few are wanted otherwise. */
const SHARE = 0.9

/** What is said of pairs of which many were tested (sections 3.1 and 3.7). */
export const goodnessCases: readonly Case[] = [
  {
    name: 'statistics/goodness-of-tested-pairs',
    requirements: ['LNK-009', 'LNK-172'],
    capabilities: ['LNK.MEASURE'],
    scene: {
      link: { testFraction: SHARE },
      capabilities: { points: [{ brightness: 1, fidelity: STATED, successProbability: 0.1 }] }
    },
    async play(test) {
      const { scene } = test
      const chance = ownChance(scene)
      scene.peer.testFraction = Math.round(SHARE * 65_535)
      scene.peer.testSeed = chance.bits32()
      await test.up()
      const rounds = new TestedRounds(test, chance)
      const good = await goodnessOf(test, rounds, inTens(FEW, chance))
      test.check(
        'LNK-009',
        good < fidelityOf(FEW) + TOLERANCE,
        `pairs of ${fidelityOf(FEW)}, of which hardware says ${STATED}, are said to be of ${good}`
      )
      await upAnew(test, { seed: chance.bits32() })
      const bad = await goodnessOf(test, rounds, inTens(MANY, chance))
      test.check(
        'LNK-009',
        bad < STATED + TOLERANCE,
        `pairs of ${fidelityOf(MANY)}, of which hardware says ${STATED}, are said to be of ${bad}`
      )
      // How far it goes from what hardware says to what is so, up and down. It need not go by test rounds.
      const up = (good - STATED) / (fidelityOf(FEW) - STATED)
      const down = (STATED - bad) / (STATED - fidelityOf(MANY))
      const limit = 1 + TOLERANCE / (fidelityOf(FEW) - STATED)
      test.check(
        'LNK-172',
        up < limit && (up < 0.2 || down > up / 2),
        `an estimate goes by ${up} of the difference to better pairs, and by ${down} to worse ones`
      )
    }
  }
]

/** Of every ten test rounds in a basis so many fail, in any order. */
function inTens(failing: number, chance: Random): (basis: number) => boolean {
  const left = [0, 0, 0].map(() => ({ rounds: 0, failing: 0 }))
  return (basis) => {
    const ten = left[basis] ?? { rounds: 0, failing: 0 }
    if (ten.rounds === 0) Object.assign(ten, { rounds: 10, failing })
    const isFailing = chance.below(ten.rounds) < ten.failing
    ten.rounds -= 1
    if (isFailing) ten.failing -= 1
    return isFailing
  }
}

/** What the node says of pairs that come after as many test rounds as it takes. */
async function goodnessOf(test: Test, rounds: TestedRounds, isFailing: (basis: number) => boolean): Promise<number> {
  const { scene } = test
  rounds.isFailing = isFailing
  const asked = { kind: 'measure', number: 1_000_000, minimumFidelity: 0.3 } as const
  const { code, createId } = await scene.create(asked)
  test.need(code === 0, 'a request that can be met is taken')
  const isTested = (): boolean => rounds.rounds.every((number) => number >= ROUNDS)
  test.need(await scene.until(isTested), 'there are test rounds')
  rounds.tell()
  const goodness: number[] = []
  scene.stage.watch((happening) => {
    if (happening.kind === 'answer' && happening.answer.type === 'ok') goodness.push(happening.answer.goodness)
  })
  const before = rounds.heralded.length
  const isKnown = (): boolean => rounds.heralded.length > before + 16 && goodness.length >= LOOKED_AT
  test.need(await scene.until(isKnown), 'there are pairs after them')
  await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
  const last = goodness.slice(-LOOKED_AT)
  return last.reduce((sum, one) => sum + one, 0) / last.length
}
