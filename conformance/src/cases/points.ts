import { ErrorCode } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

/** The dimmer the light, the better are the pairs, and the fewer. */
const points = [
  { brightness: 0.125, fidelity: 0.96, successProbability: 0.02 },
  { brightness: 0.25, fidelity: 0.88, successProbability: 0.04 },
  { brightness: 0.5, fidelity: 0.72, successProbability: 0.08 }
]

/** Of a number that is rounded to one of 65536. */
const ROUNDING = 0.001

/** By how much a node may think less of its pairs than its hardware does. */
const CAUTION = 0.1

/** Hardware that gives better pairs or more of them (sections 3.1 and 3.3). */
export const pointCases: readonly Case[] = [
  {
    name: 'link/fidelity-of-points',
    requirements: ['LNK-002', 'LNK-009'],
    scene: { qubits: 12, capabilities: { points } },
    async play(test) {
      const { scene } = test
      await test.up()
      const best = await scene.create({ minimumFidelity: 0.97 })
      test.check('LNK-002', best.code === ErrorCode.UNSUPP, `a fidelity above that of the best point gets ${best.code}`)
      for (const minimumFidelity of [0.5, 0.75, 0.85]) {
        const { code, createId } = await scene.create({ minimumFidelity })
        test.check('LNK-002', code === 0, `a fidelity of ${minimumFidelity} gets ${code}`)
        const made = () => scene.delivered.find((pair) => pair.createId === createId)
        test.need(await scene.until(() => made() !== undefined), 'a pair comes')
        const { brightness = 0 } = scene.sent('GEN').findLast(({ slots }) => slots > 0) ?? {}
        const known = fidelityAt(brightness / 65_535)
        const { goodness = 0 } = made() ?? {}
        test.check(
          'LNK-009',
          goodness < known + ROUNDING && goodness > known - CAUTION,
          `hardware that gives ${known} at a brightness of ${brightness} gives pairs of ${goodness}`
        )
        test.check(
          'LNK-009',
          known > minimumFidelity - ROUNDING,
          `pairs of ${minimumFidelity} or more are made at ${brightness}, which gives ${known}`
        )
      }
    }
  },
  {
    name: 'link/brightness-of-master',
    requirements: ['LNK-035'],
    role: 'other',
    scene: { capabilities: { points } },
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ADD_ACK' ? [] : [delay])
      await scene.create()
      test.need(await scene.until(() => scene.sent('ADD').length > 0), 'the node adds')
      const { serial = 0, brightness: asked = 0 } = scene.sent('ADD')[0] ?? {}
      const brightness = Math.floor(asked / 2)
      const scheduleSlot = scene.peer.soon + 40
      const answer = { serial, queueId: 9, scheduleSlot, brightness, virtualFinish: 0 }
      await scene.stage.deliver(scene.peer.node, { type: 'ADD_ACK', ...scene.peer.header(), ...answer }, 'forged')
      const gen = await attempting(test)
      test.check(
        'LNK-035',
        gen.queueId === 9,
        `attempts are for the item that the master has named, not ${gen.queueId}`
      )
      test.check('LNK-035', gen.firstSlot >= scheduleSlot, `from slot ${scheduleSlot} on, not ${gen.firstSlot}`)
      test.check('LNK-035', gen.brightness === brightness, `as bright as it says, ${brightness}, not ${gen.brightness}`)
      const train = scene.happenings.findLast((one) => one.kind === 'command' && one.message.type === 'GENERATE')
      const ordered = train?.kind === 'command' && train.message.type === 'GENERATE' ? train.message.brightness : -1
      test.check(
        'LNK-035',
        Math.abs(ordered - brightness / 65_535) < ROUNDING,
        `which the hardware is told, too: ${ordered}`
      )
      await scene.pass(A_WHILE)
    }
  },
  {
    name: 'link/fidelity-of-the-peer',
    requirements: ['LNK-034'],
    scene: { capabilities: { points } },
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const outcomeOf = async (minimumFidelity: number) => {
        const serial = scene.peer.create(1, { minimumFidelity: Math.round(minimumFidelity * 65_535) })
        await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
        return scene.peer.outcomeOf(serial)
      }
      test.check('LNK-034', typeof (await outcomeOf(0.85)) === 'object', 'what the best point gives is taken')
      const beyond = await outcomeOf(0.97)
      test.check('LNK-034', beyond === ErrorCode.UNSUPP, 'what it does not give is refused with UNSUPP')
    }
  }
]

/** What the hardware gives at a brightness: between two points, as on a line. */
function fidelityAt(brightness: number): number {
  const at = points.findIndex((point) => point.brightness >= brightness - ROUNDING)
  const [above, below] = [points[at], points[at - 1]]
  if (above === undefined) return 0
  if (below === undefined) return above.fidelity
  const share = Math.min(1, (brightness - below.brightness) / (above.brightness - below.brightness))
  return below.fidelity + share * (above.fidelity - below.fidelity)
}
