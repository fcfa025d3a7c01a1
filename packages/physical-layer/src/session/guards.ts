import type { AckEvent, HelloEvent, OpenEvent, SessionContext } from './events.js'

// What a frame of a session is to this node.

type HelloArguments = { context: SessionContext; event: HelloEvent }

export const incompatible = ({ event }: HelloArguments) => event.version === undefined

/** From the process before: late, and no news. */
export const former = ({ context, event }: HelloArguments) =>
  event.frame.incarnation === (event.fromStation ? context.formerStation : context.formerPeer)

export const question = ({ event }: HelloArguments) => !event.frame.answer

/** The other two ends are known once this HELLO is counted in. */
export const complete = ({ context, event }: HelloArguments) =>
  context.master && (event.fromStation ? context.peer !== 0 : context.station !== 0)

/** In an open epoch: the sender is a new process, or it has given this epoch up. */
export const ends = ({ context, event }: HelloArguments) =>
  event.frame.incarnation !== (event.fromStation ? context.station : context.peer) || event.frame.epoch >= context.epoch

/** The process that it was begun with ends the epoch that is being opened. */
export const givesUp = ({ context, event }: HelloArguments) =>
  event.frame.incarnation === (event.fromStation ? context.station : context.peer) && event.frame.epoch >= context.epoch

export const forThis = ({ context, event }: { context: SessionContext; event: OpenEvent }) =>
  !context.master && event.frame.peerIncarnation === context.incarnation

/** It would begin an epoch with a party that speaks no version of this node's. */
export const refused = ({ context, event }: { context: SessionContext; event: OpenEvent }) =>
  forThis({ context, event }) &&
  event.frame.epoch > Math.max(context.voidEpoch, context.epoch) &&
  (event.frame.incarnation === context.refusedPeer || event.frame.stationIncarnation === context.refusedStation)

export const acknowledgesThis = ({ context, event }: { context: SessionContext; event: AckEvent }) =>
  event.frame.epoch === context.epoch &&
  event.frame.incarnation === (event.fromStation ? context.station : context.peer)
