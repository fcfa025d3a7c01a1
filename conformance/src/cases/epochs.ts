import { ErrorCode, Outcome } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { A_WHILE, anotherEpoch, released, settle } from './steps.js'

/** Half of the number space less one: as the length of a range, all that follows. */
const ALL = 2 ** 31 - 1

/** What is certain, and what becomes void with an epoch (sections 3.9 and 3.10). */
export const epochCases: readonly Case[] = [
  {
    name: 'link/settled',
    requirements: ['LNK-084', 'LNK-085'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [pair] = await test.pairs(2)
      const first = pair?.sequence ?? 0
      // The peer is behind.
      scene.peer.expected = (first + 1) >>> 0
      scene.peer.alive(false)
      const said = () => scene.sent('KEEPALIVE').findLast(({ answer }) => answer)
      test.need(await scene.until(() => said() !== undefined), 'KEEPALIVE is answered')
      test.check('LNK-084', said()?.expected === (first + 2) >>> 0, 'what was delivered is settled')
      test.check('LNK-085', said()?.confirmed === scene.peer.expected, 'what the peer has settled is confirmed')
      scene.peer.expected = (first + 2) >>> 0
      // The peer misses one, and its EXPIRE_ACK is lost: the node cannot be sure of it yet.
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'EXPIRE_ACK' ||
        (frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS && frame.sequence === (first + 2) >>> 0)
          ? []
          : [delay]
      await scene.create({ number: 1 })
      test.need(await scene.until(() => scene.sent('EXPIRE').length > 0), 'a success is missed, and expired')
      scene.peer.alive(false)
      const answers = scene.sent('KEEPALIVE').length
      test.need(await scene.until(() => scene.sent('KEEPALIVE').length > answers), 'KEEPALIVE is answered')
      test.check('LNK-084', said()?.expected === (first + 2) >>> 0, 'what is still expired is not settled')
    }
  },
  {
    name: 'link/expired-after-release',
    requirements: ['LNK-086', 'LNK-069', 'LNK-087'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { sequence } = await released(test)
      // The peer has settled the pair, and does not know yet that the node has.
      const { expected } = scene.peer
      const confirmed = scene.link.firstSequence
      const alive = {
        type: 'KEEPALIVE',
        ...scene.peer.header(),
        answer: false,
        expected,
        freeQubits: 4,
        confirmed
      } as const
      scene.peer.send(alive)
      await scene.pass(A_WHILE / 10)
      const [notice] = scene.sent('RELEASED')
      test.check('LNK-087', notice?.low === sequence, 'the peer hears which pair was given back')
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      await scene.pass(A_WHILE / 10)
      const expired = scene.answers.filter(({ type }) => type === 'expired')
      test.check(
        'LNK-069',
        expired.length === 1,
        'the application hears that its pair is void, also when it has given it back'
      )
      test.check(
        'LNK-086',
        expired.length === 1,
        'a pair is not forgotten before both ends are sure that both are sure'
      )
    }
  },
  {
    name: 'link/much-at-stake',
    requirements: ['LNK-088'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const before = scene.sent('KEEPALIVE').length
      await test.pairs(70, { kind: 'measure' })
      test.check('LNK-088', scene.sent('KEEPALIVE').length > before, 'KEEPALIVE comes at once after many heralds')
    }
  },
  {
    name: 'link/epoch-void',
    requirements: ['LNK-093', 'LNK-094', 'LNK-095', 'LNK-092', 'PHY-012', 'PHY-018'],
    async play(test) {
      const { scene } = test
      await test.up()
      const settled = await test.pair()
      const low = (settled.sequence + 1) >>> 0
      await settle(test)
      await scene.release(settled)
      await test.pairs(1)
      const { epoch } = scene.peer
      const expired = () =>
        scene.answers.flatMap((one) => (one.type === 'expired' && one.epoch === epoch ? [one.sequence] : []))
      // An EXPIRE of the peer that is older than its word that all before was settled: lost, and said again in the next epoch.
      scene.peer.voidEpoch = epoch
      scene.peer.epoch = 0
      scene.peer.greet(false)
      test.must(
        'PHY-018',
        await scene.until(() => scene.peer.epoch > epoch, A_WHILE / 4),
        'an epoch ends that the peer knows to be over'
      )
      await scene.pass(A_WHILE)
      test.check(
        'LNK-093',
        expired().join() === `${low}`,
        `void are ${expired().join()}, of the pairs before ${low} both were sure`
      )
      test.check('PHY-012', scene.sent('HELLO').at(-1)?.epoch === epoch, 'HELLO names the epoch that is over')
      const told = scene.sent('EXPIRE').find((one) => one.epoch === epoch)
      test.check(
        'LNK-094',
        told?.low === low && told.high === (low + ALL) >>> 0,
        `EXPIRE names ${told?.low} to ${told?.high}, not all from ${low}`
      )
      const from = settled?.sequence ?? 0
      const high = (from + ALL) >>> 0
      // Of the present epoch both become sure of as many numbers.
      await test.pairs(1)
      await settle(test)
      scene.peer.alive(false)
      await scene.pass(A_WHILE / 10)
      scene.peer.send({ type: 'EXPIRE', ...scene.peer.header(), epoch, low: from, high })
      await scene.pass(A_WHILE)
      test.check(
        'LNK-095',
        expired().includes(from),
        'what the peer is not sure of is void when it says so, and not forgotten before'
      )
      const answer = scene.sent('EXPIRE_ACK').find((one) => one.epoch === epoch)
      test.check(
        'LNK-092',
        answer?.low === from && answer.high === high && answer.expected === high,
        'EXPIRE of a former epoch is answered'
      )
    }
  },
  {
    name: 'link/expire-of-former-epoch',
    requirements: ['LNK-091', 'LNK-092'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { epoch } = scene.peer
      scene.peer.voidEpoch = epoch
      scene.peer.epoch = 0
      scene.peer.greet(false)
      test.need(await scene.until(() => scene.peer.epoch > epoch), 'another epoch is open')
      await scene.pass(A_WHILE)
      const [pair] = await test.pairs(1)
      const low = pair?.sequence ?? 0
      scene.peer.send({ type: 'EXPIRE', ...scene.peer.header(), epoch, low, high: (low + 1) >>> 0 })
      await scene.pass(A_WHILE)
      test.check(
        'LNK-091',
        scene.answers.every(({ type }) => type !== 'expired'),
        'pairs of the present epoch stay'
      )
      test.check(
        'LNK-092',
        scene.sent('EXPIRE_ACK').some((one) => one.epoch === epoch),
        'the EXPIRE is answered'
      )
    }
  },
  {
    name: 'link/expire-of-several',
    requirements: ['LNK-091', 'LNK-069'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [first] = await test.pairs(3)
      const low = first?.sequence ?? 0
      scene.peer.expire(low, (low + 2) >>> 0)
      await scene.pass(A_WHILE / 10)
      const expired = scene.answers.flatMap((one) => (one.type === 'expired' ? [one.sequence] : []))
      test.check('LNK-091', expired.join() === `${low},${(low + 1) >>> 0}`, `void are ${expired.join()}`)
      test.check('LNK-069', expired.length === 2, 'the application hears of each')
    }
  },
  {
    name: 'link/expire-never-answered',
    requirements: ['LNK-023', 'LNK-020'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { epoch } = scene.peer
      const [pair] = await test.pairs(1)
      const next = ((pair?.sequence ?? 0) + 1) >>> 0
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'EXPIRE_ACK' ||
        (frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS && frame.sequence === next)
          ? []
          : [delay]
      await scene.create()
      test.need(await scene.until(() => scene.sent('EXPIRE').length > 0), 'a success is missed, and expired')
      const expires = () => scene.sent('EXPIRE').filter((one) => one.epoch === epoch)
      const isOver = () =>
        scene.sent('HELLO').some((one) => one.epoch >= epoch) || scene.sent('OPEN').some((one) => one.epoch > epoch)
      await scene.until(() => isOver() || expires().length > 1000)
      test.check('LNK-023', isOver(), 'the epoch ends when EXPIRE is never answered')
      test.check('LNK-020', expires().length > 1, 'after it was sent again')
    }
  },
  {
    name: 'link/settled-after-unanswered-expire',
    requirements: ['LNK-084'],
    async play(test) {
      const { scene } = test
      await test.up()
      const first = scene.station.sequence
      scene.stage.way = (frame, _from, _to, delay) => {
        const isMissed = frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS && frame.sequence === first
        return isMissed || frame.type === 'EXPIRE_ACK' ? [] : [delay]
      }
      await scene.create()
      test.need(await scene.until(() => scene.sent('EXPIRE').length > 0), 'a success is missed, and expired')
      scene.stage.way = (_frame, _from, _to, delay) => [delay]
      await anotherEpoch(test)
      const pairs = await test.pairs(2)
      await settle(test)
      const { expected } = scene.sent('KEEPALIVE').at(-1) ?? { expected: -1 }
      const sequence = pairs.at(-1)?.sequence ?? 0
      test.check(
        'LNK-084',
        expected === (sequence + 1) >>> 0,
        `after pair ${sequence}, ${expected} is settled: what was expired in an epoch that is over is no matter of this one`
      )
    }
  },
  {
    name: 'link/peer-is-ahead',
    requirements: ['LNK-044'],
    async play(test) {
      const { scene } = test
      await test.up()
      const from = scene.station.sequence
      scene.station.sequence = (from + 3) >>> 0
      scene.peer.expected = (from + 3) >>> 0
      scene.peer.alive(true)
      const came = scene.stage.now + scene.link.peerDelay
      test.must(
        'LNK-044',
        await scene.until(() => scene.sent('EXPIRE').length > 0),
        'what the peer has counted further is expired'
      )
      const [expire] = scene.sent('EXPIRE')
      test.check('LNK-044', expire?.low === from && expire.high === (from + 3) >>> 0, 'all of it')
      const waited = scene.stage.now - came
      test.check('LNK-044', waited >= scene.link.stationDelay, `not before a REPLY could have come: after ${waited} ns`)
    }
  },
  {
    name: 'link/end-is-ahead',
    requirements: ['LNK-044'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      const from = scene.station.sequence
      const endSequence = (from + 2) >>> 0
      scene.station.sequence = endSequence
      scene.peer.expected = endSequence
      scene.peer.send({ type: 'END', ...scene.peer.header(), queueId: 77, endSequence, reason: ErrorCode.OTHER })
      test.must(
        'LNK-044',
        await scene.until(() => scene.sent('EXPIRE').length > 0),
        'what END says to have been counted further is expired'
      )
      const [expire] = scene.sent('EXPIRE')
      test.check('LNK-044', expire?.low === from && expire.high === endSequence, 'all of it')
    }
  }
]
