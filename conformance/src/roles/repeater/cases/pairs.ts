import { RequestKind } from '@bellwire/wire'
import type { Happening, Herald } from '../../../stage/happening.js'
import { LABEL, type RepeaterCase } from '../repeater-test.js'
import { adds, expire, request, swapped, swaps, track, waitingUpstream } from '../steps.js'

const A_WHILE = 20_000_000
const MILLISECOND = 1_000_000

/** Pairs at an inner node: swaps, and what is said of them (section 6.7). */
export const pairCases: readonly RepeaterCase[] = [
  {
    name: 'network/asks-the-next-link',
    requirements: ['NET-050', 'NET-051', 'NET-063'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      // One in Φ+ would be left as it is by a node that turns pairs, too.
      down.station.luck = ({ firstSlot, slots }) =>
        slots > 2 ? { slot: firstSlot + 2, bellIndex: 1 + scene.random.below(3) } : undefined
      await test.open()
      await scene.pass(A_WHILE)
      test.check('NET-051', adds(test, down).length === 0, 'without a request no link is asked for pairs')
      await request(test)
      test.check('NET-050', down.neighbour.of('FORWARD').length === 1, 'FORWARD goes on')
      test.need(await scene.until(() => adds(test, down).length > 0), 'the next link is asked')
      const [add] = adds(test, down)
      test.check('NET-063', add?.purpose === LABEL + 1, `with the label of the circuit there, ${add?.purpose}`)
      test.check(
        'NET-063',
        add?.kind === RequestKind.KEEP && add.consecutive && add.paced && add.minimumFidelity >= 40_000,
        'for pairs that are kept, one after the other, as they are called for'
      )
      test.need(await scene.until(() => scene.heralds(down).length > 0), 'a pair comes')
      await scene.pass(A_WHILE)
      const isTurned = scene.happenings.some((one) => one.kind === 'command' && one.message.type === 'CORRECT')
      test.check('NET-063', !isTurned, 'and stay in the Bell state that they are in')
    }
  },
  {
    name: 'network/swaps',
    requirements: ['NET-060', 'NET-066', 'NET-067', 'NET-068'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      // Nothing but what is left out shows that it is.
      scene.qubits.swapOutcome = () => 1 + scene.random.below(3)
      const label = await test.open()
      await request(test)
      const { near, far, outcome } = await swapped(test, label)
      for (const [from, to, origin, other, number] of [
        [up, down, near, far, 1],
        [down, up, far, near, 0]
      ] as const) {
        track(from, test, origin, number)
        const [passed] = await test.heard(to, 'TRACK')
        test.must('NET-066', passed !== undefined, 'TRACK is passed on when the swap is done')
        test.check(
          'NET-066',
          passed?.epoch === other.epoch && passed.sequence === other.sequence,
          `for the pair ${passed?.epoch}:${passed?.sequence} of the other link`
        )
        test.check(
          'NET-066',
          passed?.request === number &&
            passed.originEpoch === origin.epoch &&
            passed.originSequence === origin.sequence,
          'with its request and origin as they came'
        )
        const expected = origin.bellIndex ^ outcome ^ other.bellIndex
        test.check(
          'NET-067',
          passed?.bellIndex === expected,
          `pairs in ${origin.bellIndex} and ${other.bellIndex}, of which a swap found ${outcome}, are in ${expected}: ${passed?.bellIndex}`
        )
        track(from, test, origin, number)
        await scene.pass(A_WHILE)
        test.check('NET-068', to.neighbour.of('TRACK').length === 1, 'a second TRACK is not passed on')
      }
    }
  },
  {
    name: 'network/track-before-swap',
    requirements: ['NET-065', 'NET-067'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const meet = await waitingUpstream(test, 1)
      const near = scene.heralds(up)[0] as Herald
      track(up, test, near, 1)
      await scene.pass(A_WHILE)
      test.check('NET-065', down.neighbour.of('TRACK').length === 0, 'TRACK waits for the swap')
      meet()
      const { far, outcome } = await swapped(test)
      const [passed] = await test.heard(down, 'TRACK')
      const isAfter = scene.happenings.findIndex(isSwapped) < scene.happenings.findIndex(isTrack)
      test.check('NET-065', passed !== undefined && isAfter, 'and goes on when it is known what that found')
      test.check(
        'NET-067',
        passed?.bellIndex === (near.bellIndex ^ outcome ^ far.bellIndex),
        `with the Bell state of what the swap has made: ${passed?.bellIndex}`
      )
    }
  },
  {
    name: 'network/oldest-first',
    requirements: ['NET-060'],
    async play(test) {
      const { scene } = test
      const { up } = scene
      await test.begin()
      const meet = await waitingUpstream(test, 2)
      await scene.pass(MILLISECOND)
      meet()
      const { near } = await swapped(test)
      test.check('NET-060', near === scene.heralds(up)[0], `of two halves the older is swapped first: ${near.sequence}`)
    }
  },
  {
    name: 'network/void-after-swap',
    requirements: ['NET-070'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const label = await test.open()
      await request(test)
      const { near, far } = await swapped(test, label)
      const [from, to, cause, effect] =
        scene.random.below(2) === 0 ? [scene.up, scene.down, near, far] : [scene.down, scene.up, far, near]
      expire(from, test, cause)
      const told = await test.heard(to, 'PAIR_EXPIRE')
      test.check(
        'NET-070',
        told.length === 1 && told[0]?.epoch === effect.epoch && told[0].sequence === effect.sequence,
        'that one pair of a swap is void is said on the other side, of the pair there'
      )
      await scene.pass(A_WHILE)
      test.check('NET-070', from.neighbour.of('PAIR_EXPIRE').length === 0, 'and not to whom it came from')
    }
  },
  {
    name: 'network/void-before-swap',
    requirements: ['NET-062', 'NET-060'],
    async play(test) {
      const { scene } = test
      const { up } = scene
      await test.begin()
      const meet = await waitingUpstream(test, 2)
      const [near, next] = scene.heralds(up)
      if (near === undefined || next === undefined) return
      await scene.pass(MILLISECOND)
      expire(up, test, near)
      await scene.pass(A_WHILE)
      test.check('NET-062', up.neighbour.of('PAIR_EXPIRE').length === 0, 'who said that a pair is void is not told so')
      meet()
      const { near: joined } = await swapped(test)
      test.check('NET-060', joined.sequence === next.sequence, `of the halves that are left the oldest is swapped`)
    }
  },
  {
    name: 'network/cutoff',
    requirements: ['NET-061', 'NET-062'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const [first, second] = scene.path().hops
      if (first === undefined || second === undefined) return
      const label = await test.open({ hops: [{ ...first, cutoff: 3 * MILLISECOND }, second] })
      down.station.luck = () => undefined
      await request(test)
      up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
      test.need(await scene.until(() => scene.heralds(up).length > 0), 'a pair comes upstream')
      const near = scene.heralds(up)[0] as Herald
      await scene.pass(2 * MILLISECOND)
      test.check('NET-061', up.neighbour.of('PAIR_EXPIRE').length === 0, 'a half waits for as long as it may')
      await scene.pass(2 * MILLISECOND)
      const [told] = up.neighbour.of('PAIR_EXPIRE')
      test.check('NET-061', told !== undefined, 'and is void then')
      test.check(
        'NET-062',
        told?.epoch === near.epoch && told.sequence === near.sequence && down.neighbour.of('PAIR_EXPIRE').length === 0,
        'which its neighbour is told, and nobody else'
      )
    }
  },
  {
    name: 'network/circuits-apart',
    requirements: ['NET-060'],
    scene: { qubits: 12 },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open({ circuit: 1 })
      const label = await test.open({ circuit: 2 })
      await request(test, 1)
      test.need(await scene.until(() => scene.heralds(down).length > 0), 'a pair of one circuit comes downstream')
      up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
      test.need(await scene.until(() => scene.heralds(up).length > 0), 'one of another circuit comes upstream')
      await scene.pass(A_WHILE)
      test.check('NET-060', swaps(test).length === 0, 'pairs of different circuits are not swapped')
    }
  }
]

function isSwapped(one: Happening): boolean {
  return one.kind === 'result' && one.message.type === 'SWAPPED'
}

function isTrack(one: Happening): boolean {
  return one.kind === 'sent' && one.frame.type === 'TRACK'
}
