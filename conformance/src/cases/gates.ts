import { type Ask, Basis, type DeviceMessage, ErrorCode } from '@bellwire/wire'
import type { SceneOptions } from '../stage/scene.js'
import type { Answer, Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { judgeMemory } from './afterwards.js'
import { A_WHILE } from './steps.js'

const SECOND = 1_000_000_000
const PURPOSE = 5
const [X, Z] = [1, 2]
const NAME_BYTES = 24

const capabilities = ['APP.GATE', 'LNK.KEEP']
const SCENE: Omit<SceneOptions, 'seed'> = {
  purposes: [0, PURPOSE],
  hardware: { prepareDuration: 1000, gateDuration: 1000 }
}

type Gated = Extract<Answer, { type: 'gated' }>

/** CNOTs between qubits of two nodes, each over one pair of their link (section 7.6). */
export const gateCases: readonly Case[] = [
  {
    name: 'applications/gate-at-the-control',
    requirements: ['APP-081', 'APP-082'],
    capabilities,
    scene: SCENE,
    async play(test) {
      await controlling(test)
      for (const [found, answered] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1]
      ] as const) {
        test.scene.qubits.outcome = () => found
        const { question, pair, since } = await begun(test)
        const done = commands(test, since)
        const gate = done.find((one) => one.type === 'GATE')
        const measured = done.find((one) => one.type === 'MEASURE')
        const isInOrder = gate !== undefined && measured !== undefined && done.indexOf(gate) < done.indexOf(measured)
        test.must('APP-081', isInOrder, 'a CNOT to the half of the pair, and that is measured')
        if (gate?.type !== 'GATE' || measured?.type !== 'MEASURE') return
        test.check('APP-081', gate.target === pair.qubit && gate.control !== pair.qubit, 'from the control to its half')
        test.check('APP-081', measured.qubit === pair.qubit && measured.basis === Basis.Z, 'which is measured in Z')
        const told = question.body
        test.check('APP-081', told.length === NAME_BYTES + 1 && told[NAME_BYTES] === found, `${found} is asked with`)
        test.check('APP-081', isNameOf(test, told, pair), 'and the name of the pair')
        test.check('APP-082', endsOf(test, pair).length === 0, 'the gate is not done before it is answered')
        const before = test.scene.happenings.length
        await reply(test, question, 0, answered)
        await test.scene.pass(A_WHILE)
        const turned = commands(test, before).filter((one) => one.type === 'CORRECT' && one.pauli !== 0)
        const isTurned = turned.some((one) => one.type === 'CORRECT' && one.pauli === Z && one.qubit === gate.control)
        test.check(
          'APP-081',
          answered === 1 ? isTurned : turned.length === 0,
          `after ${answered} the control is turned`
        )
        test.check('APP-082', endsOf(test, pair).join() === 'done', `it ends as ${endsOf(test, pair).join()}`)
        await reply(test, question, 0, answered)
        await test.scene.pass(A_WHILE)
        test.check('APP-082', endsOf(test, pair).length === 1, 'once')
      }
      await judgeMemory(test)
    }
  },
  {
    name: 'applications/gates-that-fail',
    requirements: ['APP-082'],
    capabilities: [...capabilities, 'DEV.NOTICE'],
    scene: SCENE,
    async play(test) {
      await controlling(test)
      for (const error of [ErrorCode.REJECTED, ErrorCode.EXPIRE, ErrorCode.OTHER]) {
        const { question, pair } = await begun(test)
        await reply(test, question, error, 0)
        await test.scene.pass(A_WHILE)
        test.check(
          'APP-082',
          endsOf(test, pair).join() === 'void',
          `after ${error} it ends as ${endsOf(test, pair).join()}`
        )
      }
      const silent = await begun(test)
      await test.scene.until(() => endsOf(test, silent.pair).length > 0, 1000 * SECOND)
      const unanswered = endsOf(test, silent.pair).join()
      test.check('APP-082', unanswered === 'unknown', `where nobody answers it ends as ${unanswered}`)
      const { pair } = await begun(test)
      await test.scene.qubits.restart()
      await test.scene.until(() => endsOf(test, pair).length > 0)
      await test.scene.pass(A_WHILE)
      const crashed = endsOf(test, pair).join()
      test.check('APP-082', crashed === 'unknown', `where the node crashes when it has asked it ends as ${crashed}`)
    }
  },
  {
    name: 'applications/gate-at-the-target',
    requirements: ['APP-081'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { scene } = test
      const { peer, station } = scene
      await test.up()
      await scene.stage.ask({ type: 'target', link: scene.link.link, purpose: PURPOSE })
      for (let turn = 0; turn < 16; turn++) {
        const [told, found, bellIndex] = [turn & 1, (turn >> 1) & 1, turn >> 2]
        scene.qubits.outcome = () => found
        station.luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 1, bellIndex } : undefined)
        const since = scene.happenings.length
        const name = { epoch: peer.epoch, sequence: peer.expected }
        const question = askOf(test, name, 500 + turn, told)
        // Pairs and questions come in either order.
        const isFirst = turn % 3 === 0
        if (isFirst) await scene.stage.deliver(peer.node, question)
        const before = scene.delivered.length
        peer.create(1, { purpose: PURPOSE })
        test.need(await scene.until(() => scene.delivered.length > before), 'a pair comes')
        const pair = scene.delivered.at(-1) as Delivered
        test.need(pair.sequence === name.sequence, 'the one that was foreseen')
        if (!isFirst) await scene.stage.deliver(peer.node, question)
        const answers = () => scene.sent('ANSWER').filter(({ dialogue }) => dialogue === question.dialogue)
        await scene.until(() => answers().length > 0, A_WHILE)
        const [answer] = answers()
        test.must('APP-081', answer?.error === 0, `the target’s node does its part: ${answer?.error}`)
        const wanted = found ^ (bellIndex >> 1)
        test.check('APP-081', answer?.body.join() === String(wanted), `it found ${found}: ${answer?.body.join()}`)
        judgeTarget(test, since, pair, told ^ (bellIndex & 1))
        const [gate] = commands(test, since).filter((one) => one.type === 'GATE')
        test.need(gate !== undefined, 'there was a gate')
        await scene.pass(A_WHILE)
      }
    }
  }
]

/** X where it is due, a CNOT from the half to the target, and the half measured in X. */
function judgeTarget(test: Test, since: number, pair: Delivered, due: number): void {
  const done = commands(test, since)
  const turned = done.filter((one) => one.type === 'CORRECT' && one.qubit === pair.qubit && one.pauli !== 0)
  const isTurned = turned.length === due && turned.every((one) => one.type === 'CORRECT' && one.pauli === X)
  test.check('APP-081', isTurned, `X is applied ${due} times to its half`)
  const gate = done.findIndex((one) => one.type === 'GATE' && one.control === pair.qubit)
  const measured = done.findIndex((one) => one.type === 'MEASURE' && one.qubit === pair.qubit && one.basis === Basis.X)
  const corrected = done.findIndex((one) => turned.includes(one))
  test.check('APP-081', gate >= 0 && corrected < gate && gate < measured, 'then a CNOT, and it is measured in X')
}

/** The peer takes requests of the purpose. */
async function controlling(test: Test): Promise<void> {
  test.scene.peer.purposes.add(PURPOSE)
  await test.up()
}

/** A gate is begun. Returns what is asked, with its pair, and how much had happened before that came. */
async function begun(test: Test): Promise<{ question: Ask; pair: Delivered; since: number }> {
  const { scene } = test
  const since = scene.happenings.length
  const before = scene.delivered.length
  const asked = (): readonly Ask[] =>
    scene.happenings
      .slice(since)
      .flatMap((one) =>
        one.kind === 'sent' && one.frame.type === 'ASK' && one.frame.purpose === PURPOSE ? [one.frame] : []
      )
  const created = await scene.until(() => scene.sent('LINK_STATE').at(-1)?.epoch === scene.peer.epoch)
  test.need(created, 'the link is up')
  await scene.stage.ask({ type: 'gate', link: scene.link.link, purpose: PURPOSE })
  test.need(await scene.until(() => scene.delivered.length > before), 'a pair comes')
  test.must('APP-082', await scene.until(() => asked().length > 0, A_WHILE), 'the target’s node is asked')
  return { question: asked()[0] as Ask, pair: scene.delivered.at(-1) as Delivered, since }
}

async function reply(test: Test, { dialogue, purpose, step }: Ask, error: number, found: number): Promise<void> {
  const body = error === 0 ? Uint8Array.of(found) : new Uint8Array(0)
  await test.scene.stage.deliver(test.scene.peer.node, { type: 'ANSWER', dialogue, purpose, step, body, error })
}

function askOf(test: Test, name: Pick<Delivered, 'epoch' | 'sequence'>, dialogue: number, told: number): Ask {
  const body = new Uint8Array(NAME_BYTES + 1)
  body.set(nameOf(test, name))
  body[NAME_BYTES] = told
  return { type: 'ASK', dialogue, purpose: PURPOSE, step: 0, body }
}

/** The name of a pair of the link, as programs write it. */
function nameOf({ scene }: Test, { epoch, sequence }: Pick<Delivered, 'epoch' | 'sequence'>): Uint8Array {
  const bytes = new Uint8Array(NAME_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [at, part] of [0, scene.link.link, epoch, sequence, epoch, sequence].entries())
    view.setUint32(4 * at, part)
  return bytes
}

function isNameOf(test: Test, body: Uint8Array, pair: Delivered): boolean {
  return nameOf(test, pair).every((octet, at) => octet === body[at])
}

function commands({ scene }: Test, since: number): readonly DeviceMessage[] {
  return scene.happenings.slice(since).flatMap((one) => (one.kind === 'command' ? [one.message] : []))
}

function endsOf({ scene }: Test, { epoch, sequence }: Delivered): readonly string[] {
  return scene.answers
    .filter((one): one is Gated => one.type === 'gated')
    .filter((one) => one.epoch === epoch && one.sequence === sequence)
    .map(({ end }) => end)
}
