import { typedActions } from '@bellwire/statechart'
import type { AckEvent, HelloEvent, OpenEvent, SessionContext, SessionEmitted, SessionEvent } from './events.js'

// What happens in a session: what is said, and what is remembered.

const actions = typedActions<SessionContext, SessionEvent, SessionEmitted>()

export const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

export const hello = (toStation: boolean) =>
  actions.emit(({ context }) => ({
    type: 'hello',
    toStation,
    answer: false,
    epoch: context.voidEpoch
  }))

export const answer = actions.emit<HelloEvent>(({ context, event }) => ({
  type: 'hello',
  toStation: event.fromStation,
  answer: true,
  epoch: context.voidEpoch
}))

export const open = (toStation: boolean) => actions.emit({ type: 'sendOpen', toStation })

export const refuse = [
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

export const up = actions.emit(({ context }) => ({ type: 'up', epoch: context.epoch }))
export const down = actions.emit(({ context }) => ({ type: 'down', epoch: context.epoch }))

/** Remembers who said HELLO, and the highest epoch that anyone knows to be over. */
export const meet = actions.assign<HelloEvent>(({ context, event }) => {
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

/** Nothing has been tried in vain yet. */
export const atOnce = actions.assign({ interval: ({ context }) => context.firstInterval })

export const closeEpoch = actions.assign({
  voidEpoch: ({ context }) => Math.max(context.voidEpoch, context.epoch),
  interval: ({ context }) => context.firstInterval
})

/**
 * Nobody has answered. Perhaps HELLOs came out of order, and the process that was taken for the former one is the
 * present one: whoever speaks next is believed.
 */
export const backOff = actions.assign({
  interval: ({ context }) => Math.min(2 * context.interval, context.maximumInterval),
  formerPeer: 0,
  formerStation: 0
})

export const beginEpoch = actions.assign({
  epoch: ({ context }) => Math.max(context.voidEpoch, context.epoch) + 1,
  peerAcknowledged: false,
  stationAcknowledged: false
})

export const acknowledge = actions.assign<AckEvent>({
  peerAcknowledged: ({ context, event }) => context.peerAcknowledged || !event.fromStation,
  stationAcknowledged: ({ context, event }) => context.stationAcknowledged || event.fromStation
})

/** The other node takes the master's word for everything about the epoch. */
export const adopt = actions.assign<OpenEvent>({
  epoch: ({ event }) => event.frame.epoch,
  peer: ({ event }) => event.frame.incarnation,
  station: ({ event }) => event.frame.stationIncarnation,
  firstSequence: ({ event }) => event.frame.firstSequence,
  testSeed: ({ event }) => event.frame.testSeed,
  testFraction: ({ event }) => event.frame.testFraction,
  version: ({ event }) => event.frame.version,
  interval: ({ context }) => context.firstInterval
})

export const openAck = actions.emit<OpenEvent>(({ event }) => ({ type: 'openAck', epoch: event.frame.epoch }))

export const helloAgain = actions.emit(({ context }) => ({
  type: 'hello',
  toStation: false,
  answer: true,
  epoch: context.voidEpoch
}))
