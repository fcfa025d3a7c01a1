import { type LeftOfLink, leftOf } from '../../../../cases/killed/left.js'
import type { Arm } from '../../repeater-scene.js'
import type { RepeaterTest } from '../../repeater-test.js'

/** How one side of a repeater was when its process was killed. */
export interface Side extends LeftOfLink {
  readonly arm: Arm
  /** Whether the epoch was open, as the repeater had said. */
  readonly wasUp: boolean
  /** Sessions of it that the neighbour had heard of. */
  readonly sessions: ReadonlySet<number>
}

/** How a repeater was when its process was killed. */
export interface Left {
  /** How many happenings there were by then. */
  readonly happenings: number
  readonly sides: readonly Side[]
}

/** @param until which of the happenings that was. Default: the last time */
export function leftIn(
  { scene }: RepeaterTest,
  until = scene.happenings.findLastIndex(({ kind }) => kind === 'restarted')
): Left {
  const before = scene.happenings.slice(0, until)
  const sides = scene.arms.map((arm): Side => {
    const { link, peer } = arm
    const left = leftOf(link, before)
    const sent = before.flatMap((one) => (one.kind === 'sent' && one.to === peer.node ? [one.frame] : []))
    const wasUp = sent.some(
      (frame) => frame.type === 'LINK_STATE' && frame.epoch === left.epoch && frame.link === link.link
    )
    const sessions = new Set(sent.flatMap((frame) => ('peerSession' in frame ? [frame.session] : [])))
    return { arm, ...left, wasUp, sessions }
  })
  return { happenings: until, sides }
}
