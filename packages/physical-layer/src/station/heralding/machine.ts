import { HeraldError } from '@bellwire/wire'
import { setup } from 'xstate'
import {
  advanceA,
  advanceB,
  backOff,
  clearA,
  clearB,
  closeGates,
  countUp,
  fromA,
  ignored,
  isLate,
  isRepeated,
  isWithdrawal,
  observe,
  openWindow,
  present,
  promote,
  restartReminders,
  store,
  storeNext,
  tick
} from './batches.js'
import {
  actions,
  type HeraldingContext,
  type HeraldingEmitted,
  type HeraldingEvent,
  type HeraldingInput
} from './context.js'
import { late, missed, refused, remind, reply, stopped, success, unmatched, windowFailed } from './replies.js'

/** Requirements PHY-070 to PHY-083. */
export const heraldingMachine = setup({
  types: {
    context: {} as HeraldingContext,
    input: {} as HeraldingInput,
    events: {} as HeraldingEvent,
    emitted: {} as HeraldingEmitted
  },
  delays: {
    reminder: ({ context }) => context.interval,
    batchOver: ({ context: { slotOrigin, slotPeriod, guard, now, endA, endB } }) => {
      const left = slotOrigin + Math.max(endA, endB) * slotPeriod + guard - now
      // A node may name slots that no clock will ever read.
      return left > Number.MAX_SAFE_INTEGER ? Infinity : Math.max(0, left)
    }
  }
}).createMachine({
  id: 'heralding',
  context: ({ input }) => ({
    sequence: input.sequence,
    now: 0,
    queueA: 0,
    firstA: 0,
    endA: 0,
    nextQueueA: 0,
    nextFirstA: 0,
    nextEndA: 0,
    queueB: 0,
    firstB: 0,
    endB: 0,
    nextQueueB: 0,
    nextFirstB: 0,
    nextEndB: 0,
    windowFirst: 0,
    windowEnd: 0,
    interval: input.reminder,
    firstInterval: input.reminder,
    slotOrigin: input.slotOrigin,
    slotPeriod: input.slotPeriod,
    guard: input.guard
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        GEN: [
          { guard: isWithdrawal, actions: ignored('nothing-to-withdraw') },
          { guard: isLate, actions: late },
          { target: 'half', actions: [store, restartReminders] }
        ],
        DETECTED: { actions: ignored('gates-closed') },
        SILENT: { actions: ignored('gates-closed') }
      }
    },
    /** One node has sent its batch. */
    half: {
      initial: 'waiting',
      after: {
        batchOver: [
          { guard: ({ context }) => present(context.endA), target: 'idle', actions: [unmatched(0), clearA] },
          { target: 'idle', actions: [unmatched(1), clearB] }
        ]
      },
      states: {
        waiting: {
          after: {
            reminder: [
              {
                guard: ({ context }) => present(context.endA),
                target: 'waiting',
                reenter: true,
                actions: [remind(1), backOff]
              },
              { target: 'waiting', reenter: true, actions: [remind(0), backOff] }
            ]
          }
        }
      },
      on: {
        GEN: [
          { guard: (x) => isWithdrawal(x) && fromA(x), target: 'deciding', actions: [tick, clearA] },
          { guard: isWithdrawal, target: 'deciding', actions: [tick, clearB] },
          { guard: isLate, actions: late },
          { target: 'deciding', actions: store }
        ],
        // Of slots that were observed until just now: it stands still for it, and would go on doing so.
        DETECTED: [
          { guard: ({ context }) => present(context.endA), target: 'idle', actions: [stopped(0), clearA] },
          { target: 'idle', actions: [stopped(1), clearB] }
        ],
        SILENT: { actions: ignored('gates-closed') }
      }
    },
    /** Left at once: what the two batches, as they now are, mean. */
    deciding: {
      entry: actions.raise({ type: 'DECIDE' }),
      on: {
        DECIDE: [
          { guard: ({ context }) => !present(context.endA) && !present(context.endB), target: 'idle' },
          {
            guard: ({ context }) => !present(context.endA) || !present(context.endB),
            target: 'half',
            actions: restartReminders
          },
          // Of two batches without a common slot the earlier one is of no use; the later one waits for another. Were
          // both refused, each node's next GEN could for ever meet the other's last one.
          {
            guard: ({ context }) => context.endA <= context.firstB,
            target: 'half',
            actions: [reply(0, missed), clearA, restartReminders]
          },
          {
            guard: ({ context }) => context.endB <= context.firstA,
            target: 'half',
            actions: [reply(1, missed), clearB, restartReminders]
          },
          {
            guard: ({ context }) => context.queueA !== context.queueB,
            target: 'idle',
            actions: [
              reply(0, refused(HeraldError.QUEUE_MISMATCH)),
              reply(1, refused(HeraldError.QUEUE_MISMATCH)),
              clearA,
              clearB
            ]
          },
          { target: 'observing', actions: [openWindow, observe] }
        ]
      }
    },
    /** The gates are open in the slots that both batches share. */
    observing: {
      on: {
        DETECTED: [
          {
            guard: ({ context, event }) => event.slot >= context.windowFirst && event.slot < context.windowEnd,
            target: 'idle',
            actions: [tick, reply(0, success), reply(1, success), countUp, clearA, clearB]
          },
          // The window has been moved since.
          { target: 'idle', actions: [closeGates, stopped(0), stopped(1), clearA, clearB] }
        ],
        SILENT: [
          { guard: ({ context, event }) => event.lastSlot + 1 < context.windowEnd, actions: ignored('earlier-window') },
          {
            guard: ({ context }) => present(context.nextEndA) || present(context.nextEndB),
            actions: [tick, actions.raise(({ event }) => ({ type: 'PROMOTE' as const, slot: event.lastSlot + 1 }))]
          },
          { target: 'idle', actions: [tick, reply(0, windowFailed), reply(1, windowFailed), clearA, clearB] }
        ],
        GEN: [
          {
            guard: (x) => isWithdrawal(x) && fromA(x),
            target: 'deciding',
            actions: [tick, closeGates, clearA, advanceB]
          },
          { guard: isWithdrawal, target: 'deciding', actions: [tick, closeGates, clearB, advanceA] },
          { guard: isLate, actions: late },
          // Were the gates opened anew for it, a herald of before that is on its way would be of no window.
          { guard: isRepeated, actions: ignored('repeated-gen') },
          // Replaced at once, or from a slot inside the window on, or after it.
          {
            guard: ({ context, event }) => event.frame.firstSlot <= Math.max(context.windowFirst, event.earliestSlot),
            actions: [
              storeNext,
              closeGates,
              actions.raise(({ event }) => ({ type: 'PROMOTE' as const, slot: event.earliestSlot }))
            ]
          },
          { guard: ({ context, event }) => event.frame.firstSlot < context.windowEnd, actions: [storeNext, observe] },
          { actions: storeNext }
        ],
        PROMOTE: { target: 'deciding', actions: promote }
      }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
