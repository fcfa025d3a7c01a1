import { ErrorCode, HeraldError, type More } from '@bellwire/wire'
import type { RepeaterCase, RepeaterTest } from '../repeater-test.js'
import { ask } from '../steps.js'

const A_WHILE = 200_000

/** Pairs that an inner node calls for on the link downstream (section 3.12). */
export const callCases: readonly RepeaterCase[] = [
  {
    name: 'network/calls-for-pairs',
    requirements: ['LNK-131', 'LNK-132', 'LNK-134'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      down.station.luck = () => undefined
      await test.open()
      ask(test)
      const isIn = (): boolean =>
        scene.happenings.some(
          (one) => one.kind === 'came' && one.frame.type === 'ADD_ACK' && one.from === down.peer.node
        )
      test.need(await scene.until(isIn), 'the request is in the queue')
      const [first, ...more] = calls(test)
      test.must('LNK-131', first !== undefined, 'what is called for is said when the request has entered the queue')
      test.check('LNK-131', more.length === 0, 'once')
      const known = down.link.peerDelay
      const ahead = down.station.timeOf(first?.scheduleSlot ?? 0) - scene.stage.now
      test.check('LNK-132', ahead >= known, `its first slot is ${ahead} ns ahead, and the peer knows in ${known} ns`)
      const gens = () =>
        scene.happenings.flatMap((one) =>
          one.kind === 'sent' && one.frame.type === 'GEN' && one.to === down.station.node && one.frame.slots > 0
            ? [one.frame]
            : []
        )
      test.need(await scene.until(() => gens().length > 0), 'attempts are under way')
      const { queueId = 0, firstSlot: slot = 0 } = gens().at(-1) ?? {}
      const fields = { slot, queueId, peerQueueId: 0, error: HeraldError.NO_MESSAGE_OTHER }
      scene.stage.send(down.station.node, down.station.reply(fields), 'forged')
      await scene.pass(A_WHILE)
      const again = calls(test).at(1)
      test.check(
        'LNK-134',
        again?.number === first?.number && again?.scheduleSlot === first?.scheduleSlot,
        'where the peer has attempted nothing, it is said again'
      )
    }
  },
  {
    name: 'network/calls-again-after-silence',
    requirements: ['LNK-134', 'LNK-131'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      down.station.luck = () => undefined
      await test.open()
      const { way } = scene.stage
      scene.stage.way = (frame, from, to, delay) =>
        frame.type === 'REPLY' && from === down.station.node ? [] : way(frame, from, to, delay)
      ask(test)
      test.must('LNK-131', await scene.until(() => calls(test).length > 0), 'pairs are called for')
      const [first] = calls(test)
      const isBatch = (): boolean =>
        scene.happenings.some(
          (one) => one.kind === 'lost' && one.from === down.station.node && one.frame.type === 'REPLY'
        )
      test.need(await scene.until(isBatch), 'a batch is not answered')
      const isSaid = await scene.until(() => calls(test).length > 1, 5 * A_WHILE)
      test.check('LNK-134', isSaid, 'what was called for is said again when attempts end without an answer')
      const again = calls(test).at(-1)
      test.check('LNK-134', again?.number === first?.number && again?.scheduleSlot === first?.scheduleSlot, 'unchanged')
    }
  },
  {
    name: 'network/calls-again-when-asked',
    requirements: ['LNK-136', 'LNK-131'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      down.station.luck = () => undefined
      await test.open()
      ask(test)
      test.must('LNK-131', await scene.until(() => calls(test).length > 0), 'pairs are called for')
      // Longer than the node says again what may have been lost.
      await scene.pass(A_WHILE)
      const [first] = calls(test)
      const before = calls(test).length
      const { expected, freeQubits, confirmed } = { expected: down.peer.expected, freeQubits: 4, confirmed: 0 }
      const asks = { type: 'KEEPALIVE', ...down.peer.header(), answer: false, expected, freeQubits, confirmed } as const
      scene.stage.send(down.peer.node, asks)
      const isSaid = () => calls(test).length > before
      test.must('LNK-136', await scene.until(isSaid, A_WHILE), 'the last MORE is said again when the peer asks')
      const again = calls(test).at(-1)
      const words = (more: More | undefined) => JSON.stringify({ ...more, incarnation: 0, epoch: 0 })
      test.check('LNK-136', words(again) === words(first), `and is unchanged: ${words(again)}`)
    }
  },
  {
    name: 'network/calls-of-the-other-end',
    requirements: ['LNK-133', 'LNK-136'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      down.station.luck = () => undefined
      await test.open()
      ask(test)
      test.need(await scene.until(() => calls(test).length > 0), 'pairs are called for')
      const [first] = calls(test)
      test.need(first !== undefined, 'pairs are called for')
      if (first === undefined) return
      const said = { ...first, number: first.number + 1, scheduleSlot: down.peer.soon }
      scene.stage.send(down.peer.node, { ...said, ...down.peer.header() }, 'forged')
      await scene.pass(A_WHILE)
      const before = calls(test).length
      const { expected } = down.peer
      const asks = {
        type: 'KEEPALIVE',
        ...down.peer.header(),
        answer: false,
        expected,
        freeQubits: 4,
        confirmed: 0
      } as const
      scene.stage.send(down.peer.node, asks)
      test.must('LNK-136', await scene.until(() => calls(test).length > before, A_WHILE), 'the last MORE is said again')
      const again = calls(test).at(-1)
      test.check(
        'LNK-133',
        again?.number === first.number && again.scheduleSlot === first.scheduleSlot,
        `a call of who has not asked for the item changes nothing: ${again?.number} are called for, before ${first.number}`
      )
    }
  },
  {
    name: 'network/no-pairs-of-a-closed-circuit',
    requirements: ['LNK-006'],
    async play(test) {
      const { scene } = test
      const { up } = scene
      await test.begin()
      up.station.luck = () => undefined
      const purpose = await test.open()
      const asked = async (): Promise<number | undefined> => {
        const serial = up.peer.create(1, { purpose, paced: true })
        await scene.until(() => up.peer.outcomeOf(serial) !== undefined)
        const outcome = up.peer.outcomeOf(serial)
        return typeof outcome === 'number' ? outcome : outcome && 0
      }
      test.need((await asked()) === 0, 'pairs of a circuit are taken under its label')
      up.neighbour.say({ type: 'TEAR', ...scene.circuit(), reason: ErrorCode.OTHER })
      await test.heard(scene.down, 'TEAR')
      await scene.pass(A_WHILE)
      const refused = await asked()
      test.check(
        'LNK-006',
        refused === ErrorCode.REJECTED,
        `when it is over, a request under its label gets ${refused}`
      )
    }
  }
]

function calls({ scene }: RepeaterTest): readonly More[] {
  return scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.frame.type === 'MORE' && one.frame.link === scene.down.link.link ? [one.frame] : []
  )
}
