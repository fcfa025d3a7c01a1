import type { Frame } from '@bellwire/wire'
import fc, { type Arbitrary } from 'fast-check'
import { INDEX } from './applications.js'
import { pick, type Play } from './play.js'
import { Step } from './step.js'

const MICROSECOND = 1000

/** Frames between the node, its peer and its station on which anything depends. */
const TYPES: readonly Frame['type'][] = [
  'REPLY',
  'GEN',
  'ADD',
  'ADD_ACK',
  'ADD_REJ',
  'CANCEL',
  'END',
  'END_ACK',
  'EXPIRE',
  'EXPIRE_ACK',
  'KEEPALIVE',
  'OPEN',
  'OPEN_ACK',
  'HELLO'
]
const TYPE = fc.oneof(
  { weight: 2, arbitrary: fc.constant('REPLY' as const) },
  { weight: 4, arbitrary: fc.constantFrom(...TYPES) },
  { weight: 1, arbitrary: fc.constant(undefined) }
)

/** How late, µs: within a slot, some slots, and longer than anything is waited for. */
const LATE = fc.constantFrom<number[]>(1, 7, 30, 100, 400, 2000, 30_000)
const COPIES: Arbitrary<readonly number[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<readonly number[]>([]) },
  { weight: 2, arbitrary: LATE.map((late) => [late]) },
  { weight: 3, arbitrary: fc.constantFrom<number[]>(0, 1, 30, 100, 400, 2000).map((late) => [0, late]) }
)

/** What becomes of frames on their way, and frames that come again. */
export function frameSteps(): readonly Arbitrary<Step>[] {
  const fates = fc.record({ type: TYPE, spared: fc.nat(2), copies: COPIES }).map(({ type, spared, copies }) => {
    const which = `${type ?? 'frame'}${spared > 0 ? ` but ${spared}` : ''}`
    const late = copies.map((microseconds) => microseconds * MICROSECOND)
    return new Step(`the next ${which} ${inWords(copies)}`, ({ fates: all }) => all.add({ type, spared, late }))
  })
  const replays = fc.record({ type: TYPE, index: INDEX }).map(
    ({ type, index }) =>
      new Step(
        `the ${type ?? 'frame'} −${index} comes again`,
        (play) => replay(play, type, index),
        (play) => came(play, type).length > 0
      )
  )
  const past = fc
    .constantFrom(5, 20, 60, 200, 200, 600, 2000, 10_000)
    .map((time) => new Step(`${time} µs pass`, ({ test }) => test.scene.pass(time * MICROSECOND)))
  return [fates, fates, fates, fates, replays, replays, past, past, past, past, past]
}

function inWords(copies: readonly number[]): string {
  const [first, second] = copies
  if (first === undefined) return 'is lost'
  return second === undefined ? `is ${first} µs late` : `comes twice, ${second} µs apart`
}

function came({ test }: Play, type: Frame['type'] | undefined): readonly { from: number; frame: Frame }[] {
  return test.scene.happenings
    .flatMap((one) => (one.kind === 'came' && (type === undefined || one.frame.type === type) ? [one] : []))
    .toReversed()
}

async function replay(play: Play, type: Frame['type'] | undefined, index: number): Promise<void> {
  const one = pick(came(play, type), index)
  if (one !== undefined) await play.test.scene.stage.deliver(one.from, one.frame, 'replayed')
}
