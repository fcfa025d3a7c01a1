import type { PlayedEndCase } from '../end-test.js'

const A_WHILE = 20_000_000
const SECOND = 1_000_000_000

/** Pairs that are void, before they were handed over and after (section 6.8). */
export const voidPairCases: readonly PlayedEndCase[] = [
  {
    name: 'end/void-before-track',
    requirements: ['NET-092', 'NET-095', 'LNK-098'],
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9 })
      // More often than there are qubits: one that is kept back each time would be missed.
      for (let times = 0; times < 4; times++) {
        const half = await test.half(name, 'LNK-098')
        scene.far.expire(name, half)
        await scene.pass(A_WHILE)
        test.check('NET-092', half.isReleased, 'a pair that is void is given back')
        await test.track(half, asked)
        test.check('NET-092', half.delivered === undefined, 'and not handed over, whatever comes')
        test.check('NET-095', scene.answered('void').length === 0, 'nor told to anybody who never had it')
      }
      const { half: last } = await test.pair(asked, 0, 'LNK-098')
      test.check('LNK-098', last.delivered !== undefined, 'its qubit is free for other pairs')
    }
  },
  {
    name: 'end/void-while-measured',
    requirements: ['NET-092', 'NET-096', 'LNK-098'],
    scene: { qubits: 2, measureDuration: 200_000 },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      // One pair at a time: else the next one has been measured when its turn comes.
      const { luck } = scene.station
      let left = 0
      scene.station.luck = (batch) => {
        const success = left > 0 ? luck(batch) : undefined
        if (success !== undefined) left -= 1
        return success
      }
      const asked = await test.request(name, { number: 9, kind: 'measure' })
      for (let times = 0; times < 4; times++) {
        left = 1
        const half = await test.half(name, 'LNK-098')
        test.check('NET-096', half.measured === undefined, 'the half is being measured')
        scene.far.expire(name, half)
        await test.track(half, asked)
        await scene.pass(A_WHILE)
        test.check('NET-092', half.delivered === undefined, 'what was measured of a void pair is told to nobody')
      }
      left = 1
      const { half: last } = await test.pair(asked, 0, 'LNK-098')
      test.check('LNK-098', last.delivered !== undefined, 'its qubit is free for other pairs')
    }
  },
  {
    name: 'end/void-while-turned',
    requirements: ['NET-092', 'NET-096', 'LNK-098'],
    scene: { isHead: true, qubits: 2 },
    async play(test) {
      const { scene } = test
      const { neighbour, far } = scene
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9 })
      for (let times = 0; times < 4; times++) {
        const half = await test.half(name, 'LNK-098')
        far.join(half, 1 + scene.random.below(3))
        // One comes upon the other: the hardware takes longer to turn the half.
        neighbour.say(far.trackOf(half, name, 0))
        far.expire(name, half)
        await scene.pass(A_WHILE)
        test.check('NET-096', half.corrections === 1, 'the half was being turned')
        test.check('NET-092', half.delivered === undefined, 'a pair that is void by then is not handed over')
      }
      const { half: last } = await test.pair(asked, 0, 'LNK-098')
      test.check('LNK-098', last.delivered !== undefined, 'its qubit is free for other pairs')
    }
  },
  {
    name: 'end/void-early',
    requirements: ['NET-092', 'NET-095', 'LNK-098'],
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9, early: true })
      for (let times = 1; times <= 4; times++) {
        const half = await test.half(name, 'LNK-098')
        test.need(half.early !== undefined, 'an early pair is handed over')
        scene.far.expire(name, half)
        await scene.pass(A_WHILE)
        test.check('NET-095', half.expired, 'the application that has a pair hears that it is void')
        test.check('NET-095', scene.answered('void').length === times, 'once')
        await test.track(half, asked)
        test.check('NET-092', half.delivered === undefined, 'and nothing more of it')
      }
      const { half: last } = await test.pair(asked, 0, 'LNK-098')
      test.check('LNK-098', last.delivered !== undefined, 'its qubit is free for other pairs')
    }
  },
  {
    name: 'end/expire-after-track',
    requirements: ['NET-093', 'NET-100'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 3 })
      const { half } = await test.pair(asked)
      scene.far.expire(name, half)
      await scene.pass(A_WHILE)
      test.check('NET-093', !half.expired && !half.isReleased, 'a pair that was handed over stays so')
      await scene.pass(2 * SECOND)
      const asks = scene.neighbour
        .of('SETTLE')
        .some(({ pairs }) => pairs.some(({ sequence }) => sequence === half.far?.sequence))
      test.check('NET-100', asks, 'the other end is asked about it')
      test.check('NET-093', !half.expired, 'and says that it has it')
    }
  },
  {
    name: 'end/link-expires',
    requirements: ['NET-094', 'NET-095', 'LNK-098'],
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const early = scene.random.below(2) === 0
      const asked = await test.request(name, { number: 9, early })
      for (let times = 1; times <= 3; times++) {
        const half = await test.half(name, 'LNK-098')
        scene.peer.expire(half.sequence, (half.sequence + 1) >>> 0)
        await scene.pass(A_WHILE)
        test.check('NET-094', test.expiredByEnd(half), 'that a pair is void which its link has expired is said')
        test.check('NET-094', half.isReleased && half.delivered === undefined, 'and it is so')
        const told = scene.answered('void').length
        test.check('NET-095', told === (early ? times : 0), `who had it hears so: ${told}`)
      }
      const { half: last } = await test.pair(asked, 0, 'LNK-098')
      test.check('LNK-098', last.delivered !== undefined, 'its qubit is free for other pairs')
    }
  },
  {
    name: 'end/link-expires-after-track',
    requirements: ['NET-094'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 3 })
      const { half } = await test.pair(asked)
      scene.peer.expire(half.sequence, (half.sequence + 1) >>> 0)
      await scene.pass(A_WHILE)
      test.check(
        'NET-094',
        !half.expired && !half.isReleased,
        'what a link says of a pair that is tracked means nothing'
      )
      test.check('NET-094', !test.expiredByEnd(half), 'and is said to nobody')
    }
  }
]
