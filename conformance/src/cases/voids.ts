import { Outcome } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { A_WHILE, anotherEpoch, noLuck } from './steps.js'

/** Half of the number space less one: as the length of a range, all that follows. */
const ALL = 2 ** 31 - 1

/** Of the successes, counted from the first, those of which the node does not hear. */
const MISSED = [1, 4, 5, 9]

/** Pairs of requests that follow each other. */
const REQUESTS = [4, 1, 5]

/** Pairs that were used before they became void (sections 3.6 and 3.10). */
export const voidCases: readonly Case[] = [
  {
    name: 'link/used-pairs-void',
    requirements: ['LNK-069', 'LNK-091'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const first = scene.station.sequence
      const numberOf = (sequence: number): number => (sequence - first) >>> 0
      scene.stage.way = (frame, _from, _to, delay) => {
        const isSuccess = frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS
        return isSuccess && MISSED.includes(numberOf(frame.sequence)) ? [] : [delay]
      }
      for (const number of REQUESTS) await test.pairs(number, { kind: 'measure' })
      noLuck(scene)
      await scene.pass(A_WHILE)
      const left = new Map(scene.delivered.map(({ sequence, createId }) => [numberOf(sequence), createId]))
      const isGap = MISSED.every((number) => !left.has(number))
      test.need(isGap && left.size === 10, 'numbers of pairs are missing between the others')
      while (left.size > 0) {
        const numbers = [...left.keys()]
        const at = numbers[scene.random.below(numbers.length)] ?? 0
        const low = Math.max(0, at - scene.random.below(3))
        const high = at + 1 + scene.random.below(2)
        const before = scene.answers.length
        scene.peer.expire((first + low) >>> 0, (first + high) >>> 0)
        await scene.pass(A_WHILE / 10)
        const voided = scene.answers.slice(before).flatMap((one) => (one.type === 'expired' ? [one] : []))
        const is = voided.map(({ sequence, createId }) => `${numberOf(sequence)} of ${createId}`)
        const should = numbers
          .filter((number) => low <= number && number < high)
          .map((number) => `${number} of ${left.get(number)}`)
        for (let number = low; number < high; number++) left.delete(number)
        test.check(
          'LNK-069',
          is.length === should.length,
          `of pairs ${low} to ${high}, ${is.length} are told, not ${should.length}`
        )
        const isRight = is.toSorted().join() === should.toSorted().join()
        test.check('LNK-091', isRight, `of pairs ${low} to ${high} void are ${is.join(', ')}, not ${should.join(', ')}`)
      }
    }
  },
  {
    name: 'link/settled-to-the-last',
    requirements: ['LNK-179', 'LNK-178'],
    async play(test) {
      const { scene } = test
      await test.up()
      const missed = scene.station.sequence + 2
      scene.stage.way = (frame, _from, _to, delay) => {
        const isSuccess = frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS
        return isSuccess && frame.sequence === missed >>> 0 ? [] : [delay]
      }
      const judge = async (what: string): Promise<void> => {
        await scene.pass(A_WHILE)
        const answers = scene.sent('KEEPALIVE').length
        scene.peer.alive(false)
        test.need(await scene.until(() => scene.sent('KEEPALIVE').length > answers), 'KEEPALIVE is answered')
        const { expected } = scene.sent('KEEPALIVE').findLast(({ answer }) => answer) ?? {}
        const { sequence } = scene.station
        test.check('LNK-179', expected === sequence, `${what}, settled is all before ${sequence}: ${expected}`)
      }
      await judge('at the begin')
      const [first] = await test.pairs(2)
      await judge('after two pairs')
      await test.pairs(1)
      await judge('after one that was missed')
      const low = first?.sequence ?? 0
      scene.peer.expire(low, (low + 1) >>> 0)
      await judge('after one that the peer has expired')
      const next = scene.station.sequence
      scene.peer.expire(next, (next + 2) >>> 0)
      scene.station.sequence = (next + 2) >>> 0
      await judge('after numbers that the peer was ahead with')
      test.check(
        'LNK-178',
        scene.sent('EXPIRE').every(({ low: from, high }) => from !== high),
        'every EXPIRE names a pair'
      )
    }
  },
  {
    name: 'link/used-pairs-void-with-epoch',
    requirements: ['LNK-093', 'LNK-069'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const first = scene.station.sequence
      const numberOf = (sequence: number): number => (sequence - first) >>> 0
      scene.stage.way = (frame, _from, _to, delay) => {
        const isSuccess = frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS
        return isSuccess && MISSED.includes(numberOf(frame.sequence)) ? [] : [delay]
      }
      // The same numbers again in each epoch.
      for (let time = 0; time < 2; time++) {
        const before = scene.delivered.length
        for (const number of REQUESTS) await test.pairs(number, { kind: 'measure' })
        const used = scene.delivered.slice(before).map(({ sequence }) => sequence)
        const epoch = await anotherEpoch(test)
        const voided = scene.answers.flatMap((one) =>
          one.type === 'expired' && one.epoch === epoch ? [one.sequence] : []
        )
        test.check(
          'LNK-093',
          voided.length === used.length,
          `of ${used.length} pairs of epoch ${epoch}, ${voided.length} are void`
        )
        test.check(
          'LNK-069',
          used.every((sequence) => voided.includes(sequence)),
          'the application hears of each'
        )
      }
    }
  },
  {
    name: 'link/used-pair-void-after-former-epoch',
    requirements: ['LNK-091', 'LNK-069'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairs(2, { kind: 'measure' })
      // These the peer has settled; that the node has, it does not know: they are used, and not forgotten yet.
      const { expected: low } = scene.peer
      const confirmed = scene.link.firstSequence
      const alive = { type: 'KEEPALIVE', answer: false, expected: low, freeQubits: 4, confirmed } as const
      scene.peer.send({ ...scene.peer.header(), ...alive })
      await scene.pass(A_WHILE / 10)
      await test.pairs(2, { kind: 'measure' })
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'EXPIRE_ACK' ? [] : [delay])
      const former = await anotherEpoch(test)
      await test.pairs(2, { kind: 'measure' })
      const { epoch } = scene.peer
      const used = scene.delivered.findLast((pair) => pair.epoch === epoch)?.sequence ?? 0
      // Only now both ends have said from where on the former epoch is void.
      scene.stage.way = (_frame, _from, _to, delay) => [delay]
      scene.peer.send({ type: 'EXPIRE', ...scene.peer.header(), epoch: former, low, high: (low + ALL) >>> 0 })
      await scene.pass(A_WHILE)
      const isKnown = scene.answers.some((one) => one.type === 'expired' && one.epoch === epoch)
      test.check('LNK-091', !isKnown, 'a pair of the present epoch is not void when the former one is settled')
      scene.peer.expire(used, (used + 1) >>> 0)
      await scene.pass(A_WHILE / 10)
      const voided = scene.answers.filter((one) => one.type === 'expired' && one.epoch === epoch)
      test.check(
        'LNK-069',
        voided.length === 1,
        `and when it has become void, the application hears it ${voided.length} times`
      )
    }
  },
  formerEpoch('first', true),
  formerEpoch('last', false)
]

/** Of a former epoch both ends have said from where on it is void, the node first or the peer. */
function formerEpoch(order: string, isFirst: boolean): Case {
  return {
    name: `link/former-epoch-settled-by-peer-${order}`,
    requirements: ['LNK-021', 'LNK-094'],
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairs(1)
      const former = scene.peer.epoch
      const low = scene.link.firstSequence
      const expire = async (): Promise<void> => {
        const high = (low + ALL) >>> 0
        scene.peer.send({ type: 'EXPIRE', ...scene.peer.header(), epoch: former, low, high })
        await scene.pass(A_WHILE / 10)
      }
      const expires = () => scene.sent('EXPIRE').filter(({ epoch }) => epoch === former)
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'EXPIRE_ACK' && isFirst ? [] : [delay])
      scene.peer.voidEpoch = former
      scene.peer.epoch = 0
      scene.peer.greet(false)
      test.need(await scene.until(() => expires().length > 0), 'the node says from where on the epoch is void')
      if (isFirst) await expire()
      scene.stage.way = (_frame, _from, _to, delay) => [delay]
      await scene.pass(A_WHILE / 4)
      if (!isFirst) await expire()
      test.check('LNK-094', expires().length > 0, 'in the next epoch')
      const before = expires().length
      await anotherEpoch(test)
      test.check('LNK-021', expires().length === before, 'and not again in the one after that, when it is settled')
    }
  }
}
