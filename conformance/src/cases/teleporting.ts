import { type Correction, ErrorCode } from '@bellwire/wire'
import type { SceneOptions } from '../stage/scene.js'
import type { Answer } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { judgeMemory } from './afterwards.js'
import { A_WHILE } from './steps.js'

const SECOND = 1_000_000_000
const PURPOSE = 3

const capabilities = ['APP.TELEPORT', 'LNK.KEEP']
export const SCENE: Omit<SceneOptions, 'seed'> = {
  purposes: [0, PURPOSE],
  hardware: { swapping: true, swapDuration: 1000, prepareDuration: 1000 }
}

/** Qubits that a node sends over pairs of its link (section 7.6). */
export const teleportingCases: readonly Case[] = [
  {
    name: 'applications/qubits-are-sent',
    requirements: ['APP-070', 'APP-072'],
    capabilities,
    scene: SCENE,
    async play(test) {
      await sending(test)
      for (const [at, error] of [
        ErrorCode.UNSPECIFIED,
        ErrorCode.EXPIRE,
        ErrorCode.REJECTED,
        ErrorCode.TIMEOUT,
        ErrorCode.UNSPECIFIED
      ].entries()) {
        const outcome = (at + 1) % 4
        test.scene.qubits.swapOutcome = () => outcome
        const sent = await send(test)
        const { bellIndex, corrected } = test.scene.delivered.at(-1) ?? { bellIndex: 0, corrected: true }
        const due = outcome ^ (corrected || bellIndex === 0 ? 0 : bellIndex)
        test.check(
          'APP-070',
          sent.pauli === due,
          `${outcome} was found, of a pair of index ${bellIndex}, and told is ${sent.pauli}`
        )
        test.check('APP-072', endsOf(test, sent).length === 0, 'nothing is known before it is acknowledged')
        for (let time = 0; time < 2; time++) acknowledge(test, sent, error)
        await test.scene.pass(A_WHILE)
        const end = error === 0 ? 'delivered' : error === ErrorCode.TIMEOUT ? 'unknown' : 'void'
        const told = endsOf(test, sent).join()
        test.check('APP-072', told === end, `after CORRECTION_ACK with ${error} it ends as ${told}`)
        const before = corrections(test, sent).length
        await test.scene.pass(20 * SECOND)
        test.check('APP-072', corrections(test, sent).length === before, 'nothing is sent when it is over')
      }
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/corrections-are-sent-again',
    requirements: ['APP-071', 'APP-072'],
    capabilities,
    scene: SCENE,
    async play(test) {
      await sending(test)
      const sent = await send(test)
      const isOver = () => endsOf(test, sent).length > 0
      test.must('APP-072', await test.scene.until(isOver, 1000 * SECOND), 'it ends when nobody acknowledges')
      test.check('APP-072', endsOf(test, sent).join() === 'unknown', `as ${endsOf(test, sent).join()}`)
      const times = timesOf(test, sent)
      test.check('APP-071', times.length > 1, 'the CORRECTION is sent again')
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      const longest = Math.max(...waits)
      // Each is twice the one before, until they are as long as they get.
      const isDoubled = waits.every((wait, index) => {
        const before = waits[index - 1]
        return before === undefined || wait === 2 * before || (wait === longest && wait <= 2 * before && wait >= before)
      })
      test.check('APP-071', isDoubled, `it waits ${waits.map((wait) => wait / 1e6).join()} ms`)
      const frames = corrections(test, sent)
      test.check('APP-071', new Set(frames.map(({ pauli }) => pauli)).size === 1, 'what is said again is the same')
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/pair-expires-before-it-is-used',
    requirements: ['APP-072'],
    capabilities,
    scene: { ...SCENE, hardware: { ...SCENE.hardware, swapDuration: 10_000_000 } },
    async play(test) {
      const { peer, stage, link } = test.scene
      await sending(test)
      const before = test.scene.delivered.length
      await stage.ask({ type: 'teleport', link: link.link, purpose: PURPOSE })
      test.need(await test.scene.until(() => test.scene.delivered.length > before), 'a pair comes')
      const { sequence, epoch } = test.scene.delivered.at(-1) ?? { sequence: 0, epoch: 0 }
      peer.expire(sequence, (sequence + 1) >>> 0)
      const told = () => ends(test).filter((one) => one.epoch === epoch && one.sequence === sequence)
      await test.scene.until(() => told().length > 0)
      test.check(
        'APP-072',
        told()
          .map(({ end }) => end)
          .join() === 'void',
        `it ends as ${told()
          .map(({ end }) => end)
          .join()}`
      )
      await test.scene.pass(SECOND)
      const said = test.scene
        .sent('CORRECTION')
        .filter((one) => one.headEpoch === epoch && one.headSequence === sequence)
      test.check('APP-072', said.length === 0, 'and no CORRECTION is sent')
      test.check('APP-072', told().length === 1, 'once')
    }
  }
]

/** The peer takes requests of the purpose. */
export async function sending(test: Test): Promise<void> {
  test.scene.peer.purposes.add(PURPOSE)
  await test.up()
}

/** A qubit is sent. Returns what the receiver is told. */
export async function send(test: Test): Promise<Correction> {
  const { stage, link } = test.scene
  const before = test.scene.sent('CORRECTION').length
  await stage.ask({ type: 'teleport', link: link.link, purpose: PURPOSE })
  const told = () => test.scene.sent('CORRECTION').slice(before)
  test.must('APP-070', await test.scene.until(() => told().length > 0), 'the receiver is told what was measured')
  return told()[0] as Correction
}

function acknowledge({ scene: { stage, peer } }: Test, sent: Correction, error: number): void {
  const { pauli: _, ...name } = sent
  stage.send(peer.node, { ...name, type: 'CORRECTION_ACK', error })
}

export function ends({ scene }: Test) {
  return scene.answers.filter((one): one is Extract<Answer, { type: 'teleported' }> => one.type === 'teleported')
}

function endsOf(test: Test, { headEpoch, headSequence }: Correction): readonly string[] {
  return ends(test)
    .filter(({ epoch, sequence }) => epoch === headEpoch && sequence === headSequence)
    .map(({ end }) => end)
}

function corrections({ scene }: Test, { headEpoch, headSequence }: Correction): readonly Correction[] {
  return scene.sent('CORRECTION').filter((one) => one.headEpoch === headEpoch && one.headSequence === headSequence)
}

function timesOf({ scene }: Test, { headSequence }: Correction): readonly number[] {
  return scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.frame.type === 'CORRECTION' && one.frame.headSequence === headSequence ? [one.time] : []
  )
}
