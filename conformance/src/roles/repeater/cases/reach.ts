import type { OrderedFrame } from '@bellwire/wire'
import type { Herald } from '../../../stage/happening.js'
import type { Arm } from '../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../repeater-test.js'
import { WISH } from '../steps.js'
import { comes } from './tracks.js'

const MICROSECOND = 1000
/** Longer than any frame is under way. */
const A_WHILE = 100 * MICROSECOND

/**
 * The repeater is at position 3 of a route of six links: its neighbours are at 2 and 4, and beyond each of them is
 * another inner node and an end.
 */
const NAME = { initiator: 100, circuit: 1 }
const RESPONDER = 200
const [FIRST, NEAR, OWN, NEXT, LAST] = [0, 2, 3, 4, 6]

/** Of the inner nodes, from the initiator on; the third is the repeater. */
type Ranks = readonly [number, number, number, number, number]

/** When a REACH comes: before its pair, while its half waits, while the hardware swaps, or after that. */
type Phase = 'foretold' | 'waiting' | 'swapping' | 'swapped'
const PHASES: readonly Phase[] = ['foretold', 'waiting', 'swapping', 'swapped']

/** What has the neighbour on the other side hear of it then. */
const SAID = { foretold: 'NET-075', waiting: 'NET-120', swapping: 'NET-121', swapped: 'NET-121' } as const

/** Halves that wait for others, and what nodes of a circuit tell each other of how far pairs reach (section 6.7). */
export const reachCases: readonly RepeaterCase[] = [
  {
    name: 'network/waits-for-longer-pairs',
    requirements: ['NET-060', 'NET-123'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      const label = await begin(test, [0, 0, 1, 0, 0])
      const [near, far] = await bothCome(test, label)
      test.check('NET-060', swaps(test) === 0, 'pairs that reach nodes of a lower rank are not joined')
      for (const position of [NEAR, OWN, NEXT, LAST + 1]) reach(up, near, position)
      for (const position of [NEXT, OWN, NEAR, LAST + 1]) reach(down, far, position)
      await scene.pass(A_WHILE)
      test.check('NET-123', swaps(test) === 0, 'nor when it is said that they reach no farther')
      reach(up, near, NEAR - 1)
      reach(down, far, NEXT + 1)
      await scene.pass(A_WHILE)
      test.check('NET-060', swaps(test) === 0, 'nor when they reach farther ones of a lower rank')
      reach(up, near, FIRST)
      await scene.pass(A_WHILE)
      test.check('NET-060', swaps(test) === 0, 'nor when one of them reaches an end')
      reach(up, near, NEAR - 1)
      reach(down, far, LAST)
      await scene.pass(A_WHILE)
      for (const requirement of ['NET-060', 'NET-123'])
        test.check(requirement, swaps(test) === 1, 'when both do they are joined, whatever was said before and since')
    }
  },
  {
    name: 'network/joins-pairs-that-reach-its-like',
    requirements: ['NET-060'],
    async play(test) {
      const label = await begin(test, [0, 1, 1, 2, 0])
      await bothCome(test, label)
      test.check('NET-060', swaps(test) === 1, 'pairs that reach nodes of no lower rank are joined at once')
    }
  },
  tellsOneSide('downstream', [0, 0, 0, 0, 1]),
  tellsOneSide('upstream', [1, 0, 0, 0, 0]),
  {
    name: 'network/tells-how-far-pairs-reach',
    requirements: ['NET-075', 'NET-120', 'NET-121'],
    // Longer than a frame of a neighbour takes.
    scene: { swapDuration: A_WHILE },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      const label = await begin(test, [1, 0, 0, 0, 1])
      for (const from of [up, down])
        for (const phase of PHASES) {
          up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
          await judgePhase(test, from, phase)
        }
    }
  },
  {
    name: 'network/tells-nothing-after-a-track',
    requirements: ['NET-120', 'NET-121', 'NET-122'],
    scene: { swapDuration: A_WHILE },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      const label = await begin(test, [1, 0, 0, 0, 1])
      // A TRACK that was there before the swap.
      const [near, far] = await bothCome(test, label, (first) => track(up, first))
      await judgePassed(test, down, far)
      await judgeTold(test, 'NET-120', down, far, NEAR, 'before the TRACK goes on')
      reach(up, near, FIRST)
      reach(down, far, LAST)
      await judgeTold(test, 'NET-121', up, near, LAST, 'in the direction in which no TRACK has gone')
      track(down, far)
      await judgePassed(test, up, near)
      // Both directions, of a pair that is void while the hardware swaps.
      const [other, another] = await bothCome(test, label, undefined, (pair) => expire(down, pair))
      reach(up, other, FIRST)
      await scene.pass(10 * A_WHILE)
      judgeOrder(test)
      for (const [arm, pair] of [
        [up, other],
        [down, another]
      ] as const)
        test.check('NET-122', toldOf(arm, pair).length === 0, 'of a pair that is void it is not said what it reaches')
    }
  },
  {
    name: 'network/nobody-waits-among-equals',
    requirements: ['NET-123', 'NET-060'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      const label = await begin(test, [1, 1, 1, 1, 1])
      const [near, far] = await bothCome(test, label)
      test.check('NET-060', swaps(test) === 1, 'among nodes of one rank every half may be joined')
      const before = scene.arms.map(({ neighbour }) => neighbour.of('REACH').length)
      reach(up, near, FIRST)
      reach(down, far, LAST)
      await scene.pass(10 * A_WHILE)
      const after = scene.arms.map(({ neighbour }) => neighbour.of('REACH').length)
      test.check('NET-123', after.join() === before.join(), 'and what is said of a pair’s reach changes nothing')
    }
  }
]

/** A node of a higher rank is farther away on one side. */
function tellsOneSide(side: 'upstream' | 'downstream', ranks: Ranks): RepeaterCase {
  return {
    name: `network/tells-a-higher-rank-${side}`,
    requirements: ['NET-120'],
    async play(test) {
      const { up, down } = test.scene
      const label = await begin(test, ranks)
      const [near, far] = await bothCome(test, label)
      test.need(swaps(test) === 1, 'halves are swapped')
      if (side === 'upstream') await judgeTold(test, 'NET-120', up, near, NEXT, 'when two halves were joined')
      else await judgeTold(test, 'NET-120', down, far, NEAR, 'when two halves were joined')
    }
  }
}

/** The circuit stands, pairs are wanted of it, and come when a test has them come. Returns its label upstream. */
async function begin(test: RepeaterTest, ranks: Ranks): Promise<number> {
  const { scene } = test
  const { up, down } = scene
  await test.begin()
  const nodes = [NAME.initiator, 101, up.peer.node, scene.repeater, down.peer.node, 201]
  const links = [69, 70, up.link.link, down.link.link, 90, 91]
  const hops = nodes.map((node, index) => ({
    node,
    link: links[index] ?? 0,
    minimumFidelity: 40_000,
    cutoff: 0,
    rate: 0,
    rank: ranks[index - 1] ?? 0
  }))
  const label = await test.open({ ...NAME, responder: RESPONDER, position: NEAR, hops })
  for (const { station } of scene.arms) station.luck = () => undefined
  up.neighbour.say({ type: 'FORWARD', ...NAME, ...WISH })
  test.need((await test.heard(down, 'FORWARD')).length > 0, 'FORWARD goes on')
  return label
}

/** A pair comes upstream, and one downstream; something may happen between, and while the hardware swaps. */
async function bothCome(
  test: RepeaterTest,
  label: number,
  between: (first: Herald) => void = () => undefined,
  meanwhile: (second: Herald) => void = () => undefined
): Promise<readonly [Herald, Herald]> {
  const { scene } = test
  const { up, down } = scene
  up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
  const near = await comes(test, up)
  await scene.pass(A_WHILE / 2)
  between(near)
  await scene.pass(A_WHILE / 2)
  const far = await comes(test, down)
  await scene.pass(A_WHILE / 4)
  meanwhile(far)
  await scene.pass(2 * A_WHILE)
  room(test, far)
  return [near, far]
}

/** A pair comes on each link, and a REACH from one side at some time. Both neighbours hear how far theirs reach. */
async function judgePhase(test: RepeaterTest, from: Arm, phase: Phase): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  const to = from === up ? down : up
  const [isFar, end] = from === up ? [NEAR - 1, FIRST] : [NEXT + 1, LAST]
  const { epoch, sequence } = from.station
  const comeIn = async (when: Phase): Promise<void> => {
    if (phase === when) reach(from, { epoch, sequence }, isFar)
    await scene.pass(A_WHILE / 4)
  }
  const before = swaps(test)
  await comeIn('foretold')
  const one = await comes(test, from)
  await scene.pass(A_WHILE / 2)
  await comeIn('waiting')
  const other = await comes(test, to)
  test.need(await scene.until(() => swaps(test) > before), 'a swap is ordered')
  await comeIn('swapping')
  await scene.pass(2 * A_WHILE)
  await comeIn('swapped')
  const when = `of a pair from node ${from.peer.node}, ${phase}`
  await judgeTold(test, SAID[phase], to, other, isFar, when)
  await judgeTold(test, 'NET-120', from, one, to === up ? NEAR : NEXT, when)
  reach(from, one, end)
  await judgeTold(test, 'NET-121', to, other, end, `${when}, which reaches an end now`)
  room(test, from === up ? other : one)
}

/** The last that a neighbour hears of a pair is that it reaches a node. */
async function judgeTold(
  test: RepeaterTest,
  requirement: string,
  arm: Arm,
  pair: Herald,
  position: number,
  when: string
): Promise<void> {
  const isTold = (): boolean => toldOf(arm, pair).at(-1)?.position === position
  await test.scene.until(isTold)
  const told = toldOf(arm, pair).map((one) => one.position)
  test.check(requirement, isTold(), `${when}: it reaches ${position}, and node ${arm.peer.node} hears ${told.join()}`)
}

/** A TRACK goes on to a neighbour. */
async function judgePassed(test: RepeaterTest, arm: Arm, pair: Herald): Promise<void> {
  const isPassed = (): boolean => arm.neighbour.of('TRACK').some((one) => isOf(one, pair))
  test.need(await test.scene.until(isPassed), 'TRACK is passed on')
}

/** No REACH of a pair comes after a TRACK of it. */
function judgeOrder(test: RepeaterTest): void {
  for (const { neighbour, peer } of test.scene.arms) {
    const tracked: OrderedFrame[] = []
    for (const one of neighbour.heard) {
      if (one.type === 'TRACK') tracked.push(one)
      if (one.type !== 'REACH') continue
      const isLate = tracked.some((other) => other.type === 'TRACK' && isOf(other, one))
      test.check(
        'NET-122',
        !isLate,
        `node ${peer.node} hears what pair ${one.sequence} reaches, and before of its TRACK`
      )
    }
  }
}

type Pair = Pick<Herald, 'epoch' | 'sequence'>

function isOf(one: Pair, { epoch, sequence }: Pair): boolean {
  return one.epoch === epoch && one.sequence === sequence
}

/** What a neighbour has heard of how far a pair of its link reaches. */
function toldOf({ neighbour }: Arm, pair: Pair) {
  return neighbour.of('REACH').filter((one) => isOf(one, pair))
}

function reach({ neighbour }: Arm, { epoch, sequence }: Pair, position: number): void {
  neighbour.say({ type: 'REACH', ...NAME, epoch, sequence, position })
}

function track({ neighbour }: Arm, { epoch, sequence, bellIndex }: Herald): void {
  const pair = { epoch, sequence, originEpoch: epoch, originSequence: sequence, bellIndex, fidelity: 60_000 }
  neighbour.say({ type: 'TRACK', ...NAME, request: 1, ...pair })
}

function expire({ neighbour }: Arm, { epoch, sequence }: Pair): void {
  neighbour.say({ type: 'PAIR_EXPIRE', ...NAME, epoch, sequence })
}

/** The neighbour downstream has room again. */
function room({ scene }: RepeaterTest, { epoch, sequence }: Pair): void {
  scene.down.neighbour.say({ type: 'CREDIT', ...NAME, window: 4, epoch, sequence })
}

/** How many swaps were ordered. */
function swaps({ scene }: RepeaterTest): number {
  return scene.happenings.filter((one) => one.kind === 'command' && one.message.type === 'SWAP').length
}
