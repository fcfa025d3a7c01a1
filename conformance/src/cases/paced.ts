import { ErrorCode, HeraldError } from '@bellwire/wire'
import type { AddFields, Item } from '../stage/peer-queue.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, noLuck, sinceNow } from './steps.js'

/** Paced requests of the peer: pairs as they are called for (section 3.12). */
export const pacedCases: readonly Case[] = [
  {
    name: 'link/pairs-as-called-for',
    requirements: ['LNK-130', 'LNK-133', 'LNK-011'],
    scene: { qubits: 8 },
    async play(test) {
      const { scene } = test
      await test.up()
      const item = await paced(test, 5)
      const isTried = sinceNow(scene, isBatch)
      await scene.pass(A_WHILE)
      test.check('LNK-130', !isTried(), 'nothing is attempted for a paced item before pairs are called for')
      call(test, item, 2)
      const came = await scene.until(() => scene.delivered.length === 2, A_WHILE * 10)
      test.check('LNK-130', came, 'pairs come when they are called for')
      await scene.pass(A_WHILE)
      test.check('LNK-130', scene.delivered.length === 2, `of 2 that were called for ${scene.delivered.length} come`)
      // More than the item asks for, what was called for already, and less.
      for (const number of [9, 2, 1]) {
        const isAgain = sinceNow(scene, isBatch)
        call(test, item, number)
        await scene.pass(A_WHILE)
        test.check(
          'LNK-133',
          !isAgain(),
          `a call for ${number} pairs of 5, of which 2 were called for, changes nothing`
        )
      }
      const [first] = scene.delivered
      const sequence = first?.sequence ?? 0
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      test.check(
        'LNK-130',
        await scene.until(() => scene.delivered.length === 3, A_WHILE * 10),
        'one that is void does not count'
      )
      call(test, item, 3)
      call(test, item, 5)
      const all = await scene.until(() => scene.delivered.length === 6, A_WHILE * 10)
      await scene.pass(A_WHILE)
      test.check('LNK-130', all && scene.delivered.length === 6, 'all come when all are called for, and no more')
      const finals = scene.delivered.map(({ final }) => Number(final)).join('')
      test.check('LNK-011', finals === '000001', `the last one alone is flagged final: ${finals}`)
    }
  },
  {
    name: 'link/calls-of-the-other-end',
    requirements: ['LNK-133'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const serial = scene.peer.create(2)
      test.need(await scene.until(() => typeof scene.peer.outcomeOf(serial) === 'object'), 'an item is in the queue')
      const item = scene.peer.outcomeOf(serial) as Item
      call(test, { queueId: item.queueId + 1 }, 1)
      scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot + 1, bellIndex: 0 })
      call(test, item, 1)
      const all = await scene.until(() => scene.delivered.length === 2, A_WHILE * 10)
      test.check('LNK-133', all, 'a call of an item that is not paced, or not there, changes nothing')
    }
  },
  {
    name: 'link/called-again-goes-behind',
    requirements: ['LNK-138', 'LNK-133'],
    role: 'other',
    scene: { qubits: 8 },
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const slot = scene.station.slot
      const item = await paced(test, 3, { queueId: 9, scheduleSlot: slot })
      call(test, item, 1, slot + 1)
      test.need(await scene.until(() => scene.delivered.length === 1, A_WHILE * 10), 'it has its first pair')
      noLuck(scene)
      const isPresent = scene.station.slot
      scene.peer.create(1, { queueId: 12, scheduleSlot: isPresent })
      await scene.pass(A_WHILE)
      const served = () => scene.sent('GEN').findLast(({ slots }) => slots > 0)?.queueId
      test.need(served() === 12, 'another item is served')
      call(test, item, 2, isPresent + 20)
      await scene.pass(A_WHILE)
      test.check('LNK-138', served() === 12, `an item that is called for from a later slot on goes behind: ${served()}`)
      // What was called for already is no call: it stays where it is.
      call(test, item, 2, isPresent - 20)
      await scene.pass(A_WHILE)
      test.check('LNK-133', served() === 12, `a call for as many as before moves nothing: ${served()}`)
      call(test, item, 3, isPresent - 20)
      await scene.pass(A_WHILE)
      test.check(
        'LNK-138',
        served() === 9,
        `and before others where it is called for from an earlier one on: ${served()}`
      )
    }
  },
  {
    name: 'link/paced-all-at-once',
    requirements: ['LNK-135'],
    async play(test) {
      const { scene } = test
      await test.up()
      const serial = scene.peer.create(2, { paced: true, consecutive: false })
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
      test.check(
        'LNK-135',
        scene.peer.outcomeOf(serial) === ErrorCode.CREATE,
        'a paced item that is not consecutive is refused with CREATE'
      )
    }
  },
  {
    name: 'link/call-unheard',
    requirements: ['LNK-137'],
    async play(test) {
      const { scene } = test
      await test.up()
      const item = await paced(test, 3)
      const remind = async (peerQueueId = item.queueId): Promise<boolean> => {
        const isAsked = sinceNow(
          scene,
          (one) => one.kind === 'sent' && one.frame.type === 'KEEPALIVE' && !one.frame.answer
        )
        const fields = { slot: scene.station.slot, queueId: 0, peerQueueId, error: HeraldError.NO_MESSAGE_OTHER }
        scene.stage.send(scene.station.node, scene.station.reply(fields), 'forged')
        await scene.pass(A_WHILE)
        return isAsked()
      }
      test.check('LNK-137', await remind(), 'the node asks for a call of which it has not heard')
      // Whatever it says of an item that it does not have, it goes on (HAR-044).
      await remind(777)
      call(test, item, 1)
      test.need(await scene.until(() => scene.delivered.length === 1, A_WHILE * 10), 'a pair comes')
      await scene.pass(A_WHILE)
      test.check('LNK-137', await remind(), 'and for the next, when the first has its pair')
    }
  }
]

/** The peer asks for pairs that it calls for as it goes. */
async function paced(test: Test, number: number, fields: AddFields = {}): Promise<Item> {
  const { scene } = test
  const serial = scene.peer.create(number, { paced: true, ...fields })
  test.need(await scene.until(() => typeof scene.peer.outcomeOf(serial) === 'object'), 'a paced item is in the queue')
  return scene.peer.outcomeOf(serial) as Item
}

/** The peer calls for so many pairs of an item in all, from a slot on. */
function call(
  { scene: { peer } }: Test,
  { queueId }: Pick<Item, 'queueId'>,
  number: number,
  scheduleSlot = peer.soon
): void {
  peer.send({ type: 'MORE', ...peer.header(), queueId, number, scheduleSlot, virtualFinish: 0 })
}

function isBatch(one: Parameters<Parameters<typeof sinceNow>[1]>[0]): boolean {
  return one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots > 0
}
