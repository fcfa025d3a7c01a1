import { ErrorCode, RequestKind } from '@bellwire/wire'
import { MINIMUM } from '../end-scene.js'
import type { PlayedEndCase, EndTest } from '../end-test.js'
import { ANGLES, KIND_CODES, measurementOf } from '../wire-terms.js'

const A_WHILE = 100_000_000
const MILLISECOND = 1_000_000

/** Requests for pairs of a circuit, and their ends (sections 6.5 and 6.6). */
export const requestCases: readonly PlayedEndCase[] = [
  {
    name: 'end/asks',
    requirements: ['NET-050', 'NET-051', 'NET-063', 'HAR-060'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      await scene.pass(A_WHILE)
      test.check('NET-051', adds(test).length === 0, 'without a request the link is asked for nothing')
      const kind = (['keep', 'measure', 'prepare'] as const)[scene.random.below(3)] ?? 'keep'
      const angles = ANGLES[scene.random.below(3)] ?? ANGLES[0]
      const wish = {
        kind,
        number: 1 + scene.random.below(9),
        raw: scene.random.below(2) === 0,
        originator: { set: 'NONE', probabilities: [], rotation: [...angles] },
        responder: { set: 'XYZ', probabilities: [100, 55], rotation: [0, 0, 0] }
      } as const
      const { request, code } = await test.requested(name, wish)
      test.must('HAR-060', code === 0, `a request is taken: code ${code}`)
      const [forward] = await test.heard('FORWARD')
      test.must('NET-050', forward !== undefined, 'FORWARD goes out')
      test.check(
        'NET-050',
        forward?.request === request &&
          forward.circuit === name.circuit &&
          forward.initiator === name.initiator &&
          forward.kind === KIND_CODES[kind] &&
          forward.number === wish.number &&
          forward.raw === wish.raw &&
          !forward.early &&
          !forward.test,
        `with what was asked: ${forward?.number} of kind ${forward?.kind}`
      )
      test.check(
        'NET-050',
        JSON.stringify(forward?.originator) === JSON.stringify(measurementOf(wish.originator)) &&
          JSON.stringify(forward?.responder) === JSON.stringify(measurementOf(wish.responder)),
        'and how either end measures'
      )
      test.must('NET-063', await scene.until(() => adds(test).length > 0), 'the link is asked')
      const [add] = adds(test)
      test.check('NET-063', add?.purpose === name.label, `with the label of the circuit, ${add?.purpose}`)
      test.check(
        'NET-063',
        add?.kind === RequestKind.KEEP && add.consecutive && add.paced && add.minimumFidelity >= MINIMUM,
        'for pairs that are kept, one after the other, as they are called for'
      )
    }
  },
  {
    name: 'end/completes',
    requirements: ['NET-052', 'NET-055', 'NET-051'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 3 })
      for (let index = 0; index < 3; index++) {
        test.check('NET-052', scene.answered('over').length === 0, `a request of 3 with ${index} pairs is not over`)
        await test.giveBack((await test.pair(asked)).pair)
      }
      const [over] = scene.answered('over')
      test.must('NET-052', over?.request === asked.request, 'a request ends when its pairs have been handed over')
      test.check('NET-052', over?.reason === 0 && over.delivered === 3, `complete, with ${over?.delivered} of 3`)
      const [complete] = await test.heard('COMPLETE')
      test.check(
        'NET-055',
        complete?.request === asked.request && complete.reason === ErrorCode.UNSPECIFIED,
        'and the other nodes hear of it'
      )
      await scene.pass(A_WHILE)
      const { length } = scene.halves.all
      await scene.pass(A_WHILE)
      test.check('NET-051', scene.halves.all.length === length, 'the link makes no more pairs')
      test.check('NET-055', neighbour.of('COMPLETE').length === 1, 'once')
    }
  },
  {
    name: 'end/time-limit',
    requirements: ['NET-054', 'NET-055', 'NET-097', 'NET-052'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const since = scene.stage.now
      const asked = await test.request(name, { number: 3, timeLimit: 20 * MILLISECOND })
      await test.giveBack((await test.pair(asked)).pair)
      const half = await test.half(name)
      test.check('NET-054', scene.answered('over').length === 0, 'a request is not over before its time has passed')
      await scene.until(() => scene.answered('over').length > 0)
      const [over] = scene.answered('over')
      test.must('NET-054', over !== undefined, 'it is over then')
      const lasted = scene.stage.now - since
      test.check(
        'NET-054',
        over?.reason === ErrorCode.TIMEOUT && lasted >= 20 * MILLISECOND && lasted < 21 * MILLISECOND,
        `with TIMEOUT after its time: ${over?.reason} after ${lasted} ns`
      )
      test.check('NET-052', over?.delivered === 1, `with the one pair that it has had: ${over?.delivered}`)
      await judgeFailure(test, asked.request, ErrorCode.TIMEOUT)
      test.check('NET-097', test.expiredByEnd(half), 'a pair that was given to it is void')
    }
  },
  {
    name: 'end/withdrawn',
    requirements: ['NET-052', 'NET-055', 'NET-097'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const kind = scene.random.below(2) === 0 ? 'keep' : 'measure'
      const asked = await test.request(name, { number: 3, kind })
      const half = await test.half(name)
      await scene.stage.ask({ type: 'withdraw', request: asked.request })
      test.must(
        'NET-052',
        await scene.until(() => scene.answered('over').length > 0),
        'a request that is given up ends'
      )
      await judgeFailure(test, asked.request, scene.answered('over')[0]?.reason ?? 0)
      test.check('NET-097', test.expiredByEnd(half), 'a pair that was given to it is void')
      await test.track(half, asked)
      test.check('NET-097', scene.answered('pair').length === 0, 'and not handed over when its TRACK comes')
      await scene.stage.ask({ type: 'withdraw', request: asked.request })
      await scene.pass(A_WHILE)
      test.check('NET-052', scene.answered('over').length === 1, 'it ends once')
    }
  },
  {
    name: 'end/memory-of-failed-requests',
    requirements: ['NET-097', 'LNK-098'],
    scene: { isHead: true, qubits: 2 },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      for (let times = 0; times < 4; times++) {
        const asked = await test.request(name, { number: 9 })
        const half = await test.half(name, 'LNK-098')
        await scene.stage.ask({ type: 'withdraw', request: asked.request })
        await scene.pass(A_WHILE)
        test.check('NET-097', test.expiredByEnd(half), 'a pair of a request that has failed is void')
        test.skipHalves()
      }
      await test.pair(await test.request(name, { number: 1 }), 0, 'LNK-098')
      test.check('LNK-098', scene.answered('over').at(-1)?.reason === 0, 'and its qubit is free again')
    }
  },
  {
    name: 'end/closed-with-requests',
    requirements: ['NET-056', 'NET-052'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const first = await test.request(name, { number: 2 })
      const second = await test.request(name, { number: 2 })
      await test.pair(first)
      await scene.stage.ask({ type: 'close', initiator: name.initiator, circuit: name.circuit })
      await scene.pass(A_WHILE)
      for (const [index, { request }] of [first, second].entries()) {
        const over = scene.answered('over').filter((one) => one.request === request)
        test.check('NET-056', over[0]?.reason === ErrorCode.OTHER, `a request fails with OTHER: ${over[0]?.reason}`)
        test.check(
          'NET-052',
          over.length === 1 && over[0]?.delivered === 1 - index,
          `once, with ${over[0]?.delivered} pairs`
        )
      }
      const { code } = await test.requested(name, { number: 1 })
      test.check('NET-056', code !== 0, 'and no other is taken for a circuit that is over')
    }
  },
  {
    name: 'end/made-again',
    requirements: ['NET-053', 'NET-105', 'NET-052'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 2 })
      // The other end has not had the first pair after all.
      scene.far.answer = ({ pairs }) => ({ refused: pairs })
      const { half } = await test.pair(asked)
      test.must(
        'NET-105',
        await scene.until(() => half.expired, 10 * A_WHILE + 1_000_000_000),
        'what is refused is void'
      )
      scene.far.answer = () => ({})
      await test.giveBack((await test.pair(asked)).pair)
      test.check('NET-053', scene.answered('over').length === 0, 'a pair that has expired does not count')
      await test.pair(asked)
      const [over] = scene.answered('over')
      test.check('NET-053', over?.reason === 0 && over.delivered === 2, 'another is handed over in its place')
      test.check('NET-052', scene.answered('over').length === 1, 'and the request ends then')
    }
  }
]

function adds({ scene }: EndTest) {
  return scene.happenings.flatMap((one) => (one.kind === 'sent' && one.frame.type === 'ADD' ? [one.frame] : []))
}

/** A request has failed: downstream hears of it once. */
async function judgeFailure(test: EndTest, request: number, reason: number): Promise<void> {
  const told = await test.heard('COMPLETE')
  test.check(
    'NET-055',
    told.length === 1 && told[0]?.request === request && told[0].reason === reason,
    `the other nodes hear that it has failed, and why: ${told[0]?.reason}`
  )
  test.check('NET-052', reason !== 0, 'it is not complete')
}
