import type { Frame, OrderedFrame } from '@bellwire/wire'
import type { Said } from '../../neighbour.js'
import type { Arm } from '../../repeater-scene.js'
import type { RepeaterTest } from '../../repeater-test.js'

export const MICROSECOND = 1000
export const MILLISECOND = 1_000_000
export const SECOND = 1_000_000_000

/** Milliseconds. */
const HOUR = 3_600_000

type OfSession = Extract<Frame, { readonly peerSession: number; readonly expected: number }>

/** A frame of a session that the repeater has sent, and when. */
export interface Sent {
  readonly frame: OfSession
  readonly time: number
}

/** Frames of sessions that it has sent to a neighbour, whether that has heard them or not. @param since happenings before */
export function sentTo({ scene }: RepeaterTest, { peer }: Arm, since = 0): readonly Sent[] {
  return scene.happenings.slice(since).flatMap((one): readonly Sent[] => {
    if (one.kind !== 'sent' || one.to !== peer.node) return []
    const { frame, time } = one
    return 'peerSession' in frame && 'expected' in frame ? [{ frame, time }] : []
  })
}

/** Both neighbours have heard all that a beginning session makes the repeater say, and said that they have. */
export async function quiet({ scene }: RepeaterTest): Promise<void> {
  await scene.pass(SECOND / 2)
}

/** A frame that changes nothing: its circuit is not known. */
export function idle({ scene }: RepeaterTest): Said {
  return { type: 'COMPLETE', ...scene.circuit(999), request: 1, reason: 0 }
}

/** What a node far away is said to have said. It is passed on. */
export function news(origin: number, fields: Partial<Advertised> = {}): Advertised {
  const link = {
    neighbour: origin + 1,
    link: 900,
    fit: true,
    points: [{ fidelity: 58_000, rate: 1_000_000 }],
    promised: 0
  }
  const facts = { swapping: 1, coherenceTime: 0, swapQuality: 65_535, swapDuration: 5000 }
  return {
    type: 'ADVERTISEMENT',
    origin,
    incarnation: 5,
    sequence: 1,
    lifetime: HOUR,
    links: [link],
    ...facts,
    ...fields
  }
}

export type Advertised = Extract<Said, { type: 'ADVERTISEMENT' }>

type Advertisement = Extract<OrderedFrame, { type: 'ADVERTISEMENT' }>

/** What a neighbour was told of an origin. @param since how many ordered frames it had heard */
export function toldOf({ neighbour }: Arm, origin: number, since = 0): readonly Advertisement[] {
  return neighbour.heard
    .slice(since)
    .flatMap((one) => (one.type === 'ADVERTISEMENT' && one.origin === origin ? [one] : []))
}

/** When the repeater first said that it has everything of a neighbour before a serial; undefined where it has not. */
export function acknowledgedAt(test: RepeaterTest, arm: Arm, serial: number, since = 0): number | undefined {
  const { session, peerSession } = arm.neighbour
  return sentTo(test, arm, since).find(
    ({ frame }) => frame.session === peerSession && frame.peerSession === session && frame.expected >= serial
  )?.time
}
