import { type AddAck, ErrorCode } from '@bellwire/wire'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

/** What nobody answers, and with which codes requests end that were given up (sections 3.1 and 3.2). */
export const unansweredCases: readonly Case[] = [
  endsBeforeItsAnswer('master'),
  endsBeforeItsAnswer('other'),
  {
    name: 'link/end-never-answered',
    requirements: ['LNK-023', 'LNK-019', 'LNK-020', 'PHY-012'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const { createId } = await scene.create()
      await attempting(test)
      const { epoch } = scene.peer
      const type = scene.peer.isMaster ? 'CANCEL' : 'END'
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === type ? [] : [delay])
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      const isOver = (): boolean => scene.peer.epoch > epoch
      test.check('LNK-023', await scene.until(isOver, 50 * A_WHILE), `an epoch ends when ${type} is never answered`)
      const times = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.frame.type === type && 'epoch' in one.frame && one.frame.epoch === epoch
          ? [one.time]
          : []
      )
      const waits = times.slice(1).map((time, at) => time - (times[at] ?? 0))
      const three = 6 * scene.link.peerDelay
      test.check(
        'LNK-020',
        waits.length > 1 && waits.every((wait) => Math.abs(wait - three) < three / 10),
        `it is sent again after three round trips, ${three} ns: ${waits.slice(0, 5).join()}`
      )
      const ends = endsOf(test, createId)
      test.check('LNK-019', ends.join() === `${ErrorCode.OTHER}`, `the request ends with OTHER, once: ${ends.join()}`)
      scene.peer.greet(false)
      await scene.pass(A_WHILE / 10)
      const over = scene.sent('HELLO').at(-1)?.epoch
      test.check('PHY-012', over === epoch, `asked for the epoch that is over it says ${over}, not ${epoch}`)
    }
  },
  {
    name: 'link/lost-while-closed',
    requirements: ['LNK-019'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const { createId } = await scene.create({ timeLimit: 2 * A_WHILE })
      await attempting(test)
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'CANCEL' ? [] : [delay])
      test.need(await scene.until(() => scene.sent('CANCEL').length > 0, 3 * A_WHILE), 'its end is asked for')
      test.need(endsOf(test, createId).length === 0, 'and not agreed')
      scene.peer.incarnation += 1
      scene.peer.epoch = 0
      scene.peer.greet(false)
      await scene.pass(A_WHILE / 2)
      const ends = endsOf(test, createId)
      test.check(
        'LNK-019',
        ends.join() === `${ErrorCode.TIMEOUT}`,
        `a request that was being closed for its time ends with TIMEOUT when the epoch does, not ${ends.join()}`
      )
    }
  },
  {
    name: 'link/reasons-of-what-is-taken-back',
    requirements: ['LNK-018', 'LNK-017'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'ADD_ACK' || frame.type === 'ADD_REJ' ? [] : [delay]
      const given = async (limit: number, act?: (createId: number) => Promise<void>): Promise<readonly unknown[]> => {
        const { createId } = await scene.create({ timeLimit: limit })
        const before = scene.sent('CANCEL').length + scene.sent('END').length
        await scene.pass(A_WHILE / 50)
        await act?.(createId)
        test.need(await scene.until(() => endsOf(test, createId).length > 0, 3 * A_WHILE), 'a request is given up')
        const isBack = (): boolean => scene.sent('CANCEL').length + scene.sent('END').length > before
        test.must('LNK-018', await scene.until(isBack, A_WHILE), 'it is taken back at the peer')
        const { reason } = (scene.peer.isMaster ? scene.sent('CANCEL') : scene.sent('END')).at(-1) ?? {}
        return [...endsOf(test, createId), reason]
      }
      const cancelled = await given(0, (createId) =>
        scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      )
      test.check(
        'LNK-018',
        cancelled.every((code) => code === ErrorCode.OTHER),
        `one that is cancelled ends with OTHER at both ends: ${cancelled.join()}`
      )
      const timed = await given(100_000)
      test.check(
        'LNK-018',
        timed.every((code) => code === ErrorCode.TIMEOUT),
        `one whose time is over with TIMEOUT: ${timed.join()}`
      )
      const unanswered = await given(0)
      test.check(
        'LNK-017',
        unanswered.every((code) => code === ErrorCode.NOTIME),
        `one that is never answered with NOTIME: ${unanswered.join()}`
      )
    }
  },
  {
    name: 'link/queue-ids-of-next-epoch',
    requirements: ['LNK-034', 'LNK-031'],
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairsForPeer(1, { queueId: scene.peer.isMaster ? 1 : 0 })
      await scene.pass(A_WHILE)
      const { epoch } = scene.peer
      scene.peer.voidEpoch = epoch
      scene.peer.epoch = 0
      scene.peer.greet(false)
      const isUp = (): boolean => (scene.sent('LINK_STATE').at(-1)?.epoch ?? 0) > epoch
      test.need(await scene.until(isUp), 'another epoch is open')
      const serial = scene.peer.create(1)
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
      const outcome = scene.peer.outcomeOf(serial)
      test.check(
        'LNK-034',
        typeof outcome === 'object',
        'what has ended in an epoch that is over is no reason to refuse'
      )
      const isFirst = typeof outcome === 'object' && outcome.queueId === 1
      test.check('LNK-031', isFirst, 'queue ids begin anew with an epoch')
    }
  },
  {
    name: 'link/waits-for-qubit',
    requirements: ['LNK-098', 'PHY-044'],
    capabilities: ['LNK.KEEP'],
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      await test.up()
      const [first] = (await test.pairs(2)) as [Delivered, Delivered]
      const { createId } = await scene.create()
      await scene.pass(A_WHILE)
      const mine = () => scene.delivered.filter((pair) => pair.createId === createId)
      test.check('PHY-044', mine().length === 0, 'no pair comes without a free qubit')
      await scene.release(first)
      const came = await scene.until(() => mine().length === 1, A_WHILE)
      test.check('LNK-098', came && mine()[0]?.qubit === first.qubit, 'one comes when a qubit is given back, with that')
      // What is given back already is nobody's to give.
      await scene.release(first)
      await scene.create()
      await scene.pass(A_WHILE)
      test.check('PHY-044', scene.delivered.length === 3, 'a pair that is given back again frees no qubit of another')
    }
  }
]

/** Codes with which a request has ended. */
function endsOf({ scene }: Test, createId: number): readonly number[] {
  return scene.answers.flatMap((one) => (one.type === 'err' && one.createId === createId ? [one.code] : []))
}

/** A request is ended as the peer wishes, and only then the answer to its ADD comes. */
function endsBeforeItsAnswer(role: 'master' | 'other'): Case {
  return {
    name: role === 'master' ? 'link/answered-when-it-has-ended' : 'link/answered-when-it-was-ended',
    requirements: ['LNK-026', 'LNK-010'],
    role,
    async play(test) {
      const { scene } = test
      const { peer, stage } = scene
      await test.up()
      await scene.pass(A_WHILE)
      const { way } = stage
      stage.way = (frame, from, to, delay) => (frame.type === 'ADD_ACK' ? [] : way(frame, from, to, delay))
      const { createId } = await scene.create()
      const answers = (): readonly AddAck[] =>
        scene.happenings.flatMap((one) => (one.kind === 'lost' && one.frame.type === 'ADD_ACK' ? [one.frame] : []))
      test.need(await scene.until(() => answers().length > 0, A_WHILE), 'the peer has the item')
      const [answer] = answers()
      const { queueId = 0 } = answer ?? {}
      const reason = ErrorCode.REJECTED
      peer.end(queueId, reason)
      const isOver = (): boolean =>
        scene.happenings.some(
          (one) =>
            (one.kind === 'sent' || one.kind === 'came') &&
            (one.frame.type === 'END_ACK' || one.frame.type === 'END') &&
            one.frame.queueId === queueId
        )
      test.need(await scene.until(isOver, A_WHILE), 'the item has ended')
      stage.way = way
      if (answer !== undefined) stage.send(peer.node, answer, 'delayed')
      const ends = () => scene.answers.filter((one) => one.type === 'err' && one.createId === createId)
      await scene.until(() => ends().length > 0, A_WHILE)
      await scene.pass(A_WHILE)
      const codes = ends().map((one) => one.type === 'err' && one.code)
      test.check(
        'LNK-026',
        codes.join() === String(reason),
        `a request that has ended for ${reason} gets ${codes.join()}`
      )
      const later = await test.pairs(1)
      test.check('LNK-010', later.length === 1, 'and what is asked then is served')
    }
  }
}
