import { ErrorCode, RandomBasis, RequestKind } from '@bellwire/wire'
import { IN_Z, type MeasurementWish } from '../subject/measurement.js'
import type { Answer, SocketWish } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { judgeMemory } from './afterwards.js'
import { A_WHILE } from './steps.js'

const SECOND = 1_000_000_000
const X = 1

/** Ids of the node's socket and of the peer's. */
const [OWN, OTHERS] = [3, 5]
/** What the node's asks of the peer's, and the other way about: APP-062. */
const CREATING = 16_384 + 128 * OWN + OTHERS
const RECEIVING = 16_384 + 128 * OTHERS + OWN

const NO_ANGLES = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }
/** A set of bases of which X is certain. */
const IN_X: MeasurementWish = { set: 'XZ', probabilities: [255], rotation: [0, 0, 0] }
const IN_X_TOLD = { ...NO_ANGLES, randomBasis: RandomBasis.XZ, probability1: 255 }

const KINDS = {
  keep: RequestKind.KEEP,
  measure: RequestKind.MEASURE,
  prepare: RequestKind.REMOTE_STATE_PREPARATION
} as const
type Kind = keyof typeof KINDS
type Got = Extract<Answer, { type: 'socket-pair' }>

const PAIRS = 3

/** Pairs that programs of two nodes share (section 7.5). */
export const socketCases: readonly Case[] = [
  {
    name: 'applications/socket-that-creates',
    requirements: ['APP-060', 'APP-062'],
    capabilities: ['APP.SOCKET', 'LNK.KEEP'],
    async play(test) {
      const { scene } = test
      scene.peer.purposes.add(CREATING)
      await test.up()
      const pairs = await created(test, 'keep')
      const { purpose } = scene.sent('ADD').at(-1) ?? {}
      test.check('APP-062', purpose === CREATING, `what ${OWN} asks of ${OTHERS} has the purpose ${purpose}`)
      judgeOrder(test, pairs, CREATING)
      await judgeHeld(test, pairs)
    }
  },
  {
    name: 'applications/socket-that-receives',
    requirements: ['APP-060', 'APP-062'],
    capabilities: ['APP.SOCKET', 'LNK.KEEP'],
    async play(test) {
      const { scene } = test
      await test.up()
      await receive(test, 'keep')
      const serial = scene.peer.create(1, { purpose: CREATING })
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined, SECOND)
      const refused = scene.peer.outcomeOf(serial)
      test.check(
        'APP-062',
        refused === ErrorCode.REJECTED,
        `what does not name it is refused: ${JSON.stringify(refused)}`
      )
      const pairs = await received(test, 'keep', IN_X_TOLD)
      test.check('APP-062', pairs.length === PAIRS, `of purpose ${RECEIVING} ${pairs.length} pairs are its program's`)
      judgeOrder(test, pairs, RECEIVING)
      await judgeHeld(test, pairs)
    }
  },
  {
    name: 'applications/socket-that-measures',
    requirements: ['APP-061', 'APP-060'],
    capabilities: ['APP.SOCKET', 'LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      scene.peer.purposes.add(CREATING)
      await test.up()
      const own = await created(test, 'measure', { originator: IN_X })
      const add = scene.sent('ADD').at(-1)
      const isTold = add?.responder.randomBasis === RandomBasis.NONE && add.kind === RequestKind.MEASURE
      test.check('APP-061', isTold, 'the other end is told how to measure')
      await created(test, 'measure', { responder: IN_X })
      const told = scene.sent('ADD').at(-1)?.responder
      const isX = told?.randomBasis === RandomBasis.XZ && told.probability1 === 255
      test.check('APP-061', isX, 'as the program says')
      await receive(test, 'measure')
      const others = await received(test, 'measure', IN_X_TOLD)
      for (const [pairs, whose] of [
        [own, 'its own pairs'],
        [others, 'those of the other end']
      ] as const) {
        const bases = pairs.map(({ basis }) => basis).join()
        test.check('APP-061', bases === new Array(PAIRS).fill(X).join(), `${whose} are measured in ${bases}`)
        test.check(
          'APP-060',
          pairs.every(({ outcome }) => outcome >= 0),
          'and have outcomes'
        )
      }
      judgeOrder(test, others, RECEIVING)
    }
  },
  {
    name: 'applications/socket-that-prepares',
    requirements: ['APP-061'],
    capabilities: ['APP.SOCKET', 'LNK.PREPARE'],
    async play(test) {
      const { scene } = test
      scene.peer.purposes.add(CREATING)
      await test.up()
      const pairs = await created(test, 'prepare', { originator: IN_X })
      test.check(
        'APP-061',
        scene.sent('ADD').at(-1)?.kind === RequestKind.REMOTE_STATE_PREPARATION,
        'the other end prepares nothing'
      )
      test.check(
        'APP-061',
        pairs.every(({ qubit, basis }) => qubit < 0 && basis === X),
        'and the creator measures'
      )
      await receive(test, 'prepare')
      const before = measurements(test)
      const others = await received(test, 'prepare', NO_ANGLES)
      await scene.pass(A_WHILE)
      const isKept = others.every(({ qubit, outcome }) => qubit >= 0 && outcome < 0)
      test.check('APP-061', isKept && measurements(test) === before, 'whose creator alone measures, are kept')
      await judgeHeld(test, others)
    }
  }
]

/** The program asks for pairs. Returns what it has got of them. */
async function created(
  test: Test,
  kind: Kind,
  how: Partial<Pick<Extract<SocketWish, { type: 'socket-create' }>, 'originator' | 'responder'>> = {}
): Promise<readonly Got[]> {
  const { stage, link } = test.scene
  const before = got(test).length
  const socket = { link: link.link, id: OWN, remoteId: OTHERS }
  await stage.ask({ type: 'socket-create', ...socket, kind, number: PAIRS, originator: IN_Z, responder: IN_Z, ...how })
  return all(test, before)
}

async function receive({ scene: { stage, link } }: Test, kind: Kind): Promise<void> {
  const socket = { link: link.link, id: OWN, remoteId: OTHERS }
  await stage.ask({ type: 'socket-receive', ...socket, kind, number: PAIRS })
}

/** The other end asks for pairs. */
async function received(test: Test, kind: Kind, responder: typeof NO_ANGLES): Promise<readonly Got[]> {
  const before = got(test).length
  test.scene.peer.create(PAIRS, { purpose: RECEIVING, kind: KINDS[kind], responder })
  return all(test, before)
}

async function all(test: Test, before: number): Promise<readonly Got[]> {
  await test.scene.until(() => got(test).length >= before + PAIRS, SECOND)
  await test.scene.pass(A_WHILE)
  return got(test).slice(before)
}

function got({ scene }: Test): readonly Got[] {
  return scene.answers.filter((one): one is Got => one.type === 'socket-pair')
}

function measurements({ scene }: Test): number {
  return scene.happenings.filter((one) => one.kind === 'command' && one.message.type === 'MEASURE').length
}

/** Each pair that was created is the program's once, in the order of names. */
function judgeOrder(test: Test, pairs: readonly Got[], purpose: number): void {
  const names = (list: readonly { readonly sequence: number }[]): string => list.map(({ sequence }) => sequence).join()
  const made = test.scene.delivered.filter((one) => one.purpose === purpose).slice(-PAIRS)
  test.need(made.length === PAIRS, 'pairs are created')
  test.check('APP-060', names(pairs) === names(made), `the program gets ${names(pairs)} of ${names(made)}, in order`)
}

/** Qubits of pairs that the program has are left alone, until it gives them back. */
async function judgeHeld(test: Test, pairs: readonly Got[]): Promise<void> {
  const { scene } = test
  await scene.pass(SECOND / 10)
  const qubits = pairs.map(({ qubit }) => qubit)
  const used = pairs.filter((pair) => {
    const since = scene.happenings.findIndex((one) => one.kind === 'answer' && one.answer === pair)
    return scene.happenings
      .slice(since)
      .some((one) => one.kind === 'command' && 'qubit' in one.message && one.message.qubit === pair.qubit)
  })
  const isHeld = used.length === 0 && new Set(qubits).size === pairs.length
  test.check('APP-060', isHeld, `the qubits ${qubits.join()} are held until they are given back`)
  for (const { epoch, sequence } of pairs)
    await scene.stage.ask({ type: 'socket-return', link: scene.link.link, epoch, sequence })
  await judgeMemory(test)
}
