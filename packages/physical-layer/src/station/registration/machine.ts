import type { Hello, Open } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'
import type { HeraldingInput } from '../heralding/context.js'

/** A station's part in the session of one link: says HELLO when it starts, and follows the master's OPEN. */
export interface RegistrationContext {
  readonly link: number
  readonly incarnation: number
  epoch: number
  /** Incarnations of the two nodes in this epoch, by side. */
  incarnationA: number
  incarnationB: number
  /** The last incarnations of the two nodes with which the station shares no version; 0: none. */
  refusedA: number
  refusedB: number
  slotOrigin: number
  slotPeriod: number
  interval: number
  readonly maximumInterval: number
  readonly reminder: number
  readonly guard: number
}

export interface RegistrationInput {
  readonly link: number
  readonly incarnation: number
  readonly interval: number
  readonly maximumInterval: number
  readonly reminder: number
  readonly guard: number
}

type HelloEvent = {
  readonly type: 'HELLO'
  readonly side: 0 | 1
  readonly frame: Hello
  /** The highest version that both speak. */
  readonly version: number | undefined
}
type StrangerEvent = { readonly type: 'STRANGER'; readonly side: 0 | 1 }
/** `side` is the master's. */
type OpenEvent = { readonly type: 'OPEN'; readonly side: 0 | 1; readonly frame: Open }

export type RegistrationEvent =
  | { readonly type: 'START' }
  | HelloEvent
  | OpenEvent
  /** A frame of an epoch or incarnation that is not this one's. */
  | StrangerEvent

export type RegistrationEmitted =
  | { readonly type: 'hello'; readonly side: 0 | 1; readonly answer: boolean; readonly epoch: number }
  | { readonly type: 'openAck'; readonly side: 0 | 1; readonly epoch: number }
  | { readonly type: 'opened'; readonly epoch: number; readonly sequence: number }
  | { readonly type: 'open'; readonly table: 'heralding'; readonly key: number; readonly input: HeraldingInput }
  | { readonly type: 'close'; readonly table: 'heralding'; readonly key: number }
  | { readonly type: 'versionRefused'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<RegistrationContext, RegistrationEvent, RegistrationEmitted>()

const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

const hello = (side: 0 | 1) => actions.emit({ type: 'hello', side, answer: false, epoch: 0 })

/** Says which epochs are over: all before the present one, or the present one too. */
const answer = (over: 'before' | 'present') =>
  actions.emit<HelloEvent | OpenEvent | StrangerEvent>(({ context, event }) => ({
    type: 'hello',
    side: event.side,
    answer: true,
    epoch: over === 'present' ? context.epoch : Math.max(0, context.epoch - 1)
  }))

const refuse = [
  actions.assign<HelloEvent>({
    refusedA: ({ context, event }) => (event.side === 0 ? event.frame.incarnation : context.refusedA),
    refusedB: ({ context, event }) => (event.side === 1 ? event.frame.incarnation : context.refusedB)
  }),
  actions.emit<HelloEvent>(({ event }) => ({
    type: 'versionRefused',
    minimum: event.frame.minimumVersion,
    maximum: event.frame.maximumVersion
  }))
]

/** Of the node at one side, as an OPEN names it. */
function incarnationOf(side: 0 | 1, { side: master, frame }: OpenEvent): number {
  return side === master ? frame.incarnation : frame.peerIncarnation
}

const adopt = actions.assign<OpenEvent>({
  epoch: ({ event }) => event.frame.epoch,
  incarnationA: ({ event }) => incarnationOf(0, event),
  incarnationB: ({ event }) => incarnationOf(1, event),
  slotOrigin: ({ event }) => event.frame.slotOrigin,
  slotPeriod: ({ event }) => event.frame.slotPeriod
})

const openAck = actions.emit<OpenEvent>(({ event }) => ({
  type: 'openAck',
  side: event.side,
  epoch: event.frame.epoch
}))

/** A new epoch starts with a new heralding machine. */
const restart = [
  actions.emit<OpenEvent>(({ context }) => ({
    type: 'close',
    table: 'heralding',
    key: context.link
  })),
  actions.emit<OpenEvent>(({ context, event }) => ({
    type: 'open',
    table: 'heralding',
    key: context.link,
    input: {
      sequence: event.frame.firstSequence,
      reminder: context.reminder,
      slotOrigin: event.frame.slotOrigin,
      slotPeriod: event.frame.slotPeriod,
      guard: context.guard
    }
  })),
  actions.emit<OpenEvent>(({ event }) => ({
    type: 'opened',
    epoch: event.frame.epoch,
    sequence: event.frame.firstSequence
  }))
]

const forThis = ({ context, event }: { context: RegistrationContext; event: OpenEvent }) =>
  event.frame.stationIncarnation === context.incarnation
const newer = (x: { context: RegistrationContext; event: OpenEvent }) =>
  forThis(x) && x.event.frame.epoch > x.context.epoch
/** It would begin an epoch with a node that speaks no version of the station's. */
const refused = (x: { context: RegistrationContext; event: OpenEvent }) =>
  newer(x) && (incarnationOf(0, x.event) === x.context.refusedA || incarnationOf(1, x.event) === x.context.refusedB)
const same = (x: { context: RegistrationContext; event: OpenEvent }) =>
  forThis(x) &&
  x.event.frame.epoch === x.context.epoch &&
  x.event.frame.incarnation === (x.event.side === 0 ? x.context.incarnationA : x.context.incarnationB)

/** Sent before the present epoch began, by a process that takes part in it. */
const old = ({ context, event }: { context: RegistrationContext; event: HelloEvent | OpenEvent }) =>
  event.frame.epoch < context.epoch &&
  event.frame.incarnation === (event.side === 0 ? context.incarnationA : context.incarnationB)

const HELLO = [
  { guard: ({ event }: { event: HelloEvent }) => event.version === undefined, actions: refuse },
  { guard: ({ event }: { event: HelloEvent }) => event.frame.answer, actions: ignored('answered') },
  { guard: old, actions: answer('before') },
  { actions: answer('present') }
] as const

/** Requirements PHY-090 to PHY-099. */
export const registrationMachine = setup({
  types: {
    context: {} as RegistrationContext,
    input: {} as RegistrationInput,
    events: {} as RegistrationEvent,
    emitted: {} as RegistrationEmitted
  },
  delays: { interval: ({ context }) => context.interval }
}).createMachine({
  id: 'registration',
  context: ({ input }) => ({
    link: input.link,
    incarnation: input.incarnation,
    epoch: 0,
    incarnationA: 0,
    incarnationB: 0,
    refusedA: 0,
    refusedB: 0,
    slotOrigin: 0,
    slotPeriod: 0,
    interval: input.interval,
    maximumInterval: input.maximumInterval,
    reminder: input.reminder,
    guard: input.guard
  }),
  initial: 'closed',
  states: {
    closed: { on: { START: 'greeting' } },
    greeting: {
      entry: [hello(0), hello(1)],
      after: {
        interval: {
          target: 'greeting',
          reenter: true,
          actions: actions.assign({
            interval: ({ context }) => Math.min(2 * context.interval, context.maximumInterval)
          })
        }
      },
      on: {
        HELLO,
        OPEN: [
          { guard: refused, actions: ignored('version-refused') },
          { guard: newer, target: 'open', actions: [adopt, openAck, ...restart] },
          { actions: answer('present') }
        ],
        STRANGER: { actions: answer('before') }
      }
    },
    open: {
      on: {
        HELLO,
        OPEN: [
          { guard: refused, actions: ignored('version-refused') },
          { guard: newer, actions: [adopt, openAck, ...restart] },
          { guard: same, actions: openAck },
          { guard: old, actions: ignored('old-epoch') },
          { actions: answer('present') }
        ],
        STRANGER: { actions: answer('before') }
      }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
