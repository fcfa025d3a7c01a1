import { type CorrectionAck, ErrorCode } from '@bellwire/wire'
import type { Answer } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { judgeMemory } from './afterwards.js'
import { A_WHILE, noLuck } from './steps.js'

const SECOND = 1_000_000_000
const PURPOSE = 3
const OTHER_PURPOSE = 4

const capabilities = ['APP.TELEPORT', 'LNK.KEEP']
const SCENE = { purposes: [0, PURPOSE] }

export type Name = Pick<Extract<Answer, { type: 'arrived' }>, 'epoch' | 'sequence'>

/** Qubits that are teleported to a node over pairs of its link (section 7.6). */
export const teleportedCases: readonly Case[] = [
  {
    name: 'applications/qubits-arrive',
    requirements: ['APP-073', 'APP-075', 'APP-077'],
    capabilities,
    scene: SCENE,
    async play(test) {
      await receiving(test)
      const first = await arrived(test, 0)
      for (const pauli of [1, 2, 3]) await arrived(test, pauli)
      // Again, and late.
      for (const pauli of [0, 1, 2]) {
        const before = acknowledged(test, first).length
        await correct(test, first, pauli)
        await test.scene.pass(A_WHILE)
        const [again, ...more] = acknowledged(test, first).slice(before)
        test.check(
          'APP-077',
          again?.error === 0 && more.length === 0,
          'a CORRECTION that comes again is answered as the first'
        )
        test.check('APP-075', arrivalsOf(test, first).length === 1, 'the qubit of a pair is delivered once')
      }
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/correction-before-its-pair',
    requirements: ['APP-074', 'APP-073', 'APP-075'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { station, peer } = test.scene
      await receiving(test)
      const pair = { epoch: peer.epoch, sequence: peer.expected }
      await correct(test, pair, 2)
      await correct(test, pair, 2)
      await test.scene.pass(A_WHILE)
      test.check('APP-073', acknowledged(test, pair).length === 0, 'nothing is acknowledged before there is a pair')
      station.luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 1, bellIndex: 0 } : undefined)
      peer.create(1, { purpose: PURPOSE })
      test.need(await test.scene.until(() => pairsOf(test).length > 0), 'the pair comes')
      test.need(pairsOf(test)[0]?.sequence === pair.sequence, 'with the number that was foreseen')
      await judgeArrival(test, pair, 2)
      test.check('APP-074', arrivalsOf(test, pair).length > 0, 'pair and CORRECTION are taken in either order')
      test.check('APP-075', arrivalsOf(test, pair).length === 1, 'the qubit is delivered once, whatever came twice')
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/corrections-in-vain',
    requirements: ['APP-074', 'APP-076', 'APP-078', 'APP-075'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { peer, station } = test.scene
      await receiving(test)
      // Longer than the lifetime of teleportations: by now it says what it knows (APP-084).
      await test.scene.pass(150 * SECOND)
      const strange = { epoch: peer.epoch, sequence: peer.expected }
      await correct(test, strange, 1, OTHER_PURPOSE)
      await test.scene.until(() => acknowledged(test, strange, OTHER_PURPOSE).length > 0)
      const [refused] = acknowledged(test, strange, OTHER_PURPOSE)
      test.check('APP-078', refused?.error === ErrorCode.REJECTED, `for a purpose of nobody: ${refused?.error}`)
      const expired = await pairOf(test)
      // Its item is over, so that no other pair is made in its place.
      await test.scene.pass(A_WHILE)
      peer.expire(expired.sequence, (expired.sequence + 1) >>> 0)
      await test.scene.pass(A_WHILE)
      await correct(test, expired, 1)
      await test.scene.until(() => acknowledged(test, expired).length > 0)
      const [answer] = acknowledged(test, expired)
      test.check('APP-076', answer?.error === ErrorCode.EXPIRE, `for a pair that has expired: ${answer?.error}`)
      test.check('APP-076', arrivalsOf(test, expired).length === 0, 'nothing is delivered of it')
      // Its pair comes when it has been waited for in vain.
      const late = { epoch: peer.epoch, sequence: peer.expected }
      noLuck(test.scene)
      await correct(test, late, 1)
      await test.scene.until(() => acknowledged(test, late).length > 0, 100 * SECOND)
      const [vain] = acknowledged(test, late)
      test.check('APP-074', vain?.error === ErrorCode.EXPIRE, `for a pair that does not come: ${vain?.error}`)
      station.luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 1, bellIndex: 0 } : undefined)
      const made = await pairOf(test)
      test.need(made.sequence === late.sequence, 'that pair comes')
      await correct(test, late, 1)
      await test.scene.pass(A_WHILE)
      test.check('APP-075', arrivalsOf(test, late).length === 0, 'nothing is delivered of it when it comes')
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/pair-without-correction',
    requirements: ['APP-083'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { qubits } = test.scene.stage.setting.hardware
      await receiving(test)
      const pairs: Name[] = []
      for (let at = 0; at < qubits; at++) pairs.push(await pairOf(test))
      // Longer than the hold time.
      await test.scene.pass(150 * SECOND)
      for (const pair of pairs) {
        const told = answersOf(test, 'lost').filter((one) => isSame(one, pair))
        test.check(
          'APP-083',
          told.length === 1,
          `of a pair whose CORRECTION does not come the program hears ${told.length} times`
        )
      }
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/just-started',
    requirements: ['APP-084'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { peer } = test.scene
      await receiving(test)
      const unknown = { epoch: peer.epoch, sequence: peer.expected }
      for (const purpose of [PURPOSE, OTHER_PURPOSE]) {
        await correct(test, unknown, 1, purpose)
        await test.scene.until(() => acknowledged(test, unknown, purpose).length > 0, 50 * SECOND)
        const [answer] = acknowledged(test, unknown, purpose)
        test.check(
          'APP-084',
          answer?.error === ErrorCode.TIMEOUT,
          `what may have been delivered by an earlier process: ${answer?.error}`
        )
      }
    }
  }
]

/** The program takes what comes. */
export async function receiving(test: Test): Promise<void> {
  await test.up()
  const { stage, link } = test.scene
  await stage.ask({ type: 'receive', link: link.link, purpose: PURPOSE })
}

/** A qubit comes, with an operator that is due. Returns its pair. */
async function arrived(test: Test, pauli: number): Promise<Name> {
  const pair = await pairOf(test)
  test.check('APP-073', acknowledged(test, pair).length === 0, 'nothing is acknowledged before the CORRECTION')
  await correct(test, pair, pauli)
  await judgeArrival(test, pair, pauli)
  return pair
}

/** A pair of the purpose comes. */
export async function pairOf(test: Test): Promise<Name> {
  const before = pairsOf(test).length
  test.scene.peer.create(1, { purpose: PURPOSE })
  test.need(await test.scene.until(() => pairsOf(test).length > before), 'a pair comes')
  return pairsOf(test).at(-1) as Name
}

function pairsOf({ scene: { delivered } }: Test): readonly Name[] {
  return delivered.filter(({ purpose }) => purpose === PURPOSE)
}

/** The sender tells what it has measured. */
export async function correct(test: Test, name: Name, pauli: number, purpose = PURPOSE): Promise<void> {
  const { stage, link, peer } = test.scene
  const { epoch, sequence } = name
  const pair = { headEpoch: epoch, headSequence: sequence, tailEpoch: epoch, tailSequence: sequence }
  await stage.deliver(peer.node, { type: 'CORRECTION', purpose, initiator: 0, circuit: link.link, ...pair, pauli })
}

export function acknowledged({ scene }: Test, { epoch, sequence }: Name, purpose = PURPOSE): readonly CorrectionAck[] {
  return scene
    .sent('CORRECTION_ACK')
    .filter((one) => one.purpose === purpose && one.headEpoch === epoch && one.headSequence === sequence)
}

export function answersOf<Type extends Answer['type']>(
  { scene }: Test,
  type: Type
): readonly Extract<Answer, { type: Type }>[] {
  return scene.answers.filter((one): one is Extract<Answer, { type: Type }> => one.type === type)
}

function arrivalsOf(test: Test, pair: Name) {
  return answersOf(test, 'arrived').filter((one) => isSame(one, pair))
}

export function isSame(one: Name, other: Name): boolean {
  return one.epoch === other.epoch && one.sequence === other.sequence
}

/** A qubit is the program's, as it was sent, and the sender has heard. */
async function judgeArrival(test: Test, pair: Name, pauli: number): Promise<void> {
  await test.scene.until(() => arrivalsOf(test, pair).length > 0)
  await test.scene.pass(A_WHILE)
  const [arrival] = arrivalsOf(test, pair)
  test.check('APP-073', arrival !== undefined, 'the qubit is the program’s')
  const turned = test.scene.happenings.flatMap((one) =>
    one.kind === 'command' && one.message.type === 'CORRECT' && one.message.qubit === arrival?.qubit
      ? [one.message]
      : []
  )
  const due = (arrival?.pauli ?? 0) ^ (arrival?.pauli === 0 && pauli !== 0 ? (turned.at(-1)?.pauli ?? 0) : 0)
  test.check('APP-073', due === pauli, `${pauli} is due on it, and done or left to do is ${due}`)
  const [told, ...more] = acknowledged(test, pair)
  test.check('APP-073', told?.error === 0 && more.length === 0, `it is acknowledged once, with ${told?.error}`)
  const { happenings } = test.scene
  const at = happenings.findIndex(
    (one) => one.kind === 'answer' && one.answer.type === 'arrived' && isSame(one.answer, pair)
  )
  const said = happenings.findIndex(
    (one) => one.kind === 'sent' && one.frame.type === 'CORRECTION_ACK' && one.frame.headSequence === pair.sequence
  )
  test.check(
    'APP-073',
    at >= 0 && said >= 0 && (happenings[at]?.time ?? 0) <= (happenings[said]?.time ?? 0),
    'and not before'
  )
}
