import type { OrderedFrame } from '@bellwire/wire'
import type { RepeaterCase, RepeaterTest } from '../../repeater-test.js'
import { MICROSECOND, MILLISECOND, news, quiet, sentTo, toldOf } from './steps.js'

const FAR = 1000

/** Frames of the neighbour upstream, and of these under way at once: fewer than a node has to have room for. */
const NUMBER = 150
const WINDOW = 40

/** Between what is done to the frames under way. */
const STEP = 400 * MICROSECOND
/** Steps after which there is no hope. */
const MOST = 3000
/** In one of so many steps the neighbour downstream hears, whatever is drawn. */
const HEARS = 4

/** Sessions over channels that lose, double and reorder what goes by them (section 6.2). */
export const faultCases: readonly RepeaterCase[] = [
  {
    name: 'network/over-a-bad-channel',
    requirements: ['NET-010', 'NET-011', 'NET-013'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      await quiet(test)
      const { session } = down.neighbour
      const [before, told, paths] = [down.neighbour.heard.length, up.neighbour.heard.length, ofPath(test)]
      const frames = Array.from({ length: NUMBER }, (_, index) =>
        up.neighbour.next(index % 3 === 0 ? scene.path() : news(FAR, { sequence: index }))
      )
      const [first] = frames
      const come = (): number => expectedOf(test) - (first?.serial ?? 0)
      const passed = () => toldOf(down, FAR, before).map(({ sequence }) => sequence)
      const isDone = (): boolean => come() >= NUMBER && ofPath(test) - paths >= NUMBER / 3
      for (let step = 0; step < MOST && !isDone(); step++) {
        const isDeaf = step % HEARS > 0 && scene.random.below(2) === 0
        down.neighbour.hearing = isDeaf ? 'nothing' : 'all'
        disturb(test, frames.slice(Math.max(0, come()), Math.max(0, come()) + WINDOW))
        await scene.pass(STEP)
      }
      down.neighbour.hearing = 'all'
      await scene.pass(100 * MILLISECOND)
      test.need(down.neighbour.session === session, 'the session goes on')
      test.check('NET-011', come() === NUMBER, `of ${NUMBER} frames ${come()} are said to have come`)
      const expected = frames.flatMap((_, index) => (index % 3 === 0 ? [] : [index]))
      test.check('NET-010', passed().join() === expected.join(), `news goes on in order, each once: ${passed().join()}`)
      test.check('NET-010', toldOf(up, FAR, told).length === 0, 'none of it comes after what is newer')
      const number = ofPath(test) - paths
      test.check('NET-010', number === NUMBER / 3, `of ${NUMBER / 3} PATHs ${number} go on`)
      test.check(
        'NET-013',
        number >= NUMBER / 3 && passed().length >= expected.length,
        'and what is lost is sent again'
      )
    }
  }
]

/** Some of these frames set out, in any order, and some of them twice. */
function disturb({ scene }: RepeaterTest, frames: readonly OrderedFrame[]): void {
  const { random, stage, up } = scene
  const chosen = frames.filter(() => random.below(3) > 0).flatMap((one) => (random.below(5) === 0 ? [one, one] : [one]))
  const keyed = chosen.map((frame) => ({ frame, key: random.uniform() }))
  for (const { frame } of keyed.toSorted((a, b) => a.key - b.key)) stage.send(up.peer.node, frame)
}

/** How many frames of the neighbour upstream have come, as the repeater has said last. */
function expectedOf(test: RepeaterTest): number {
  const { up } = test.scene
  const last = sentTo(test, up).findLast(({ frame }) => frame.peerSession === up.neighbour.session)
  return last?.frame.expected ?? 0
}

function ofPath({ scene }: RepeaterTest): number {
  return scene.down.neighbour.of('PATH').length
}
