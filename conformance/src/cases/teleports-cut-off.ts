import { ErrorCode } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { A_WHILE } from './steps.js'
import { acknowledged, answersOf, correct, isSame, pairOf, receiving } from './teleported.js'
import { ends, SCENE as SENDING, send, sending } from './teleporting.js'

const SECOND = 1_000_000_000
const PURPOSE = 3

/** CORRECTIONs that no subject has room for at one time (section 12.5). */
const TOO_MANY = 4096

const capabilities = ['APP.TELEPORT', 'LNK.KEEP']
const crashing = [...capabilities, 'DEV.NOTICE']
const SCENE = { purposes: [0, PURPOSE] }

/** Teleportations for which there is no room, or no process any more (section 7.6). */
export const teleportsCutOffCases: readonly Case[] = [
  {
    name: 'applications/room-for-corrections',
    requirements: ['APP-079'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { scene } = test
      const { peer } = scene
      await receiving(test)
      // Longer than the lifetime of teleportations: by now it says what it knows (APP-084).
      await scene.pass(150 * SECOND)
      const { epoch, expected } = peer
      let told = 0
      let error = 0
      for (; told < TOO_MANY && error === 0; told++) {
        const since = scene.happenings.length
        await correct(test, { epoch, sequence: (expected + told) >>> 0 }, 1)
        for (const one of scene.happenings.slice(since))
          if (one.kind === 'sent' && one.frame.type === 'CORRECTION_ACK') error = one.frame.error
      }
      test.check('APP-079', error === ErrorCode.NORES, `CORRECTION ${told} that waits for its pair gets ${error}`)
      test.need(told > 1, 'some wait')
      const pair = await pairOf(test)
      test.need(pair.sequence === expected, 'the first of these pairs comes')
      await scene.until(() => acknowledged(test, pair).length > 0)
      const [answer] = acknowledged(test, pair)
      test.check('APP-079', answer?.error === 0, 'those that wait are not given up for it')
    }
  },
  {
    name: 'applications/sender-crashes',
    requirements: ['APP-080'],
    capabilities: crashing,
    scene: { ...SENDING, hardware: { ...SENDING.hardware, swapDuration: 100_000 } },
    async play(test) {
      const { scene } = test
      const { stage, link, qubits } = scene
      await sending(test)
      await send(test)
      await qubits.restart()
      const told = () => ends(test).map(({ end }) => end)
      await scene.until(() => told().length > 0)
      await scene.pass(A_WHILE)
      test.check(
        'APP-080',
        told().join() === 'unknown',
        `after a CORRECTION was sent a crash ends it as ${told().join()}`
      )
      const isUp = (): boolean => scene.sent('LINK_STATE').at(-1)?.epoch === scene.peer.epoch
      test.need(await scene.until(isUp), 'the link comes up again')
      await scene.pass(10 * A_WHILE)
      const before = scene.delivered.length
      await stage.ask({ type: 'teleport', link: link.link, purpose: PURPOSE })
      test.need(await scene.until(() => scene.delivered.length > before), 'another pair comes')
      await scene.pass(50_000)
      await qubits.restart()
      await scene.until(() => told().length > 1)
      await scene.pass(A_WHILE)
      const said = scene.sent('CORRECTION').length
      test.need(said === 1, 'the hardware was still measuring')
      test.check('APP-080', told().slice(1).join() === 'void', `before one was sent as ${told().slice(1).join()}`)
    }
  },
  {
    name: 'applications/receiver-crashes',
    requirements: ['APP-080'],
    capabilities: crashing,
    scene: SCENE,
    async play(test) {
      const { scene } = test
      await receiving(test)
      const pair = await pairOf(test)
      await scene.pass(A_WHILE)
      await scene.qubits.restart()
      const told = () => answersOf(test, 'lost').filter((one) => isSame(one, pair))
      await scene.until(() => told().length > 0)
      await scene.pass(A_WHILE)
      test.check(
        'APP-080',
        told().length === 1,
        `no qubit comes over a pair that had: the program hears ${told().length}`
      )
      const before = answersOf(test, 'arrived').length
      await correct(test, pair, 1)
      await scene.pass(A_WHILE)
      test.check('APP-080', answersOf(test, 'arrived').length === before, 'and none comes')
    }
  }
]
