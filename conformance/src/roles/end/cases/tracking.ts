import { Outcome } from '@bellwire/wire'
import type { Asked, PlayedEndCase, EndTest } from '../end-test.js'
import type { Half } from '../halves.js'

const A_WHILE = 20_000_000
const MICROSECOND = 1000
const SECOND = 1_000_000_000

/** What the ends say of their halves, and which requests they give them to (section 6.8). */
export const trackingCases: readonly PlayedEndCase[] = [
  {
    name: 'end/tracks',
    requirements: ['NET-080', 'NET-083'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      for (const kind of ['keep', 'measure', 'prepare'] as const) {
        const asked = await test.request(name, { number: 1, kind })
        const half = await test.half(name)
        const track = judgeTrack(test, half)
        const expected = scene.isHead || kind === 'measure' ? asked.request : 0
        test.check('NET-083', track?.request === expected, `a pair of kind ${kind} is of request ${track?.request}`)
        await test.track(half, asked)
        await test.complete(asked, half)
      }
    }
  },
  {
    name: 'end/tracks-early-pairs',
    requirements: ['NET-083', 'NET-080'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 1, early: true })
      const half = await test.half(name)
      const track = judgeTrack(test, half)
      test.check('NET-083', track?.request === asked.request, `an early pair is of request ${track?.request}`)
      await test.track(half, asked)
      test.check('NET-080', scene.neighbour.of('TRACK').length === 1, 'TRACK goes once')
    }
  },
  {
    name: 'end/oldest-request',
    requirements: ['NET-081', 'NET-083'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const older = await test.request(name, { number: 2, kind: 'measure' })
      const newer = await test.request(name, { number: 1, kind: 'measure' })
      const given: number[] = []
      // At the tail-end a request needs pairs until the head-end says that it is over.
      const turns = scene.isHead ? [older, older, newer] : [older, older, older, newer]
      for (const [index, asked] of turns.entries()) {
        if (!scene.isHead && index === 3) await test.complete(older)
        const half = await test.half(name)
        given.push(test.trackOf(half)?.request ?? -1)
        test.check('NET-081', given.at(-1) === asked.request, `pair ${index + 1} is given to ${given.at(-1)}`)
        test.check('NET-083', test.trackOf(half) !== undefined, 'which is said')
        await test.track(half, asked)
      }
    }
  },
  {
    name: 'end/tests-first',
    requirements: ['NET-081', 'NET-142', 'NET-143', 'NET-086'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      await test.request(name, { number: 1, kind: 'measure' })
      const rotation = [0, 192, 0] as const
      const inX = { set: 'NONE', probabilities: [], rotation } as const
      const wish = { number: 9, kind: 'measure', raw: true, originator: inX, responder: inX } as const
      const tested = await test.request(name, wish, true)
      const half = await test.half(name)
      test.check('NET-081', test.trackOf(half)?.request === tested.request, 'a test request goes before all others')
      test.check('NET-086', half.measured?.basis === 1, `its pairs are measured as it says, in ${half.measured?.basis}`)
      await test.track(half, tested)
      await scene.pass(2 * SECOND)
      test.check('NET-142', scene.answered('pair').length === 0, 'and handed over to nobody')
      const [settle] = scene.neighbour.of('SETTLE')
      test.must('NET-143', settle !== undefined, 'the other end is asked about them')
      const [told] = settle?.tests ?? []
      test.check(
        'NET-143',
        told?.basis === 1 && told.outcome === half.measured?.outcome && told.sequence === half.far?.sequence,
        `and told what was found: ${told?.outcome} in basis ${told?.basis}`
      )
    }
  },
  {
    name: 'end/outcomes-stay',
    requirements: ['NET-143'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 2, kind: 'measure' })
      await test.pair(asked)
      await test.pair(asked)
      await scene.pass(2 * SECOND)
      const settles = scene.neighbour.of('SETTLE')
      test.need(settles.length > 0, 'the other end is asked about the pairs')
      test.check(
        'NET-143',
        settles.every(({ tests }) => tests.length === 0),
        'what programs measured is told to nobody'
      )
    }
  },
  {
    name: 'end/nobody-needs-it',
    requirements: ['NET-082'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      for (const isAsked of [false, true]) {
        const asked = isAsked ? await test.request(name, { number: 1 }) : undefined
        if (asked !== undefined) {
          const { half } = await test.pair(asked)
          await test.complete(asked, half)
        }
        const before = scene.answers.length
        const half = await test.half(name)
        const when = isAsked ? 'after the end of the last request' : 'before there is a request'
        test.check('NET-082', test.expiredByEnd(half), `a pair that comes ${when} is void, and the others hear so`)
        test.check('NET-082', half.isReleased && scene.answers.length === before, 'and given back')
      }
    }
  },
  {
    name: 'end/other-request',
    requirements: ['NET-084', 'NET-083'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const kind = scene.isHead ? 'keep' : 'measure'
      const first = await test.request(name, { number: 2, kind })
      const second = await test.request(name, { number: 2, kind })
      const half = await test.half(name)
      test.check('NET-083', (test.trackOf(half)?.request ?? 0) === first.request, 'a pair is of the older request')
      scene.far.track(half, name, second.request)
      await scene.pass(A_WHILE)
      test.check(
        'NET-084',
        test.expiredByEnd(half),
        'a pair that the two ends have given to different requests is void'
      )
      test.check('NET-084', half.delivered === undefined, 'and handed over to neither')
      await test.pair(first)
      test.check('NET-084', scene.answered('pair').length === 1, 'the next one is, to the request of both')
    }
  },
  {
    name: 'end/as-the-head-end-says',
    requirements: ['NET-084', 'NET-083'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      await test.request(name, { number: 2 })
      const second = await test.request(name, { number: 2, raw: true })
      const half = await test.half(name)
      test.check('NET-083', test.trackOf(half)?.request === 0, 'a tail-end leaves kept pairs to the head-end')
      await test.track(half, second)
      test.check('NET-084', half.delivered?.request === second.request, 'and gives them to the request that it names')
      if (half.delivered !== undefined) await test.giveBack(half.delivered)
      const other = await test.half(name)
      scene.far.track(other, name, second.request + 77)
      await scene.pass(A_WHILE)
      test.check(
        'NET-084',
        other.delivered === undefined && test.expiredByEnd(other),
        'a pair of a request that is not known here is void'
      )
    }
  },
  {
    name: 'end/track-before-pair',
    requirements: ['NET-075', 'NET-077'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const { luck } = scene.station
      scene.station.luck = () => undefined
      const asked = await test.request(name, { number: 2, kind: 'measure' })
      await scene.pass(A_WHILE)
      const { epoch, sequence } = scene.station
      const next = (sequence + 1) >>> 0
      // Of two pairs that are still to come: the first one is void before.
      for (const number of [sequence, next]) foretell(test, asked, { epoch, sequence: number })
      const isVoidFirst = scene.random.below(2) === 0
      scene.far.expire(name, { epoch, sequence: isVoidFirst ? sequence : next })
      await scene.pass(A_WHILE)
      test.check('NET-075', scene.answered('pair').length === 0, 'what has not come is not handed over')
      scene.station.luck = luck
      const halves = [await test.half(name), await test.half(name)]
      await scene.pass(A_WHILE)
      const [gone, good] = isVoidFirst ? halves : halves.toReversed()
      test.check(
        'NET-075',
        good?.delivered !== undefined,
        'a pair whose TRACK came before it is handed over when it comes'
      )
      test.check(
        'NET-077',
        gone?.delivered === undefined && gone?.isReleased === true,
        'one that was said to be void is void'
      )
    }
  },
  {
    name: 'end/pair-does-not-come',
    requirements: ['NET-076'],
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const name = await test.open()
      const { epoch, sequence } = scene.station
      foretell(test, { name, request: 1 }, { epoch, sequence })
      await scene.pass(SECOND)
      test.check('NET-076', neighbour.of('PAIR_EXPIRE').length === 0, 'a pair that is late may still come')
      const isTold = await scene.until(() => neighbour.of('PAIR_EXPIRE').length > 0, 60 * SECOND)
      test.must('NET-076', isTold, 'one that does not come is void at last')
      const [told] = neighbour.of('PAIR_EXPIRE')
      test.check('NET-076', told?.epoch === epoch && told.sequence === sequence, 'and the neighbour hears so')
    }
  }
]

/** TRACK has gone for a half, at once, with its name and what was announced of it. */
function judgeTrack(test: EndTest, half: Half) {
  const { happenings } = test.scene
  const came = happenings.find(
    (one) =>
      one.kind === 'came' &&
      one.frame.type === 'REPLY' &&
      one.frame.outcome === Outcome.SUCCESS &&
      one.frame.sequence === half.sequence
  )
  const sent = happenings.find(
    (one) => one.kind === 'sent' && one.frame.type === 'TRACK' && one.frame.sequence === half.sequence
  )
  test.must('NET-080', sent !== undefined, 'TRACK goes for a pair that has come')
  const track = test.trackOf(half)
  test.check(
    'NET-080',
    track?.originEpoch === half.epoch && track.originSequence === half.sequence && track.epoch === half.epoch,
    'with its name, as origin, too'
  )
  test.check(
    'NET-080',
    track?.bellIndex === half.herald.bellIndex,
    `and the Bell index ${half.herald.bellIndex} that the link announced: ${track?.bellIndex}`
  )
  const waited = (sent?.time ?? 0) - (came?.time ?? 0)
  test.check('NET-080', waited < 100 * MICROSECOND, `at once, not after ${waited} ns`)
  return track
}

/** The other end's TRACK comes for a pair that has not come itself. */
function foretell(
  { scene }: EndTest,
  { name, request }: Omit<Asked, 'wish'>,
  pair: { readonly epoch: number; readonly sequence: number }
): void {
  const { initiator, circuit } = name
  const origin = { originEpoch: 12, originSequence: pair.sequence }
  const said = { request, bellIndex: scene.random.below(4), fidelity: 60_000 }
  scene.neighbour.say({ type: 'TRACK', initiator, circuit, ...pair, ...origin, ...said })
}
