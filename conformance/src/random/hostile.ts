import {
  decodeFrame,
  encodeFrame,
  type Frame,
  Outcome,
  type Reply,
  Role,
  WIRE_VERSIONS,
  WireError
} from '@bellwire/wire'
import fc, { type Arbitrary } from 'fast-check'
import type { Peer } from '../stage/peer.js'
import { INDEX } from './applications.js'
import { MUTATION } from './mutations.js'
import { pick, type Play } from './play.js'
import { Step } from './step.js'

/** Frames whose epoch or incarnation has a meaning of its own (PHY-004). */
const OF_ANY_EPOCH: ReadonlySet<string> = new Set([
  'HELLO',
  'OPEN',
  'OPEN_ACK',
  'SYNC',
  'SYNC_REPLY',
  'EXPIRE',
  'EXPIRE_ACK'
])
const OF_BOTH: ReadonlySet<string> = new Set(['HELLO', 'OPEN_ACK'])

/** How many of the frames that came are used again. */
const OF_LATE = 50

/** A party that the node has nothing to do with. */
const STRANGER = 99

/** A frame as it came, and from whom. */
interface Came {
  readonly from: number
  readonly frame: Frame
}

/** What is done to a frame that came, so that it is nothing to the node; undefined where it is something. */
type Estrange = (came: Came, play: Play) => Came | undefined

interface Foreign {
  readonly requirement: string
  readonly text: string
  readonly estrange: Estrange
}

const FOREIGN: readonly Foreign[] = [
  { requirement: 'PHY-004', text: 'of another epoch', estrange: ofPresent((frame) => ({ epoch: frame.epoch + 1000 })) },
  {
    requirement: 'PHY-004',
    text: 'of another incarnation',
    estrange: ofPresent((frame) => ({ incarnation: (frame.incarnation + 1) >>> 0 }))
  },
  // One that came before is no news in any epoch.
  {
    requirement: 'PHY-004',
    text: 'as news of successes in another epoch',
    estrange: (_came, play) => newsOf(play, ({ epoch }) => ({ epoch: epoch + 1000 }))
  },
  {
    requirement: 'PHY-004',
    text: 'as news of successes from another incarnation',
    estrange: (_came, play) => newsOf(play, ({ incarnation }) => ({ incarnation: (incarnation + 1) >>> 0 }))
  },
  {
    requirement: 'PHY-005',
    text: 'of another link',
    estrange: ({ from, frame }) => ('link' in frame ? { from, frame: { ...frame, link: frame.link + 1 } } : undefined)
  },
  {
    requirement: 'PHY-005',
    text: 'from the other party',
    estrange: ({ from, frame }, { test: { scene } }) => {
      const { station, peer } = scene
      const other = from === station.node ? peer.node : station.node
      return OF_BOTH.has(frame.type) ? undefined : { from: other, frame }
    }
  },
  { requirement: 'PHY-005', text: 'from a stranger', estrange: ({ frame }) => ({ from: STRANGER, frame }) },
  {
    requirement: 'PHY-069',
    text: 'as a HELLO of another node',
    estrange: (_came, { test: { scene } }) => helloOf(scene.peer, STRANGER, Role.NODE)
  },
  {
    requirement: 'PHY-069',
    text: 'as a HELLO of a station',
    estrange: (_came, { test: { scene } }) => helloOf(scene.peer, scene.peer.node, Role.STATION)
  },
  {
    requirement: 'PHY-057',
    text: 'as a state that is no news',
    estrange: ({ from, frame }) =>
      frame.type === 'LINK_STATE' ? { from, frame: { ...frame, state: (frame.state + 3) % 5 } } : undefined
  },
  {
    requirement: 'PHY-037',
    text: 'as a success that is over',
    estrange: ({ from, frame }) =>
      frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS
        ? { from, frame: { ...frame, bellIndex: frame.bellIndex ^ 1, queueId: 0 } }
        : undefined
  }
]

/** Frames that must not change anything: those that are none, and those that are nothing to the node. */
export function hostileSteps(): readonly Arbitrary<Step>[] {
  const malformed = fc.record({ index: INDEX, mutation: MUTATION }).map(
    ({ index, mutation }) =>
      new Step(
        `frame −${index} comes ${mutation.text}`,
        async (play) => {
          const came = pick(cameFrames(play), index)
          if (came === undefined) return
          const bytes = mutation.apply(encodeFrame(came.frame))
          const requirement = refusedFor(bytes)
          if (requirement !== undefined) await play.intrude(came.from, bytes, requirement)
        },
        (play) => cameFrames(play).length > 0
      )
  )
  const foreign = fc.record({ index: INDEX, how: fc.constantFrom(...FOREIGN) }).map(
    ({ index, how: { text, requirement, estrange } }) =>
      new Step(`frame −${index} comes ${text}`, async (play) => {
        const fit = cameFrames(play).flatMap((one) => estrange(one, play) ?? [])
        const came = pick(fit, index)
        if (came !== undefined) await play.intrude(came.from, encodeFrame(came.frame), requirement)
      })
  )
  return [malformed, malformed, malformed, foreign, foreign, foreign]
}

/** By which clause bytes are refused that are no frame; undefined where they are one. */
function refusedFor(bytes: Uint8Array): string | undefined {
  try {
    decodeFrame(bytes)
    return undefined
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    if (error.code === 'UNKNOWN_CRITICAL_FIELD') return 'WIR-021'
    return error.code === 'UNKNOWN_MESSAGE' ? 'WIR-022' : 'WIR-014'
  }
}

/** Frames that came of late, the latest first. */
function cameFrames({ test }: Play): readonly Came[] {
  const came: Came[] = []
  const { happenings } = test.scene
  for (let at = happenings.length - 1; at >= 0 && came.length < OF_LATE; at--) {
    const one = happenings[at]
    if (one?.kind === 'came') came.push(one)
  }
  return came
}

function ofPresent(change: (frame: Extract<Frame, { epoch: number; incarnation: number }>) => object): Estrange {
  return ({ from, frame }) =>
    'epoch' in frame && 'incarnation' in frame && !OF_ANY_EPOCH.has(frame.type)
      ? { from, frame: { ...frame, ...change(frame) } }
      : undefined
}

/** A REPLY that shows that successes were missed, were it the station's. */
function newsOf({ test: { scene } }: Play, change: (reply: Reply) => Partial<Reply>): Came {
  const { station } = scene
  const reply = station.reply({ sequence: (station.sequence + 5) >>> 0 })
  return { from: station.node, frame: { ...reply, ...change(reply) } }
}

/** A HELLO that would end the epoch, were it the peer's. */
function helloOf(peer: Peer, node: number, role: Role): Came {
  const { minimum: minimumVersion, maximum: maximumVersion } = WIRE_VERSIONS
  const rest = { answer: false, minimumVersion, maximumVersion, kinds: 0, bases: 0, heraldingPlace: 0 }
  const incarnation = (peer.incarnation + 12_345) >>> 0
  return {
    from: peer.node,
    frame: { type: 'HELLO', ...peer.header(), incarnation, epoch: peer.voidEpoch, node, role, ...rest }
  }
}
