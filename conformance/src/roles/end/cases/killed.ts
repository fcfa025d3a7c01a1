import type { Settle } from '@bellwire/wire'
import type { Opened, PlayedEndCase, EndTest } from '../end-test.js'
import type { Half } from '../halves.js'

const SECOND = 1_000_000_000
/** Until an end asks about pairs, and until it repeats what was not answered; more than either. */
const PATIENCE = 5 * SECOND

const COMMON = {
  requirements: ['RES-008', 'NET-110', 'NET-114'],
  capabilities: ['NOD.RESTART'],
  scene: { isLasting: true }
} as const

/** Ends whose process is killed, and what the next one settles of its circuits (sections 6.10 and 11.5). */
export const killedCases: readonly PlayedEndCase[] = [
  {
    name: 'end/killed-holding',
    ...COMMON,
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const { half } = await test.pair(await test.request(name, { number: 9 }))
      // Both ends have it, and know it of each other; its qubit dies.
      await scene.pass(PATIENCE)
      const before = settles(test).length
      test.need(await scene.restart(), 'the link is up again, and the neighbour has a session')
      await judgeLost(test, name, half, before)
      await judgeLast(test, before)
    }
  },
  {
    name: 'end/killed-twice',
    ...COMMON,
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const { half } = await test.pair(await test.request(name, { number: 9 }))
      const { answer } = scene.far
      // The other end has answered nothing yet when the next process is killed, too.
      scene.far.answer = () => undefined
      for (let time = 0; time < 2; time++) {
        const before = settles(test).length
        test.need(await scene.restart(), 'the link is up again, and the neighbour has a session')
        await judgeLost(test, name, half, before)
      }
      const before = settles(test).length
      scene.far.answer = answer
      await judgeLast(test, before)
    }
  }
]

/** The other end hears that a pair is lost. @param before how often it has been asked by earlier processes */
async function judgeLost(test: EndTest, name: Opened, { far }: Half, before: number): Promise<void> {
  const { scene } = test
  const isOf = ({ circuit, initiator, target, lost }: Settle): boolean =>
    circuit === name.circuit &&
    initiator === name.initiator &&
    target === scene.far.node &&
    lost.some(({ epoch, sequence }) => epoch === far?.epoch && sequence === far.sequence)
  const isTold = await scene.until(() => settles(test).slice(before).some(isOf), PATIENCE)
  test.check('NET-110', isTold, 'the other end hears of a pair whose qubit has died with a process')
  test.check('RES-008', isTold, 'the next process knows of it')
}

async function judgeLast(test: EndTest, before: number): Promise<void> {
  const isLast = (): boolean =>
    settles(test)
      .slice(before)
      .some(({ last }) => last)
  test.check(
    'NET-114',
    await test.scene.until(isLast, 3 * PATIENCE),
    'the last question of an earlier circuit is asked'
  )
}

/** What the end has asked the other end, the oldest first. */
function settles({ scene }: EndTest): readonly Settle[] {
  return scene.neighbour.of('SETTLE')
}
