import { setup } from 'xstate'
import {
  acknowledge,
  adopt,
  answer,
  atOnce,
  backOff,
  beginEpoch,
  closeEpoch,
  down,
  hello,
  helloAgain,
  ignored,
  meet,
  open,
  openAck,
  refuse,
  up
} from './actions.js'
import type { SessionContext, SessionEmitted, SessionEvent, SessionInput } from './events.js'
import {
  acknowledgesThis,
  complete,
  ends,
  former,
  forThis,
  givesUp,
  incompatible,
  question,
  refused
} from './guards.js'

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
          { guard: (x) => complete(x) && question(x), target: 'opening', actions: [meet, answer, atOnce] },
          { guard: complete, target: 'opening', actions: [meet, atOnce] },
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
      entry: beginEpoch,
      initial: 'asking',
      states: {
        asking: {
          entry: [open(false), open(true)],
          after: { interval: { target: 'asking', reenter: true, actions: backOff } }
        },
        /** The last epoch was given up before it was open. Nobody is told of this one before the interval is over. */
        pausing: {
          after: { interval: { target: 'asking', actions: backOff } },
          on: { OPEN_ACK: { actions: ignored('not-asked') } }
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
            guard: (x) => givesUp(x) && question(x),
            target: '.pausing',
            reenter: true,
            actions: [meet, answer]
          },
          { guard: givesUp, target: '.pausing', reenter: true, actions: meet },
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
