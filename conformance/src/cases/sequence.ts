import { HeraldError, Outcome, serialCompare } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'

/** Far longer than any frame is under way. */
const A_WHILE = 2_000_000

/** Sequence numbers: which success is a pair, and what a gap means (section 3.4). */
export const sequenceCases: readonly Case[] = [
  {
    name: 'link/expected-success',
    requirements: ['LNK-040', 'LNK-008', 'LNK-063', 'LNK-011'],
    async play(test) {
      await test.up()
      const { scene } = test
      const { code } = await scene.create({ number: 3 })
      test.need(code === 0, 'a request that can be met is taken')
      test.must('LNK-040', await scene.until(() => scene.delivered.length === 3), 'each success is a pair')
      const pairs = scene.delivered
      test.check(
        'LNK-040',
        new Set(pairs.map(({ sequence }) => sequence)).size === 3,
        'each success is a pair of its own'
      )
      test.check(
        'LNK-011',
        pairs[2]?.final === true && pairs[0]?.final === false,
        'the last pair alone is flagged final'
      )
      test.check(
        'LNK-008',
        pairs.every((pair) => test.replyOf(pair).bellIndex === pair.bellIndex),
        'OK has the announced Bell index'
      )
      test.check(
        'LNK-063',
        pairs.every(({ qubit }) => test.scene.qubits.bellIndexOf(qubit) === 0),
        'pairs are turned into Φ+'
      )
    }
  },
  {
    name: 'link/raw-pair',
    requirements: ['LNK-063'],
    async play(test) {
      await test.up()
      const [pair] = await test.pairs(1, { raw: true })
      test.check(
        'LNK-063',
        pair?.corrected === false && test.scene.qubits.bellIndexOf(pair.qubit) === pair.bellIndex,
        'a raw pair is left as it was heralded'
      )
    }
  },
  {
    name: 'link/responder-turns-nothing',
    requirements: ['LNK-064', 'LNK-075'],
    async play(test) {
      await test.up()
      const [pair] = await test.pairsForPeer(1)
      test.check(
        'LNK-064',
        pair?.corrected === false && test.scene.qubits.bellIndexOf(pair.qubit) === pair.bellIndex,
        'a responder leaves its half as it was heralded'
      )
      test.check('LNK-075', pair?.outcome === -1, 'nothing is measured of a pair that is to be kept')
    }
  },
  {
    name: 'link/stale-success',
    requirements: ['LNK-043', 'PHY-037'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [first] = await test.pairs(2)
      const reply = test.replyOf(first ?? { sequence: -1, epoch: 0 })
      // While attempts are outstanding, for another request.
      scene.station.luck = () => undefined
      await scene.create({ number: 1 })
      test.need(await scene.until(() => scene.sent('GEN').at(-1)?.slots !== 0), 'attempts are under way')
      const before = scene.delivered.length
      const { queueId } = scene.sent('GEN').at(-1) ?? { queueId: 0 }
      scene.stage.send(scene.station.node, { ...reply, queueId, peerQueueId: queueId }, 'replayed')
      await scene.pass(A_WHILE)
      test.check('LNK-043', scene.delivered.length === before, 'a success with a former number is no pair')
      test.check('PHY-037', scene.sent('EXPIRE').length === 0, 'a success with a former number changes nothing')
    }
  },
  {
    name: 'link/missed-success',
    requirements: ['LNK-041', 'LNK-042', 'LNK-090'],
    async play(test) {
      const { scene } = test
      await test.up()
      let lost = 0
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS && lost++ === 0 ? [] : [delay]
      await scene.create({ number: 2 })
      test.must(
        'LNK-042',
        await scene.until(() => scene.delivered.length > 0),
        'a pair comes after the one that was lost'
      )
      const { sequence } = test.heralds[0] ?? { sequence: 0 }
      test.must(
        'LNK-041',
        await scene.until(() => scene.sent('EXPIRE').length > 0, A_WHILE * 100),
        'the node speaks of the gap'
      )
      const [expire] = scene.sent('EXPIRE')
      test.check(
        'LNK-041',
        expire?.low === sequence && expire.high === (sequence + 1) >>> 0,
        'the whole gap is expired, and no more'
      )
      test.check(
        'LNK-042',
        scene.delivered[0]?.sequence === (sequence + 1) >>> 0,
        'the success that is ahead is a pair'
      )
      await scene.until(() => scene.peer.pairs.get(sequence) === 'expired', A_WHILE)
      test.check('LNK-090', scene.peer.pairs.get(sequence) === 'expired', 'the peer hears which pair is void')
      test.need(
        await scene.until(() => scene.delivered.length === 2),
        'another pair comes in the place of the lost one'
      )
    }
  },
  {
    name: 'link/numbers-wrap',
    requirements: ['LNK-040', 'LNK-041', 'LNK-043', 'WIR-001'],
    scene: { link: { firstSequence: 2 ** 32 - 2 } },
    async play(test) {
      const { scene } = test
      await test.up()
      // Lost is the last before the wrap.
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS && frame.sequence === 2 ** 32 - 1 ? [] : [delay]
      const [before] = await test.pairs(1)
      await scene.create({ number: 2 })
      const isDelivered = await scene.until(() => scene.delivered.length === 3, 10 * A_WHILE)
      const numbers = scene.delivered.map(({ sequence }) => sequence).join()
      test.check('LNK-040', isDelivered && numbers === `${2 ** 32 - 2},0,1`, `pairs have the numbers ${numbers}`)
      const [expire] = scene.sent('EXPIRE')
      test.check('LNK-041', expire?.low === 2 ** 32 - 1 && expire.high === 0, 'the gap ends with the wrap')
      const isInOrder = isDelivered && expire !== undefined
      test.check('WIR-001', isInOrder, 'numbers after the wrap come after those before it')
      scene.stage.send(scene.station.node, test.replyOf(before ?? { sequence: -1, epoch: 0 }), 'replayed')
      await scene.pass(A_WHILE)
      const isUnchanged = scene.delivered.length === 3 && scene.sent('EXPIRE').every(({ high }) => high === 0)
      test.check('LNK-043', isUnchanged, 'a number from before the wrap is old after it')
    }
  },
  {
    name: 'link/gap-of-several',
    requirements: ['LNK-041', 'PHY-036'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      await scene.create({ number: 1 })
      test.need(await scene.until(() => scene.sent('GEN').length > 0), 'attempts are under way')
      const gen = scene.sent('GEN').at(-1)
      const from = scene.station.sequence
      scene.station.sequence = (from + 5) >>> 0
      const fields = { slot: gen?.firstSlot ?? 0, queueId: gen?.queueId ?? 0, peerQueueId: gen?.queueId ?? 0 }
      scene.stage.send(scene.station.node, scene.station.reply(fields), 'forged')
      test.must(
        'PHY-036',
        await scene.until(() => scene.sent('EXPIRE').length > 0, A_WHILE * 100),
        'the node speaks of the gap'
      )
      const [expire] = scene.sent('EXPIRE')
      test.check(
        'LNK-041',
        expire?.low === from && expire.high === (from + 5) >>> 0,
        'five successes were missed, and are expired'
      )
      scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot, bellIndex: 1 })
      test.need(await scene.until(() => scene.delivered.length === 1), 'pairs come again')
      test.check('PHY-036', scene.delivered[0]?.sequence === (from + 5) >>> 0, 'the next number is that of the REPLY')
    }
  },
  {
    name: 'physical/reminder-ahead',
    requirements: ['PHY-036', 'LNK-041'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const from = scene.station.sequence
      const next = (from + 3) >>> 0
      scene.station.sequence = next
      const fields = { slot: scene.station.slot, queueId: 0, error: HeraldError.NO_MESSAGE_OTHER }
      scene.stage.send(scene.station.node, scene.station.reply(fields), 'forged')
      const isSaid = () => scene.sent('EXPIRE').some(({ low, high }) => low === from && high === next)
      const isGap = await scene.until(isSaid, A_WHILE * 100)
      test.check('PHY-036', isGap, 'a reminder to a node without a batch proves successes, as any failure does')
      test.check('LNK-041', isGap, 'three successes were missed, and are expired')
    }
  },
  {
    name: 'link/peer-expires',
    requirements: ['LNK-091', 'LNK-069', 'LNK-092'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [pair] = await test.pairs(2)
      const sequence = pair?.sequence ?? 0
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      test.must('LNK-092', await scene.until(() => scene.sent('EXPIRE_ACK').length > 0), 'EXPIRE is answered')
      const [answer] = scene.sent('EXPIRE_ACK')
      test.check(
        'LNK-092',
        answer?.low === sequence && answer.high === (sequence + 1) >>> 0 && answer.epoch === scene.peer.epoch,
        'EXPIRE_ACK names what was expired'
      )
      const expired = scene.answers.filter((one) => one.type === 'expired')
      test.check(
        'LNK-069',
        expired.length === 1 && expired[0]?.sequence === sequence,
        'the application hears once that its pair is void'
      )
      test.check(
        'LNK-091',
        expired.every((one) => one.sequence === sequence),
        'no other pair is void'
      )
    }
  },
  {
    name: 'link/expire-ahead',
    requirements: ['LNK-045', 'LNK-046'],
    async play(test) {
      const { scene } = test
      await test.up()
      const from = scene.station.sequence
      scene.station.sequence = (from + 3) >>> 0
      scene.peer.expected = (from + 3) >>> 0
      scene.peer.expire((from + 1) >>> 0, (from + 3) >>> 0)
      test.must(
        'LNK-046',
        await scene.until(() => scene.sent('EXPIRE').length > 0, A_WHILE * 100),
        'the node speaks of the gap'
      )
      test.check(
        'LNK-046',
        scene.sent('EXPIRE').some(({ low, high }) => low === from && ((high - from) | 0) >= 1),
        'what comes before the EXPIRE is a gap'
      )
      const { expected } = scene.sent('EXPIRE_ACK')[0] ?? { expected: -1 }
      test.check(
        'LNK-045',
        expected === (from + 3) >>> 0,
        `after an EXPIRE up to ${(from + 3) >>> 0} comes ${expected}`
      )
      const [pair] = await test.pairs(1)
      test.check('LNK-045', pair?.sequence === (from + 3) >>> 0, 'the next pair has the number after those expired')
    }
  },
  {
    name: 'link/expired-before-heard',
    requirements: ['LNK-043', 'LNK-045'],
    async play(test) {
      const { scene } = test
      await test.up()
      const low = scene.station.sequence
      const high = (low + 2) >>> 0
      // The peer has no use for two successes of which the station's word is still on its way to the node.
      scene.peer.expected = high
      scene.peer.expire(low, high)
      test.need(await scene.until(() => scene.sent('EXPIRE_ACK').length > 0), 'EXPIRE is answered')
      const [pair] = await test.pairs(1)
      test.check(
        'LNK-043',
        pair !== undefined && serialCompare(pair.sequence, high) >= 0,
        `pair ${pair?.sequence} was expired before the node heard of it`
      )
      test.check('LNK-045', pair?.sequence === high, 'the next pair has the number after those expired')
    }
  },
  {
    name: 'link/repeated-expire',
    requirements: ['LNK-024', 'LNK-092'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [pair] = await test.pairs(1)
      const low = pair?.sequence ?? 0
      const expire = { type: 'EXPIRE', ...scene.peer.header(), low, high: (low + 1) >>> 0 } as const
      for (let copy = 0; copy < 3; copy++) scene.stage.send(scene.peer.node, expire, 'forged')
      await scene.pass(A_WHILE)
      test.check('LNK-092', scene.sent('EXPIRE_ACK').length === 3, 'every copy is answered')
      test.check(
        'LNK-024',
        scene.answers.filter(({ type }) => type === 'expired').length === 1,
        'and the first alone is acted on'
      )
    }
  }
]
