import { HeraldError, Outcome } from '@bellwire/wire'
import { setup } from 'xstate'
import {
  accept,
  advance,
  awaited,
  ended,
  failed,
  formerHerald,
  gap,
  halt,
  herald,
  hold,
  holdAnew,
  holdNext,
  holdOn,
  ignored,
  mismatch,
  next,
  resume,
  sendBatch,
  undone,
  withdraw
} from './actions.js'
import type { AttemptContext, AttemptEmitted, AttemptEvent, AttemptInput } from './events.js'
import {
  following,
  isForOther,
  isNew,
  isNews,
  isOfFormerRun,
  isOfOther,
  isReminder,
  mayHaveStopped,
  ofOtherQubit,
  undoesHerald
} from './guards.js'

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
    replyDelay: input.replyDelay,
    heldFrom: 0,
    heraldSlot: -1,
    heraldSequence: 0,
    holds: input.holds ?? false
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        GENERATE: { target: 'waiting', actions: [holdAnew(), accept(), sendBatch] },
        WITHDRAW: {},
        GENERATION_FAILED: [{ guard: ({ context, event }) => undoesHerald(context, event), actions: undone }, {}],
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
          { guard: ({ context, event }) => isNew(context, event.frame), actions: [gap(false), resume()] },
          { actions: ignored('stale-reply') }
        ]
      }
    },
    waiting: {
      after: {
        silence: { target: 'idle', actions: [halt, ended('silent')] }
      },
      on: {
        GENERATE: [
          {
            guard: ofOtherQubit,
            target: 'waiting',
            reenter: true,
            actions: [halt, holdAnew(), accept(), sendBatch]
          },
          // Nothing has stopped the hardware: where it holds, a pair of an earlier batch is in its qubit still.
          { target: 'waiting', reenter: true, actions: [holdOn(), accept(), sendBatch] }
        ],
        WITHDRAW: {
          target: 'idle',
          actions: withdraw
        },
        GENERATION_FAILED: [
          { guard: ({ context, event }) => undoesHerald(context, event), actions: undone },
          { target: 'idle', actions: [withdraw, failed] }
        ],
        REPLY: [
          // Of what was emitted before the hardware was last stopped: what it emits now may herald as well, and is held.
          {
            guard: ({ context, event }) => isNew(context, event.frame) && isOfFormerRun(context, event.frame),
            actions: [formerHerald, advance()]
          },
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS && isNew(context, event.frame),
            target: 'idle',
            actions: [herald(true), hold(), advance()]
          },
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS || !isNew(context, event.frame),
            actions: ignored('stale-reply')
          },
          // Of an earlier batch, whose station has seen successes unheard of: this one has not failed. Hardware that holds may
          // have stopped at one of them.
          {
            guard: ({ context, event }) =>
              !context.holds && isNews(context, event.frame) && isOfOther(context, event.frame),
            actions: [gap(true), resume()]
          },
          {
            guard: ({ context, event }) => isNews(context, event.frame),
            target: 'idle',
            actions: [halt, gap(false), resume()]
          },
          // The station reminds of a peer that waits, so this node's own GEN was lost or is void there.
          {
            guard: ({ event }) => isReminder(event.frame),
            target: 'idle',
            actions: [halt, mismatch()]
          },
          {
            guard: ({ context, event }) =>
              isForOther(context, event.frame) && mayHaveStopped(context, event) && following(event) < context.endSlot,
            target: 'waiting',
            reenter: true,
            actions: [halt, holdNext(), next(), sendBatch]
          },
          {
            guard: ({ context, event }) => isForOther(context, event.frame),
            actions: ignored('reply-for-other-batch')
          },
          { guard: ({ event }) => event.frame.error !== HeraldError.NONE, target: 'idle', actions: [halt, mismatch()] },
          // Where a failed slot is not the batch's last, the station has dropped the rest: the peer's batch was shorter.
          {
            guard: ({ context, event }) => context.holds && following(event) < context.endSlot,
            target: 'waiting',
            reenter: true,
            actions: [halt, holdNext(), next(), sendBatch]
          },
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
