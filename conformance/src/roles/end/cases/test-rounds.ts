import { ErrorCode, type Forward, RandomBasis, RequestKind } from '@bellwire/wire'
import type { EndTest, Opened, PlayedEndCase } from '../end-test.js'
import type { Half } from '../halves.js'
import { ANGLES, isFlipped } from '../wire-terms.js'

const A_WHILE = 20_000_000
/** Pairs of a circuit, half of them test rounds: more than are needed to tell what it is worth. */
const MOST = 400
/** Test requests that show whether one waits for the other. */
const SEVERAL = 3

const COMMON = { capabilities: ['NET.TESTS'], scene: { isHead: true, testShare: 0.5 } } as const

/** Test rounds of circuits, at the end that makes them (section 6.9). */
export const testRoundCases: readonly PlayedEndCase[] = [
  {
    name: 'end/test-rounds',
    requirements: ['NET-140', 'NET-141', 'NET-142', 'NET-144'],
    ...COMMON,
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      await rounds(test, name, true, () => tests(test).length >= SEVERAL || isEnded(test))
      test.check('NET-144', !isEnded(test), 'a circuit that is as it was promised stands')
      const asked = tests(test)
      test.need(asked.length >= SEVERAL, 'test rounds are made')
      for (const forward of asked) judgeForward(test, forward)
      judgeOneByOne(test, name)
      const requests = new Set(asked.map(({ request }) => request))
      const given = scene.answered('pair').filter(({ request }) => requests.has(request))
      test.check('NET-142', given.length === 0, `${given.length} pairs of test requests are handed over`)
    }
  },
  {
    name: 'end/worse-than-promised',
    requirements: ['NET-144'],
    ...COMMON,
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      await rounds(test, name, false, () => isEnded(test))
      test.need(tests(test).length > 0, 'test rounds are made')
      test.check('NET-144', isEnded(test), 'a circuit whose test rounds all fail is closed')
      if (!isEnded(test)) return
      const [ended] = scene.answered('ended')
      test.check('NET-144', ended?.reason === ErrorCode.UNSUPP, `with UNSUPP, not ${ended?.reason}`)
    }
  }
]

/**
 * The application uses a circuit, pair by pair, until enough has been seen. The other end reveals what it has found in test
 * rounds: what belongs to the pair's Bell state, or never that.
 */
async function rounds(test: EndTest, name: Opened, isGood: boolean, isEnough: () => boolean): Promise<void> {
  const { scene } = test
  // One pair has been spoken of when the next one comes.
  scene.station.luck = ({ firstSlot, slots }) =>
    slots > 10 ? { slot: firstSlot + 10, bellIndex: scene.random.below(4) } : undefined
  await test.request(name, { kind: 'measure', number: MOST, raw: true })
  for (let count = 0; count < MOST && !isEnough(); count++) {
    const half = await test.half(name)
    const request = test.trackOf(half)?.request
    test.need(request !== undefined, 'a pair is given to a request')
    scene.far.track(half, name, request ?? 0)
    await scene.pass(6 * scene.link.peerDelay)
    if (tests(test).some((one) => one.request === request)) await reveal(test, name, half, isGood)
  }
  await scene.pass(A_WHILE)
}

async function reveal({ scene }: EndTest, name: Opened, half: Half, isGood: boolean): Promise<void> {
  const { measured, epoch, sequence, bellIndex = 0 } = half
  if (measured === undefined) return
  const { basis, outcome } = measured
  // In Φ+ outcomes in Y differ.
  const isOther = (basis === 2) !== isFlipped(basis, bellIndex)
  const said = isOther === isGood ? 1 - outcome : outcome
  const pair = { epoch, sequence }
  scene.far.settle(name, [pair], { tests: [{ ...pair, basis, outcome: said }] })
  await scene.pass(4 * scene.link.peerDelay)
}

function isEnded({ scene }: EndTest): boolean {
  return scene.answered('ended').length > 0
}

/** Test requests of the end. */
function tests({ scene }: EndTest): readonly Forward[] {
  return scene.neighbour.of('FORWARD').filter((forward) => forward.test)
}

function judgeForward(test: EndTest, { kind, raw, originator, responder }: Forward): void {
  test.check('NET-140', kind === RequestKind.MEASURE && raw, `a test request is of kind ${kind}, and raw: ${raw}`)
  const { randomBasis, rotationX1, rotationY, rotationX2 } = originator
  const angles = [rotationX1, rotationY, rotationX2].join()
  const isNamed = randomBasis === RandomBasis.NONE && ANGLES.some((one) => one.join() === angles)
  test.check('NET-140', isNamed, `it is in one of X, Y and Z: angles ${angles}, drawn ${randomBasis}`)
  const isSame =
    responder.randomBasis === randomBasis &&
    responder.rotationX1 === rotationX1 &&
    responder.rotationY === rotationY &&
    responder.rotationX2 === rotationX2
  test.check('NET-140', isSame, 'and in the same at both ends')
}

/** No test request begins before the one before is over. */
function judgeOneByOne(test: EndTest, { circuit }: Opened): void {
  const open = new Set<number>()
  for (const frame of test.scene.neighbour.heard) {
    if (frame.type === 'COMPLETE' && frame.circuit === circuit) open.delete(frame.request)
    if (frame.type !== 'FORWARD' || !frame.test) continue
    test.check('NET-141', open.size === 0, `test request ${frame.request} begins while another is under way`)
    open.add(frame.request)
  }
}
