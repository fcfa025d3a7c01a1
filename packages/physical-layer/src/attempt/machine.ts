import { HeraldError, Outcome } from '@bellwire/wire'
import { setup } from 'xstate'
import {
  accept,
  advance,
  awaited,
  ended,
  gap,
  halt,
  herald,
  ignored,
  mismatch,
  next,
  resume,
  sendBatch,
  withdraw
} from './actions.js'
import type { AttemptContext, AttemptEmitted, AttemptEvent, AttemptInput } from './events.js'
import { following, isNew, isReminder } from './guards.js'

/** Requirements PHY-030 to PHY-044. */
export const attemptMachine = setup({
  types: {
    context: {} as AttemptContext,
    input: {} as AttemptInput,
    events: {} as AttemptEvent,
    emitted: {} as AttemptEmitted
  },
  delays: {
    silence: ({ context }) => context.silence
  }
}).createMachine({
  id: 'attempt',
  context: ({ input }) => ({
    queueId: 0,
    qubit: 0,
    brightness: 0,
    firstSlot: 0,
    batchEnd: 0,
    endSlot: 0,
    expected: input.expected,
    silence: 0,
    arrivalBases: null,
    batchSlots: input.batchSlots,
    slotOrigin: input.slotOrigin,
    slotPeriod: input.slotPeriod,
    replyDelay: input.replyDelay
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        GENERATE: { target: 'waiting', actions: [accept(), sendBatch] },
        WITHDRAW: {},
        GENERATION_FAILED: {},
        REPLY: [
          // A success for a batch already given up: the pair exists at the other end, so it must be accounted for.
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS && isNew(context, event.frame),
            actions: [herald(false), advance()]
          },
          {
            guard: ({ context, event }) => event.frame.sequence === context.expected && isReminder(event.frame),
            actions: awaited
          },
          {
            guard: ({ context, event }) =>
              event.frame.outcome === Outcome.SUCCESS || event.frame.sequence === context.expected,
            actions: ignored('late-reply')
          },
          { guard: ({ context, event }) => isNew(context, event.frame), actions: [gap(), resume()] },
          { actions: ignored('stale-reply') }
        ]
      }
    },
    waiting: {
      after: {
        silence: { target: 'idle', actions: [halt, ended('silent')] }
      },
      on: {
        GENERATE: { target: 'waiting', reenter: true, actions: [accept(), sendBatch] },
        WITHDRAW: {
          target: 'idle',
          actions: withdraw
        },
        GENERATION_FAILED: {
          target: 'idle',
          actions: [withdraw, ended('generation-failed')]
        },
        REPLY: [
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS && isNew(context, event.frame),
            target: 'idle',
            actions: [herald(true), advance()]
          },
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS || !isNew(context, event.frame),
            actions: ignored('stale-reply')
          },
          {
            guard: ({ context, event }) => event.frame.sequence !== context.expected,
            target: 'idle',
            actions: [halt, gap(), resume()]
          },
          // The station reminds of a peer that waits, so this node's own GEN was lost or is void there.
          {
            guard: ({ event }) => isReminder(event.frame),
            target: 'idle',
            actions: [halt, mismatch()]
          },
          {
            guard: ({ context, event }) => event.frame.queueId !== context.queueId,
            actions: ignored('reply-for-other-batch')
          },
          // About a batch before this one. Were it taken for this one's, every copy of a late GEN would bring forth another GEN.
          {
            guard: ({ context, event }) => event.frame.slot < context.firstSlot,
            actions: ignored('reply-for-other-batch')
          },
          { guard: ({ event }) => event.frame.error !== HeraldError.NONE, target: 'idle', actions: [halt, mismatch()] },
          // Where a failed slot is not the batch's last, the station has dropped the rest: the peer's batch was shorter.
          {
            guard: ({ context, event }) => following(event) < context.endSlot,
            target: 'waiting',
            reenter: true,
            actions: [next(), sendBatch]
          },
          { target: 'idle', actions: [halt, ended('exhausted')] }
        ]
      }
    }
  },
  on: {
    '*': { actions: ignored('unexpected') }
  }
})
