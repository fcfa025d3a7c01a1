import type { Hello, Open, OpenAck } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * Who is at the two other ends of a link, and in which epoch: HELLO until both are known, then OPEN by the master
 * (the lower node number), acknowledged by peer and station. A new incarnation at any end, or a wish of either node,
 * starts a new epoch; frames of older ones are void.
 */
export interface SessionContext {
  readonly master: boolean
  readonly incarnation: number
  peer: number
  station: number
  /** The incarnations before these: a HELLO of theirs that comes late changes nothing. */
  formerPeer: number
  formerStation: number
  /** The last incarnations of peer and station with which this node shares no version; 0: none. */
  refusedPeer: number
  refusedStation: number
  /** The highest epoch known to be over. */
  voidEpoch: number
  epoch: number
  version: number
  firstSequence: number
  testSeed: number
  testFraction: number
  peerAcknowledged: boolean
  stationAcknowledged: boolean
  interval: number
  readonly firstInterval: number
  readonly maximumInterval: number
}

export interface SessionInput {
  readonly master: boolean
  readonly incarnation: number
  /** The highest epoch known to be over; default 0. */
  readonly voidEpoch?: number
  readonly firstSequence: number
  readonly testFraction: number
  readonly firstInterval: number
  readonly maximumInterval: number
  readonly version: number
}

export type SessionEvent =
  | { readonly type: 'START' }
  | {
      readonly type: 'HELLO'
      readonly fromStation: boolean
      readonly frame: Hello
      readonly version: number | undefined
    }
  | { readonly type: 'OPEN'; readonly frame: Open }
  | { readonly type: 'OPEN_ACK'; readonly fromStation: boolean; readonly frame: OpenAck }
  /** The link layer has given up on this epoch. */
  | { readonly type: 'RESYNCHRONISE' }
  /** The peer or the station has not been heard for too long. */
  | { readonly type: 'LOST' }

export type SessionEmitted =
  | { readonly type: 'hello'; readonly toStation: boolean; readonly answer: boolean; readonly epoch: number }
  | { readonly type: 'sendOpen'; readonly toStation: boolean }
  | { readonly type: 'openAck'; readonly epoch: number }
  | { readonly type: 'up'; readonly epoch: number }
  | { readonly type: 'down'; readonly epoch: number }
  | { readonly type: 'versionRefused'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<SessionContext, SessionEvent, SessionEmitted>()

type HelloEvent = Extract<SessionEvent, { type: 'HELLO' }>
type OpenEvent = Extract<SessionEvent, { type: 'OPEN' }>
type AckEvent = Extract<SessionEvent, { type: 'OPEN_ACK' }>

const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

const hello = (toStation: boolean) =>
  actions.emit(({ context }) => ({
    type: 'hello',
    toStation,
    answer: false,
    epoch: context.voidEpoch
  }))

const answer = actions.emit<HelloEvent>(({ context, event }) => ({
  type: 'hello',
  toStation: event.fromStation,
  answer: true,
  epoch: context.voidEpoch
}))

const open = (toStation: boolean) => actions.emit({ type: 'sendOpen', toStation })

const refuse = [
  actions.assign<HelloEvent>({
    refusedPeer: ({ context, event }) => (event.fromStation ? context.refusedPeer : event.frame.incarnation),
    refusedStation: ({ context, event }) => (event.fromStation ? event.frame.incarnation : context.refusedStation)
  }),
  actions.emit<HelloEvent>(({ event }) => ({
    type: 'versionRefused',
    minimum: event.frame.minimumVersion,
    maximum: event.frame.maximumVersion
  }))
]

const up = actions.emit(({ context }) => ({ type: 'up', epoch: context.epoch }))
const down = actions.emit(({ context }) => ({ type: 'down', epoch: context.epoch }))

/** Remembers who said HELLO, and the highest epoch that anyone knows to be over. */
const meet = actions.assign<HelloEvent>(({ context, event }) => {
  const { fromStation, frame, version } = event
  const known = fromStation ? context.station : context.peer
  const changed = known !== frame.incarnation
  return {
    peer: fromStation ? context.peer : frame.incarnation,
    station: fromStation ? frame.incarnation : context.station,
    formerPeer: !fromStation && changed ? known : context.formerPeer,
    formerStation: fromStation && changed ? known : context.formerStation,
    voidEpoch: Math.max(context.voidEpoch, frame.epoch),
    version: fromStation ? context.version : Math.min(context.version, version ?? context.version)
  }
})

const closeEpoch = actions.assign({
  voidEpoch: ({ context }) => Math.max(context.voidEpoch, context.epoch),
  interval: ({ context }) => context.firstInterval
})

/**
 * Nobody has answered. Perhaps HELLOs came out of order, and the process that was taken for the former one is the
 * present one: whoever speaks next is believed.
 */
const backOff = actions.assign({
  interval: ({ context }) => Math.min(2 * context.interval, context.maximumInterval),
  formerPeer: 0,
  formerStation: 0
})

const beginEpoch = actions.assign({
  epoch: ({ context }) => Math.max(context.voidEpoch, context.epoch) + 1,
  testSeed: ({ context }) =>
    (Math.imul(context.incarnation ^ (context.voidEpoch + 1), 0x9e3779b1) ^ context.peer) >>> 0,
  peerAcknowledged: false,
  stationAcknowledged: false,
  interval: ({ context }) => context.firstInterval
})

const acknowledge = actions.assign<AckEvent>({
  peerAcknowledged: ({ context, event }) => context.peerAcknowledged || !event.fromStation,
  stationAcknowledged: ({ context, event }) => context.stationAcknowledged || event.fromStation
})

/** The other node takes the master's word for everything about the epoch. */
const adopt = actions.assign<OpenEvent>({
  epoch: ({ event }) => event.frame.epoch,
  peer: ({ event }) => event.frame.incarnation,
  station: ({ event }) => event.frame.stationIncarnation,
  firstSequence: ({ event }) => event.frame.firstSequence,
  testSeed: ({ event }) => event.frame.testSeed,
  testFraction: ({ event }) => event.frame.testFraction,
  version: ({ event }) => event.frame.version,
  interval: ({ context }) => context.firstInterval
})

const openAck = actions.emit<OpenEvent>(({ event }) => ({ type: 'openAck', epoch: event.frame.epoch }))

const helloAgain = actions.emit(({ context }) => ({
  type: 'hello',
  toStation: false,
  answer: true,
  epoch: context.voidEpoch
}))

type HelloArguments = { context: SessionContext; event: HelloEvent }

const incompatible = ({ event }: HelloArguments) => event.version === undefined

/** From the process before: late, and no news. */
const former = ({ context, event }: HelloArguments) =>
  event.frame.incarnation === (event.fromStation ? context.formerStation : context.formerPeer)

const question = ({ event }: HelloArguments) => !event.frame.answer

/** The other two ends are known once this HELLO is counted in. */
const complete = ({ context, event }: HelloArguments) =>
  context.master && (event.fromStation ? context.peer !== 0 : context.station !== 0)

/** In an open epoch: the sender is a new process, or it has given this epoch up. */
const ends = ({ context, event }: HelloArguments) =>
  event.frame.incarnation !== (event.fromStation ? context.station : context.peer) || event.frame.epoch >= context.epoch

const forThis = ({ context, event }: { context: SessionContext; event: OpenEvent }) =>
  !context.master && event.frame.peerIncarnation === context.incarnation

/** It would begin an epoch with a party that speaks no version of this node's. */
const refused = ({ context, event }: { context: SessionContext; event: OpenEvent }) =>
  forThis({ context, event }) &&
  event.frame.epoch > Math.max(context.voidEpoch, context.epoch) &&
  (event.frame.incarnation === context.refusedPeer || event.frame.stationIncarnation === context.refusedStation)

const acknowledgesThis = ({ context, event }: { context: SessionContext; event: AckEvent }) =>
  event.frame.epoch === context.epoch &&
  event.frame.incarnation === (event.fromStation ? context.station : context.peer)

/** Requirements PHY-010 to PHY-019. */
export const sessionMachine = setup({
  types: {
    context: {} as SessionContext,
    input: {} as SessionInput,
    events: {} as SessionEvent,
    emitted: {} as SessionEmitted
  },
  delays: { interval: ({ context }) => context.interval }
}).createMachine({
  id: 'session',
  context: ({ input }) => ({
    master: input.master,
    incarnation: input.incarnation,
    peer: 0,
    station: 0,
    formerPeer: 0,
    formerStation: 0,
    refusedPeer: 0,
    refusedStation: 0,
    voidEpoch: input.voidEpoch ?? 0,
    epoch: 0,
    version: input.version,
    firstSequence: input.firstSequence,
    testSeed: 0,
    testFraction: input.testFraction,
    peerAcknowledged: false,
    stationAcknowledged: false,
    interval: input.firstInterval,
    firstInterval: input.firstInterval,
    maximumInterval: input.maximumInterval
  }),
  initial: 'closed',
  states: {
    closed: {
      on: { START: 'greeting' }
    },
    /** Says HELLO until the other ends are known (master) or OPEN comes (the other node). */
    greeting: {
      entry: [hello(false), hello(true)],
      after: { interval: { target: 'greeting', reenter: true, actions: backOff } },
      on: {
        HELLO: [
          { guard: incompatible, actions: refuse },
          { guard: former, actions: ignored('former-incarnation') },
          { guard: (x) => complete(x) && question(x), target: 'opening', actions: [meet, answer] },
          { guard: complete, target: 'opening', actions: meet },
          { guard: question, actions: [meet, answer] },
          { actions: meet }
        ],
        OPEN: [
          { guard: refused, actions: ignored('version-refused') },
          {
            guard: (x) => forThis(x) && x.event.frame.epoch > x.context.voidEpoch,
            target: 'open',
            actions: [adopt, openAck]
          },
          // The master counts on another process, or on an epoch that is over: tell it again.
          { actions: helloAgain }
        ],
        OPEN_ACK: { actions: ignored('not-opening') },
        RESYNCHRONISE: {},
        LOST: {}
      }
    },
    /** Master only: OPEN until both have acknowledged. */
    opening: {
      entry: [beginEpoch, open(false), open(true)],
      initial: 'asking',
      states: {
        asking: {
          after: { interval: { target: 'asking', reenter: true, actions: [backOff, open(false), open(true)] } }
        }
      },
      on: {
        OPEN_ACK: [
          {
            guard: (x) =>
              acknowledgesThis(x) && (x.event.fromStation ? x.context.peerAcknowledged : x.context.stationAcknowledged),
            target: 'open',
            actions: acknowledge
          },
          { guard: acknowledgesThis, actions: acknowledge },
          { actions: ignored('other-epoch') }
        ],
        HELLO: [
          { guard: incompatible, target: 'greeting', actions: refuse },
          { guard: former, actions: ignored('former-incarnation') },
          {
            guard: (x) => ends(x) && question(x),
            target: 'opening',
            reenter: true,
            actions: [closeEpoch, meet, answer]
          },
          { guard: ends, target: 'opening', reenter: true, actions: [closeEpoch, meet] },
          { guard: question, actions: answer },
          { actions: ignored('known') }
        ],
        OPEN: { actions: ignored('not-the-master') },
        RESYNCHRONISE: {},
        LOST: {}
      }
    },
    open: {
      entry: up,
      exit: down,
      on: {
        HELLO: [
          { guard: incompatible, target: 'greeting', actions: [...refuse, closeEpoch] },
          { guard: former, actions: ignored('former-incarnation') },
          {
            guard: (x) => ends(x) && x.context.master && question(x),
            target: 'opening',
            actions: [closeEpoch, meet, answer]
          },
          { guard: (x) => ends(x) && x.context.master, target: 'opening', actions: [closeEpoch, meet] },
          { guard: (x) => ends(x) && question(x), target: 'greeting', actions: [closeEpoch, meet, answer] },
          { guard: ends, target: 'greeting', actions: [closeEpoch, meet] },
          { guard: question, actions: answer },
          { actions: ignored('known') }
        ],
        OPEN: [
          { guard: refused, actions: ignored('version-refused') },
          {
            guard: (x) => forThis(x) && x.event.frame.epoch > x.context.epoch,
            target: 'open',
            reenter: true,
            actions: [closeEpoch, adopt, openAck]
          },
          { guard: (x) => forThis(x) && x.event.frame.epoch === x.context.epoch, actions: openAck },
          { actions: ignored('old-epoch') }
        ],
        OPEN_ACK: { actions: ignored('already-open') },
        RESYNCHRONISE: [
          { guard: ({ context }) => context.master, target: 'opening', actions: closeEpoch },
          { target: 'greeting', actions: closeEpoch }
        ],
        LOST: { target: 'greeting', actions: closeEpoch }
      }
    }
  },
  on: {
    '*': { actions: ignored('unexpected') }
  }
})
