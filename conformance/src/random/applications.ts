import { ErrorCode, RequestKind } from '@bellwire/wire'
import fc, { type Arbitrary } from 'fast-check'
import type { Create } from '../subject/service.js'
import { pick, type Play } from './play.js'
import { Step } from './step.js'

/** Which thing of a list, the latest first: mostly one of the first. */
export const INDEX: Arbitrary<number> = fc.oneof(fc.nat(3), fc.nat(40))

const MICROSECOND = 1000

/** Time limits, nanoseconds: none, shorter than an ADD takes, some slots, and many. */
const TIME_LIMIT = fc.constantFrom(0, 0, 0, 15 * MICROSECOND, 150 * MICROSECOND, 600 * MICROSECOND, 3000 * MICROSECOND)

/** What applications at both ends do. */
export function applicationSteps(kinds: readonly Create['kind'][]): readonly Arbitrary<Step>[] {
  const kind = fc.constantFrom(...kinds)
  const number = fc.integer({ min: 1, max: 3 })
  const asks = fc
    .record({ kind, number, timeLimit: TIME_LIMIT, raw: fc.boolean(), atomic: fc.boolean(), together: fc.boolean() })
    .map(({ together, ...create }) => {
      const words = [create.raw && 'raw', create.atomic && 'atomic', together && 'together'].filter(Boolean)
      const limit = create.timeLimit > 0 ? `, in ${create.timeLimit / MICROSECOND} µs` : ''
      return new Step([`create ${create.number} ${create.kind}`, ...words].join(' ') + limit, async (play) => {
        const { createId, code } = await play.test.scene.create({ ...create, consecutive: !together })
        if (code === 0) play.taken.push(createId)
      })
    })
  const peerAsks = fc
    .record({ kind, number, deadline: fc.constantFrom(0, 0, 8, 60), together: fc.boolean() })
    .map(({ kind: asked, number: pairs, deadline, together }) => {
      const limit = deadline > 0 ? `, in ${deadline} slots` : ''
      return new Step(`the peer asks for ${pairs} ${asked}${together ? ' together' : ''}${limit}`, ({ test }) => {
        const { peer } = test.scene
        // A master ends its items in time, which the tester's end does not.
        const deadlineSlot = deadline > 0 && !peer.isMaster ? peer.soon + deadline : 0
        peer.create(pairs, { kind: RequestKind[KIND_CODES[asked]], consecutive: !together, deadlineSlot })
      })
    })
  const cancels = INDEX.map(
    (index) =>
      new Step(
        `cancel request −${index}`,
        async ({ test: { scene }, taken }) => {
          const createId = pick(taken.toReversed(), index)
          if (createId !== undefined) await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
        },
        ({ taken }) => taken.length > 0
      )
  )
  const releases = INDEX.map(
    (index) =>
      new Step(
        `give pair −${index} back`,
        async (play) => {
          const pair = pick(play.pairs, index)
          if (pair !== undefined) await play.test.scene.release(pair)
        },
        ({ pairs }) => pairs.some(({ qubit }) => qubit >= 0)
      )
  )
  const peerCancels = INDEX.map(
    (index) =>
      new Step(
        `the peer cancels item −${index}`,
        (play) => {
          const item = pick(open(play), index)
          const { peer } = play.test.scene
          const reason = ErrorCode.OTHER
          if (item !== undefined)
            peer.send({ type: 'CANCEL', ...peer.header(), queueId: item, serial: 0, expected: peer.expected, reason })
        },
        (play) => !play.test.scene.peer.isMaster && open(play).length > 0
      )
  )
  return [asks, asks, asks, asks, peerAsks, peerAsks, cancels, releases, releases, peerCancels]
}

const KIND_CODES = { keep: 'KEEP', measure: 'MEASURE', prepare: 'REMOTE_STATE_PREPARATION' } as const

/** Items of the peer's own requests that have not ended, the latest first. */
function open({ test }: Play): readonly number[] {
  return [...test.scene.peer.items.values()]
    .filter(({ isOwn, ended }) => isOwn && ended === undefined)
    .map(({ queueId }) => queueId)
    .toReversed()
}
