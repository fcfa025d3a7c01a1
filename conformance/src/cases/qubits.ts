import { ErrorCode } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import type { Create, Delivered } from '../subject/service.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, noLuck } from './steps.js'

/** By how much a node may think less of its pairs than its hardware does. */
const CAUTION = 0.1

/** How often something is done that would use a qubit up: more often than the node has qubits. */
const OFTEN = 6

/** What becomes of qubits, and what is measured (sections 3.6 to 3.8). */
export const qubitCases: readonly Case[] = [
  {
    name: 'link/asks-what-hardware-has',
    requirements: ['DEV-089'],
    capabilities: ['LNK.KEEP'],
    // It stores nothing, and has so few qubits that all of them are used.
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairs(1)
      const [other] = await test.pairsForPeer(1)
      if (other !== undefined) await scene.release(other)
      await another(test)
      const asked = scene.happenings.flatMap((one) => (one.kind === 'command' ? [one.message] : []))
      const misused = scene.happenings.filter(({ kind }) => kind === 'misuse').length
      test.need(asked.length > 0, 'the hardware is asked')
      test.check('DEV-089', misused === 0, 'for nothing that it cannot do')
      const qubits = asked.flatMap((message) => ('qubit' in message ? [message.qubit] : []))
      test.check('DEV-089', Math.max(...qubits) < 2, `of qubits that there are: ${[...new Set(qubits)].join()}`)
    }
  },
  {
    name: 'link/qubits-of-released-pairs',
    requirements: ['LNK-098'],
    async play(test) {
      await test.up()
      for (let time = 0; time < OFTEN; time++) await test.scene.release(await another(test))
      await holdsAll(test)
    }
  },
  {
    name: 'link/qubits-of-expired-pairs',
    requirements: ['LNK-098'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (let time = 0; time < OFTEN; time++) {
        const { sequence } = await another(test)
        scene.peer.expire(sequence, (sequence + 1) >>> 0)
        await scene.pass(A_WHILE / 10)
      }
      await holdsAll(test)
    }
  },
  {
    name: 'link/qubits-of-what-cannot-be-delivered',
    requirements: ['LNK-101', 'LNK-098'],
    scene: { hardware: { correctDuration: 300_000 } },
    async play(test) {
      const { scene } = test
      await test.up()
      // Turned pairs take longer than the end of their item.
      scene.station.luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 1, bellIndex: 1 } : undefined)
      const { createId } = await scene.create({ number: 2, consecutive: false })
      const isAgreed = () => [...scene.sent('END_ACK'), ...scene.came('END_ACK')].length > 0
      test.need(await scene.until(isAgreed), 'the item ends')
      test.need(scene.delivered.length === 0, 'none of its pairs is there yet')
      const [first] = test.heralds
      const low = first?.sequence ?? 0
      scene.peer.expire(low, (low + 1) >>> 0)
      const error = () => scene.answers.find((answer) => answer.type === 'err' && answer.createId === createId)
      test.must('LNK-101', await scene.until(() => error() !== undefined), 'the request ends')
      const answer = error()
      test.check('LNK-101', answer?.type === 'err' && answer.code === ErrorCode.EXPIRE, 'with EXPIRE')
      test.check('LNK-101', scene.delivered.length === 0, 'none of its pairs is delivered')
      await holdsAll(test)
    }
  },
  {
    name: 'link/qubits-of-measured-pairs',
    requirements: ['LNK-098'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      await test.up()
      for (let time = 0; time < OFTEN; time++) await another(test, { kind: 'measure' })
      await holdsAll(test)
    }
  },
  {
    name: 'link/qubits-of-attempts',
    requirements: ['LNK-098'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { luck } = scene.station
      noLuck(scene)
      for (let time = 0; time < OFTEN; time++) {
        const { createId } = await scene.create()
        await scene.pass(A_WHILE)
        await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
        await scene.pass(A_WHILE)
      }
      scene.station.luck = luck
      await holdsAll(test)
    }
  },
  {
    name: 'link/expired-while-corrected',
    requirements: ['LNK-068', 'LNK-060'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot + 1, bellIndex: 3 })
      await scene.create({ number: 2 })
      const corrects = () => scene.happenings.filter((one) => one.kind === 'command' && one.message.type === 'CORRECT')
      test.need(await scene.until(() => corrects().length > 0), 'the hardware is to turn a pair')
      const [first] = corrects()
      const qubit = first?.kind === 'command' && first.message.type === 'CORRECT' ? first.message.qubit : -1
      test.check('LNK-060', scene.delivered.length === 0, 'a pair is not delivered before it is turned')
      const { sequence } = test.heralds[0] ?? { sequence: 0 }
      const expire = { type: 'EXPIRE', ...scene.peer.header(), low: sequence, high: (sequence + 1) >>> 0 } as const
      const since = scene.happenings.length
      await scene.stage.deliver(scene.peer.node, expire, 'forged')
      const isDone = () => scene.happenings.some((one) => one.kind === 'result' && one.message.type === 'CORRECTED')
      test.need(await scene.until(isDone), 'the hardware has turned it')
      const uses = scene.happenings.slice(since).filter((one) => {
        if (one.kind !== 'command' || !('qubit' in one.message)) return false
        return one.message.qubit === qubit && one.time < scene.stage.now
      })
      test.check('LNK-068', uses.length === 0, 'its qubit is used for nothing else before')
    }
  },
  {
    name: 'link/outcomes-as-they-came',
    requirements: ['LNK-064', 'LNK-065'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      await test.up()
      for (let bellIndex = 0; bellIndex < 4; bellIndex++) {
        test.scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot + 1, bellIndex })
        const [pair] = await test.pairsForPeer(1, { kind: 1 })
        test.check('LNK-064', pair?.outcome === lastMeasured(test), 'a responder reports its outcome as it came')
        const raw = await onePair(test, { kind: 'measure', raw: true })
        test.check('LNK-065', raw.outcome === lastMeasured(test), 'so does the originator of a raw request')
      }
    }
  },
  {
    name: 'link/bases-are-drawn',
    requirements: ['LNK-076'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      await test.up()
      const originator = { set: 'XYZ', probabilities: [85, 85], rotation: [0, 0, 0] } as const
      const pairs = await test.pairs(60, { kind: 'measure', originator })
      const bases = [0, 1, 2].map((basis) => pairs.filter((pair) => pair.basis === basis).length)
      // One that has a third of the pairs is wanting in none but one of 10^10 runs.
      test.check(
        'LNK-076',
        bases.every((count) => count > 0),
        `Z, X and Y were drawn ${bases.join()} times`
      )
    }
  },
  {
    name: 'link/goodness',
    requirements: ['LNK-009'],
    async play(test) {
      await test.up()
      const { goodness } = await onePair(test)
      const [point] = test.scene.stage.setting.hardware.links[0]?.points ?? []
      const { fidelity } = point ?? { fidelity: 0 }
      // An estimate may be cautious; no more than what its hardware says is known of a pair that nobody has tested.
      const isFounded = goodness < fidelity + 0.001 && goodness > fidelity - CAUTION
      test.check('LNK-009', isFounded, `hardware of ${fidelity} gives pairs of ${goodness}`)
    }
  },
  {
    name: 'link/delivered-one-by-one',
    requirements: ['LNK-061'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { luck } = scene.station
      scene.station.luck = (batch) => (test.heralds.length === 0 ? luck(batch) : undefined)
      await scene.create({ number: 2, consecutive: true })
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success')
      await scene.pass(A_WHILE / 10)
      test.check('LNK-061', scene.delivered.length === 1, 'a pair is delivered before the next is there')
    }
  }
]

/** Has the node make one pair that is not raw. */
async function onePair(test: Test, create: Parameters<Test['pairs']>[1] = {}) {
  const [pair] = await test.pairs(1, create)
  if (pair === undefined) throw new Error('pairs() returns as many as were asked for')
  return pair
}

/** The same, where the node must have a qubit for it. */
async function another(test: Test, create: Partial<Create> = {}) {
  const { scene } = test
  const before = scene.delivered.length
  await scene.create({ number: 1, ...create })
  const made = await scene.until(() => scene.delivered.length > before, 100 * A_WHILE)
  test.must('LNK-098', made, 'there is a qubit for another pair')
  return scene.delivered[before] as Delivered
}

/** As many pairs as there are qubits can be had at once. */
async function holdsAll(test: Test): Promise<void> {
  const { scene } = test
  const { qubits } = scene.stage.setting.hardware
  const before = scene.delivered.length
  await scene.create({ number: qubits, consecutive: false })
  const made = await scene.until(() => scene.delivered.length === before + qubits)
  test.check('LNK-098', made, `${qubits} qubits hold ${qubits} pairs`)
}

function lastMeasured(test: Test): number {
  const last = test.scene.happenings.findLast((one) => one.kind === 'result' && one.message.type === 'MEASURED')
  return last?.kind === 'result' && last.message.type === 'MEASURED' ? last.message.outcome : -1
}
