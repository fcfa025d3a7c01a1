import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

/** Which item is served (sections 3.5 and 3.11). */
export const servedCases: readonly Case[] = [
  {
    name: 'link/full-and-not-ended',
    requirements: ['LNK-050'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END' ? [] : [delay])
      scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot, bellIndex: 0 })
      const isTried = (since: number): boolean =>
        scene.happenings.slice(since).some((one) => one.kind === 'command' && one.message.type === 'GENERATE')
      await test.pairs(2)
      const own = scene.happenings.length
      await scene.pass(A_WHILE)
      test.check('LNK-050', !isTried(own), 'nothing is attempted for an item that is full and has not ended')
      await test.pairsForPeer(1)
      const peers = scene.happenings.length
      await scene.pass(A_WHILE)
      test.check('LNK-050', !isTried(peers), "nor for one of the peer's")
    }
  },
  {
    name: 'link/atomic-goes-on',
    requirements: ['LNK-112'],
    async play(test) {
      const { scene } = test
      await test.up()
      // The first item is not ended, and served again when its pair is void; the second has begun by then.
      scene.stage.way = (frame, _from, _to, delay) => (['END', 'CANCEL'].includes(frame.type) ? [] : [delay])
      const [first] = await test.pairsForPeer(1)
      const { sequence } = first ?? { sequence: 0 }
      const former = scene.sent('GEN').at(-1)?.queueId
      const isLucky = (): boolean => test.heralds.length < 2 || isOver
      let isOver = false
      scene.station.luck = ({ firstSlot }) => (isLucky() ? { slot: firstSlot + 1, bellIndex: 0 } : undefined)
      const atomic = await scene.create({ number: 2, atomic: true })
      test.need(await scene.until(() => test.heralds.length === 2), 'the atomic item has a pair')
      await scene.pass(A_WHILE / 20)
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      await scene.pass(A_WHILE / 20)
      const { queueId } = await attempting(test)
      test.check('LNK-112', queueId !== former, 'an atomic item that has begun is not interrupted')
      isOver = true
      const made = (): number => scene.delivered.filter(({ createId }) => createId === atomic.createId).length
      test.check('LNK-112', await scene.until(() => made() === 2), 'it gets all its pairs')
      const isServed = (): boolean => scene.sent('GEN').at(-1)?.queueId === former
      test.need(await scene.until(isServed), 'the other is served when it is complete')
    }
  },
  {
    name: 'link/first-come-first-served',
    requirements: ['LNK-111', 'LNK-113'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const [first, second] = [await scene.create(), await scene.create()]
      test.need(
        await scene.until(() => scene.answers.filter(({ type }) => type === 'ack').length === 2),
        'both are in the queue'
      )
      await scene.pass(A_WHILE)
      scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot + 1, bellIndex: 0 })
      test.need(await scene.until(() => scene.delivered.length === 2), 'both are served')
      const order = scene.delivered.map(({ createId }) => createId).join()
      test.check('LNK-111', order === `${first.createId},${second.createId}`, `served were ${order}`)
      test.check(
        'LNK-113',
        order === `${first.createId},${second.createId}`,
        'of equals that of the earlier schedule slot, or queue id'
      )
    }
  }
]
