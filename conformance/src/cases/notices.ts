import type { Happening } from '../stage/happening.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { judgeMemory } from './afterwards.js'
import { judgeNext } from './killed/judge.js'
import { type Left, leftIn } from './killed/left.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

const scene = { isLasting: true }
const capabilities = ['DEV.NOTICE', 'NOD.RESTART', 'LNK.KEEP']
/** What becomes of a process that ends; and of a pair that it had. */
const anew = ['DEV-082', 'PHY-002', 'RES-005', 'RES-006', 'RES-010', 'LNK-094', 'LNK-097', 'LNK-098']
const ofPairs = ['RES-007', 'LNK-096']

/** Hardware that restarts, or is out of reach for a time (section 5.8). */
export const noticeCases: readonly Case[] = [
  {
    name: 'link/hardware-restarts',
    requirements: [...anew, ...ofPairs],
    capabilities,
    scene,
    async play(test) {
      await onePair(test)
      await test.scene.qubits.restart()
      await judgeAnew(test, leftIn(test.scene))
    }
  },
  {
    name: 'link/hardware-restarts-at-work',
    requirements: anew,
    capabilities,
    // It never says that it has done what it was doing.
    scene: { ...scene, hardware: { correctDuration: 300_000 } },
    async play(test) {
      const { station, stage, qubits } = test.scene
      const { luck } = station
      station.luck = ({ firstSlot }) => (test.heralds.length < 1 ? { slot: firstSlot + 1, bellIndex: 3 } : undefined)
      await test.up()
      await test.scene.create({ number: 2 })
      const isTurned = () =>
        test.scene.happenings.some((one) => one.kind === 'command' && one.message.type === 'CORRECT')
      test.need(await test.scene.until(isTurned), 'the hardware is to turn a pair')
      await stage.run(stage.now + 1000)
      await qubits.restart()
      station.luck = luck
      await judgeAnew(test, leftIn(test.scene))
    }
  },
  {
    name: 'link/hardware-restarts-at-attempts',
    requirements: anew,
    capabilities,
    scene,
    async play(test) {
      const { station, qubits } = test.scene
      await test.up()
      const { luck } = station
      noLuck(test.scene)
      await test.scene.create()
      await attempting(test)
      await qubits.restart()
      station.luck = luck
      await judgeAnew(test, leftIn(test.scene))
    }
  },
  {
    name: 'link/hardware-lost',
    requirements: [...anew, ...ofPairs, 'DEV-083', 'MGT-007'],
    capabilities,
    scene,
    async play(test) {
      const { peer, qubits } = test.scene
      await onePair(test)
      await qubits.lose()
      const left = leftIn(test.scene)
      // Longer than it takes to come up.
      for (let time = 0; time < 5; time++) {
        peer.greet(false)
        await test.scene.pass(A_WHILE)
      }
      const meanwhile = test.scene.happenings.slice(left.happenings)
      test.check(
        'DEV-083',
        readiness(test, left.happenings).length === 0,
        'no link is ready while its hardware is lost'
      )
      const trains = meanwhile.filter((one) => one.kind === 'command' && one.message.type === 'GENERATE')
      const batches = meanwhile.filter((one) => one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots > 0)
      test.check('DEV-083', trains.length + batches.length === 0, 'nothing is attempted then')
      await qubits.restart()
      const isFit = () => readiness(test, left.happenings).length > 0
      const isBack = await test.scene.until(isFit)
      test.must('MGT-007', isBack, 'when the hardware has restarted, the link is fit again without another start')
      await judgeAnew(test, left)
    }
  }
]

/** A pair is delivered of a request for two, and held. */
async function onePair(test: Test): Promise<void> {
  const { station } = test.scene
  const { luck } = station
  station.luck = (batch) => (test.heralds.length < 1 ? luck(batch) : undefined)
  await test.up()
  await test.scene.create({ number: 2 })
  test.need(await test.scene.until(() => test.scene.delivered.length === 1), 'a pair comes')
  station.luck = luck
}

/** The node has done what another process of it would have done, and has all its qubits. */
async function judgeAnew(test: Test, left: Left): Promise<void> {
  const isUp = () => readiness(test, left.happenings).length > 0
  test.must('DEV-082', await test.scene.until(isUp), 'the node begins anew, and its link comes up again')
  await judgeNext(test, left)
  await judgeMemory(test)
}

/** Frames of the node by which its link is ready. */
function readiness({ scene: { happenings } }: Test, since: number): readonly Happening[] {
  return happenings
    .slice(since)
    .filter((one) => one.kind === 'sent' && one.frame.type === 'LINK_STATE' && one.frame.state === 0)
}
