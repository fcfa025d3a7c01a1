import { ErrorCode } from '@bellwire/wire'
import { endEpoch } from '../../outages.js'
import type { Arm } from '../../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../../repeater-test.js'
import { MILLISECOND, SECOND, toldOf } from './steps.js'

/** Far longer than a change waits to be said. */
const PATIENCE = 10 * SECOND
/** Of a lifetime that is waited for. */
const LONGEST = 7200 * SECOND
/** Of the numbers on the wire that stand for a share. */
const WHOLE = 65_535
/** What is said of a share may be so far off. */
const TENTH = 0.1
const MINIMUM = 40_000

/** What a repeater says of itself and of its links (section 6.3). */
export const advertisedCases: readonly RepeaterCase[] = [
  {
    name: 'network/advertises-its-links',
    requirements: ['NET-020'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      await judgeSaid(test, () => true, 'the links of the repeater are advertised')
      endEpoch(scene.stage, down)
      await judgeSaid(test, (link) => link !== down.link.link, 'and again when one of them is no longer fit')
      const lifetimes = scene.arms.map((arm) => (ownTo(test, arm)?.lifetime ?? 0) * MILLISECOND)
      const longest = Math.max(...lifetimes)
      // Nobody waits for ever to see that something is said again before the end of it.
      if (longest > LONGEST) return
      const former = scene.arms.map((arm) => ownTo(test, arm)?.sequence)
      const again = (): boolean => scene.arms.every((arm, index) => ownTo(test, arm)?.sequence !== former[index])
      await scene.until(again, Math.min(...lifetimes))
      test.check('NET-020', again(), `and before the last ADVERTISEMENT has outlived its ${longest} ns`)
    }
  },
  {
    name: 'network/advertises-what-is-promised',
    requirements: ['NET-150'],
    scene: { qubits: 24 },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await judgeReady(test)
      const rate = rateOf(test, down)
      const open = async (circuit: number, part: number): Promise<void> => {
        const [first, second] = scene.path().hops
        if (first === undefined || second === undefined) return
        await test.open({ circuit, hops: [first, { ...second, rate: Math.floor(part * rate) }] })
      }
      const close = (circuit: number): void =>
        up.neighbour.say({ type: 'TEAR', ...scene.circuit(circuit), reason: ErrorCode.UNSPECIFIED })
      await judgePromised(test, 0, 'nothing')
      await open(1, 0.5)
      await judgePromised(test, 0.5, 'half of a link’s time')
      await open(2, 0.35)
      await judgePromised(test, 0.85, 'more of it')
      await open(3, 0)
      await judgePromised(test, 0.85, 'nothing to a circuit that wants no rate')
      close(1)
      await judgePromised(test, 0.35, 'less, when a circuit is over')
      close(2)
      await judgePromised(test, 0, 'nothing any more')
    }
  },
  whatItIs('what-it-does-to-pairs', { coherenceTime: 10_000_000, swapDuration: 7000, swapQuality: 0.9 }),
  whatItIs('that-it-cannot-swap', { swapping: false })
]

/** What hardware is like, its node states: no better than it is. */
function whatItIs(name: string, scene: RepeaterCase['scene'] & object): RepeaterCase {
  return {
    name: `network/advertises-${name}`,
    requirements: ['NET-151'],
    scene,
    async play(test) {
      const { hardware } = test.scene.stage.setting
      await test.begin()
      for (const arm of test.scene.arms) {
        await test.scene.until(() => ownTo(test, arm) !== undefined, PATIENCE)
        const said = ownTo(test, arm)
        test.must('NET-151', said !== undefined, 'the repeater advertises itself')
        const { swapping = 0, coherenceTime = 0, swapQuality = 0, swapDuration = 0 } = said ?? {}
        const expected = hardware.swapping ? 1 : 2
        test.check('NET-151', swapping === expected, `whether it can swap, it says with ${swapping}`)
        // No circuit goes by one that cannot.
        if (!hardware.swapping) continue
        const isForgetful = coherenceTime > 0 && coherenceTime <= hardware.coherenceTime
        test.check('NET-151', isForgetful, `its coherence time is ${hardware.coherenceTime} ns: ${coherenceTime}`)
        const isSlow = swapDuration >= hardware.swapDuration
        test.check('NET-151', isSlow, `a swap takes ${hardware.swapDuration} ns: ${swapDuration}`)
        const { swapQuality: quality = 1 } = hardware
        test.check('NET-151', swapQuality <= quality * WHOLE, `and leaves ${quality}: ${swapQuality} of ${WHOLE}`)
      }
    }
  }
}

/** What the repeater has told a neighbour of itself last. */
function ownTo({ scene }: RepeaterTest, arm: Arm) {
  return toldOf(arm, scene.repeater).at(-1)
}

/** Both neighbours are told that links are fit, and others not. */
async function judgeSaid(test: RepeaterTest, isFit: (link: number) => boolean, what: string): Promise<void> {
  const { scene } = test
  const saysSo = (arm: Arm): boolean => {
    const { links = [] } = ownTo(test, arm) ?? {}
    return scene.arms.every(({ link: { link, peer } }) => {
      const said = links.find((one) => one.link === link && one.neighbour === peer)
      return (said?.fit ?? false) === isFit(link)
    })
  }
  await scene.until(() => scene.arms.every(saysSo), PATIENCE)
  for (const arm of scene.arms) test.check('NET-020', saysSo(arm), `${what}, to node ${arm.peer.node}`)
}

async function judgeReady(test: RepeaterTest): Promise<void> {
  const { scene } = test
  const isReady = (): boolean => scene.arms.every((arm) => rateOf(test, arm) > 0)
  test.need(await scene.until(isReady, PATIENCE), 'it is said what the links give')
}

/** The rate that is advertised of a link for the fidelity that circuits want of it. */
function rateOf(test: RepeaterTest, arm: Arm): number {
  const points = ownTo(test, arm)?.links.find(({ link }) => link === arm.link.link)?.points ?? []
  return Math.max(0, ...points.flatMap(({ fidelity, rate }) => (fidelity >= MINIMUM ? [rate] : [])))
}

/** Both neighbours are told how much of the link downstream is promised, and that nothing is of the other. */
async function judgePromised(test: RepeaterTest, share: number, what: string): Promise<void> {
  const { scene } = test
  const promised = (arm: Arm, { link }: Arm): number =>
    (ownTo(test, arm)?.links.find((one) => one.link === link.link)?.promised ?? Infinity) / WHOLE
  const isSaid = (arm: Arm): boolean =>
    Math.abs(promised(arm, scene.down) - share) <= TENTH && promised(arm, scene.up) <= TENTH
  await scene.until(() => scene.arms.every(isSaid), PATIENCE)
  for (const arm of scene.arms)
    test.check(
      'NET-150',
      isSaid(arm),
      `promised is ${what}, ${share}: node ${arm.peer.node} is told ${promised(arm, scene.down)}, and ${promised(arm, scene.up)} of the link upstream`
    )
}
