import type { Happening } from '../stage/happening.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { judgeMemory } from './afterwards.js'

const capabilities = ['LNK.KEEP', 'LNK.STORE']
/** Longer than a frame takes between the nodes. */
const scene = { hardware: { storage: true, storeDuration: 60_000 } }

/** Hardware with a long-lived encoding, to which a node transfers what it keeps (section 3.6). */
export const storedCases: readonly Case[] = [
  {
    name: 'link/stored-before-delivery',
    requirements: ['LNK-060', 'LNK-098'],
    capabilities,
    scene,
    async play(test) {
      const { station } = test.scene
      await test.up()
      // Every other pair is turned first.
      station.luck = ({ firstSlot, slots }) =>
        slots > 2 ? { slot: firstSlot + 1, bellIndex: test.heralds.length % 2 === 0 ? 0 : 3 } : undefined
      await test.scene.create({ number: 4, consecutive: true })
      const isDone = () => test.scene.delivered.length === 4
      for (let pairs = 0; pairs < 4; pairs++) {
        test.need(await test.scene.until(() => test.scene.delivered.length > pairs), 'pairs come')
        const pair = test.scene.delivered[pairs]
        if (pair !== undefined) await test.scene.release(pair)
      }
      test.need(isDone(), 'all pairs come')
      for (const { sequence, qubit } of test.scene.delivered) {
        const [from, to] = lifeOf(test, sequence)
        const life = test.scene.happenings.slice(from, to)
        const ordered = life.filter((one) => isOf(one, 'command', 'STORE', qubit))
        const done = life.filter((one) => isOf(one, 'result', 'STORED', qubit))
        test.check('LNK-060', ordered.length > 0, `pair ${sequence} is delivered, and was not to be stored`)
        test.check('LNK-060', done.length === ordered.length, `pair ${sequence} is delivered before it is stored`)
      }
      await judgeMemory(test)
    }
  },
  {
    name: 'link/expired-while-stored',
    requirements: ['LNK-060', 'LNK-068', 'LNK-091', 'LNK-098'],
    capabilities,
    scene,
    async play(test) {
      const { peer, happenings } = test.scene
      await test.up()
      await test.scene.create({ number: 2, consecutive: true })
      const stores = () => happenings.filter((one) => isOf(one, 'command', 'STORE'))
      test.need(await test.scene.until(() => stores().length > 0), 'the hardware is to store a pair')
      const [first] = stores()
      const qubit = first?.kind === 'command' && 'qubit' in first.message ? first.message.qubit : -1
      test.check('LNK-060', test.scene.delivered.length === 0, 'a pair is not delivered before it is stored')
      const { sequence } = test.heralds[0] ?? { sequence: 0 }
      const since = happenings.length
      peer.expire(sequence, (sequence + 1) >>> 0)
      const isStored = () => happenings.some((one) => isOf(one, 'result', 'STORED', qubit))
      test.need(await test.scene.until(isStored), 'the hardware has stored it')
      const stored = happenings.findIndex((one) => isOf(one, 'result', 'STORED', qubit))
      const uses = happenings
        .slice(since, stored)
        .filter((one) => one.kind === 'command' && 'qubit' in one.message && one.message.qubit === qubit)
      test.check('LNK-068', uses.length === 0, 'its qubit is used for nothing else before')
      const others = () => test.scene.delivered.filter((pair) => pair.sequence !== sequence)
      const isServed = await test.scene.until(() => others().length === 2)
      test.check('LNK-091', others().length === test.scene.delivered.length, 'the pair that is void is not delivered')
      test.must('LNK-091', isServed, 'two others come for the request')
      for (const pair of others()) await test.scene.release(pair)
      await judgeMemory(test)
    }
  }
]

/** From the herald of a pair to its OK. */
function lifeOf({ scene: { happenings } }: Test, sequence: number): readonly [number, number] {
  const from = happenings.findIndex((one) => one.kind === 'herald' && one.sequence === sequence)
  const to = happenings.findIndex(
    (one) => one.kind === 'answer' && one.answer.type === 'ok' && one.answer.sequence === sequence
  )
  return [from, to]
}

function isOf(one: Happening, kind: 'command' | 'result', type: 'STORE' | 'STORED', qubit?: number): boolean {
  if (one.kind !== kind || one.message.type !== type) return false
  return qubit === undefined || one.message.qubit === qubit
}
