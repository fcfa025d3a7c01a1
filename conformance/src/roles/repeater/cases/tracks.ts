import type { Happening, Herald } from '../../../stage/happening.js'
import type { Arm } from '../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../repeater-test.js'
import { request } from '../steps.js'

const MICROSECOND = 1000

/** When a TRACK comes: before its pair is delivered, while its half waits, while the hardware swaps, or after that. */
type Phase = 'foretold' | 'waiting' | 'swapping' | 'swapped'

/** Of the half that is there first, and of the one with which it is swapped at once. */
const FIRST: readonly Phase[] = ['foretold', 'waiting', 'swapping', 'swapped']
const SECOND: readonly Phase[] = ['foretold', 'swapping', 'swapped']

/** The TRACK of one end of a pair. */
interface Tracked {
  readonly from: Arm
  readonly to: Arm
  readonly phase: Phase
  /** The pair of its link, as the neighbour names it before it was delivered. */
  readonly name: { readonly epoch: number; readonly sequence: number }
  readonly bellIndex: number
}

/** TRACKs from both sides, whenever they come (section 6.7). */
export const trackCases: readonly RepeaterCase[] = [
  {
    name: 'network/tracks-whenever-they-come',
    requirements: ['NET-065', 'NET-066', 'NET-067'],
    // Longer than a frame of a neighbour takes.
    scene: { swapDuration: 100 * MICROSECOND },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const label = await test.open()
      for (const arm of [up, down]) arm.station.luck = () => undefined
      await request(test)
      for (const [first, second] of [
        [up, down],
        [down, up]
      ] as const)
        for (const early of FIRST)
          for (const late of SECOND) {
            up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
            const { epoch, sequence } = await swapTracked(test, trackedOf(test, first, second, early), late)
            down.neighbour.say({ type: 'CREDIT', ...scene.circuit(), window: 4, epoch, sequence })
          }
    }
  }
]

function trackedOf({ scene }: RepeaterTest, from: Arm, to: Arm, phase: Phase): Tracked {
  const { epoch, sequence } = from.station
  return { from, to, phase, name: { epoch, sequence }, bellIndex: scene.random.below(4) }
}

/** A pair comes on each link, and the two are swapped, while TRACKs come from both sides. Returns the pair downstream. */
async function swapTracked(test: RepeaterTest, one: Tracked, late: Phase): Promise<Herald> {
  const { scene } = test
  const other = trackedOf(test, one.to, one.from, late)
  const both = [one, other]
  const heard = new Map(both.map(({ to }) => [to, to.neighbour.of('TRACK').length]))
  const isPassed = (): boolean => both.some(({ to }) => to.neighbour.of('TRACK').length > (heard.get(to) ?? 0))
  const comeIn = async (phase: Phase): Promise<void> => {
    for (const tracked of both) if (tracked.phase === phase) track(test, tracked)
    await scene.pass(30 * MICROSECOND)
  }
  const swaps = ordersOf(test)
  await comeIn('foretold')
  const near = await comes(test, one.from)
  await scene.pass(30 * MICROSECOND)
  await comeIn('waiting')
  const far = await comes(test, other.from)
  test.need(await scene.until(() => ordersOf(test) > swaps), 'a swap is ordered')
  await comeIn('swapping')
  const when = `${one.phase} on the side of node ${one.from.peer.node}, ${late} on the other`
  test.check('NET-065', !isPassed(), `TRACKs, ${when}: before it is known what the swap found none is passed on`)
  const isDone = (): boolean => swapsOf(test).length > swaps
  test.need(await scene.until(isDone), 'the swap is done')
  await scene.pass(30 * MICROSECOND)
  await comeIn('swapped')
  const outcome = swapsOf(test).at(-1)?.outcome ?? 0
  for (const [{ from, to, name, bellIndex }, pair] of [
    [one, far],
    [other, near]
  ] as const) {
    const before = heard.get(to) ?? 0
    const passed = (await test.heard(to, 'TRACK', before + 1)).slice(before)
    const [frame] = passed
    test.must('NET-066', passed.length === 1, `TRACKs, ${when}: that of node ${from.peer.node} is passed on`)
    const isRight =
      frame?.epoch === pair.epoch &&
      frame.sequence === pair.sequence &&
      frame.originEpoch === name.epoch &&
      frame.originSequence === name.sequence
    test.check('NET-066', isRight, `TRACKs, ${when}: it is passed on for the pair of the other link`)
    const expected = bellIndex ^ outcome ^ pair.bellIndex
    test.check('NET-067', frame?.bellIndex === expected, `TRACKs, ${when}: with the Bell state ${frame?.bellIndex}`)
  }
  return one.from === scene.down ? near : far
}

/** The station of a link sees one success. */
export async function comes(test: RepeaterTest, arm: Arm): Promise<Herald> {
  const { scene } = test
  const before = scene.heralds(arm).length
  const isThere = (): boolean => scene.heralds(arm).length > before
  arm.station.luck = ({ firstSlot, slots }) =>
    isThere() || slots < 3 ? undefined : { slot: firstSlot + 2, bellIndex: scene.random.below(4) }
  test.need(await scene.until(isThere), 'a pair comes')
  arm.station.luck = () => undefined
  return scene.heralds(arm).at(-1) as Herald
}

function track({ scene }: RepeaterTest, { from, name, bellIndex }: Tracked): void {
  const { epoch, sequence } = name
  const origin = { originEpoch: epoch, originSequence: sequence }
  const pair = { epoch, sequence, ...origin, bellIndex, fidelity: 60_000 }
  from.neighbour.say({ type: 'TRACK', ...scene.circuit(), request: from === scene.up ? 1 : 0, ...pair })
}

/** How many swaps were ordered. */
function ordersOf({ scene }: RepeaterTest): number {
  return scene.happenings.filter((one) => one.kind === 'command' && one.message.type === 'SWAP').length
}

/** What the hardware found. */
function swapsOf({ scene }: RepeaterTest) {
  const found = (one: Happening) => (one.kind === 'result' && one.message.type === 'SWAPPED' ? [one.message] : [])
  return scene.happenings.flatMap(found)
}
