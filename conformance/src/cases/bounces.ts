import { ErrorCode } from '@bellwire/wire'
import type { SceneOptions } from '../stage/scene.js'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { judgeMemory } from './afterwards.js'
import { A_WHILE, noLuck } from './steps.js'
import { acknowledged, answersOf, correct, isSame } from './teleported.js'

const SECOND = 1_000_000_000
/** Longer than the hold time of teleportations. */
const LONG = 150 * SECOND

const [OUT, BACK] = [3, 4]

const capabilities = ['APP.BOUNCE', 'LNK.KEEP']
const SCENE: Omit<SceneOptions, 'seed'> = {
  purposes: [0, OUT, BACK],
  hardware: { swapping: true, swapDuration: 1000, prepareDuration: 1000 }
}

/** Qubits that are teleported to and fro (section 7.7). */
export const bounceCases: readonly Case[] = [
  {
    name: 'applications/reflected',
    requirements: ['APP-150'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.stage.ask({ type: 'reflect', link: scene.link.link, purpose: OUT, back: BACK })
      await comes(test)
      const way = await pairOf(test, BACK)
      await scene.pass(A_WHILE)
      test.check('APP-150', sentBack(test, way), 'a qubit that has come goes back over the next pair of the way back')
      acknowledge(test, way)
      // A qubit, and no pair.
      await comes(test)
      await scene.pass(LONG)
      const late = await pairOf(test, BACK)
      await scene.pass(A_WHILE)
      test.check('APP-150', !sentBack(test, late), 'one that no pair has come for is given back')
      // And now a pair, and no qubit.
      const isSpent = (): boolean => answersOf(test, 'spent').some((one) => isSame(one, late))
      test.check('APP-150', !isSpent(), 'a pair waits for a qubit')
      await scene.pass(LONG)
      test.check('APP-150', isSpent(), 'and is given back where none has come')
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/benchmarked-in-vain',
    requirements: ['APP-150', 'APP-148'],
    capabilities: [...capabilities, 'DEV.NOTICE'],
    scene: SCENE,
    async play(test) {
      const { scene } = test
      await test.up()
      await benchmark(test, 0)
      await over(test, ErrorCode.REJECTED, 'where its requests for pairs are refused')
      for (const purpose of [OUT, BACK]) scene.peer.purposes.add(purpose)
      const { luck } = scene.station
      noLuck(scene)
      await benchmark(test, SECOND / 2)
      await over(test, ErrorCode.TIMEOUT, 'at its deadline')
      scene.station.luck = luck
      await benchmark(test, 0)
      await scene.qubits.restart()
      await over(test, ErrorCode.OTHER, 'where the node crashes')
    }
  }
]

/** A qubit comes to the node that reflects. */
async function comes(test: Test): Promise<void> {
  const pair = await pairOf(test, OUT)
  await correct(test, pair, 0, OUT)
  const isThere = (): boolean => acknowledged(test, pair, OUT).some(({ error }) => error === 0)
  test.need(await test.scene.until(isThere), 'a qubit comes')
}

/** A pair of a purpose comes, which the peer has asked for. */
async function pairOf(test: Test, purpose: number): Promise<Delivered> {
  const { scene } = test
  const before = scene.delivered.length
  scene.peer.create(1, { purpose })
  test.need(await scene.until(() => scene.delivered.length > before, SECOND), 'a pair comes')
  return scene.delivered.at(-1) as Delivered
}

function sentBack({ scene }: Test, { epoch, sequence }: Delivered): boolean {
  return scene.sent('CORRECTION').some((one) => one.headEpoch === epoch && one.headSequence === sequence)
}

/** The peer has the qubit that was sent back. */
function acknowledge({ scene }: Test, { epoch, sequence }: Delivered): void {
  const sent = scene.sent('CORRECTION').find((one) => one.headEpoch === epoch && one.headSequence === sequence)
  if (sent === undefined) return
  const { pauli: _, ...name } = sent
  scene.stage.send(scene.peer.node, { ...name, type: 'CORRECTION_ACK', error: 0 })
}

async function benchmark({ scene }: Test, timeLimit: number): Promise<void> {
  await scene.stage.ask({ type: 'benchmark', link: scene.link.link, purpose: OUT, back: BACK, timeLimit })
}

/** The one that was begun last ends once, with a code. */
async function over(test: Test, code: number, where: string): Promise<void> {
  const { scene } = test
  const begun = scene.happenings.filter((one) => one.kind === 'wish' && one.wish.type === 'benchmark').length
  const codes = (): readonly number[] =>
    answersOf(test, 'benchmarked')
      .slice(begun - 1)
      .map((one) => one.code)
  await scene.until(() => codes().length > 0, 2 * SECOND)
  await scene.pass(A_WHILE)
  const [isSo, what] = [
    codes().join() === String(code),
    `${where} it ends once with ${code}: ${codes().join()}`
  ] as const
  test.check('APP-148', isSo, what)
  test.must('APP-150', isSo, what)
}
