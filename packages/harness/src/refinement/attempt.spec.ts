import { attemptMachine } from '@bellwire/physical-layer'
import { HeraldError, Outcome, type Reply } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, feasibleCells, Refinement } from '../../test/refinement.js'

type Probe = MachineProbe<typeof attemptMachine>
type Event = Parameters<Probe['tell']>[0]

const PERIOD = 100
const EXPECTED = 2 ** 32 - 2

/** A REPLY relative to what the node expects. */
const REPLY = fc.record({
  isSuccess: fc.boolean(),
  ahead: fc.constantFrom(0, 0, 0, 0, 2, -1, -3),
  slot: fc.integer({ min: -3, max: 9 }),
  error: fc.constantFrom(0, 0, 1, 2, 3),
  queue: fc.constantFrom<('own' | 'other' | 'none')[]>('own', 'own', 'own', 'other', 'none'),
  emitted: fc.nat(2),
  late: fc.nat(30)
})

const STEP = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('order' as const), slots: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('reply' as const), reply: REPLY }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('withdraw' as const, 'photons' as const, 'wait' as const) }) }
)
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never

const has = (type: string) => (said: readonly Said[]) => said.some((one) => one.type === type)
const stops = (said: readonly Said[]) => ['halt', 'herald', 'withdraw'].some((type) => has(type)(said))

/**
 * What the table says of the node, the machine does for its part: it makes batches of what the link layer orders, which
 * chooses what is attempted next, delivers and expires.
 */
const ABSTRACTION: Abstraction<Event, Probe> = {
  table: 'attempt',
  states: ({ state }) => (state === 'waiting' ? ['attempting'] : ['idle', 'ended']),
  events: (event, probe) => {
    const isWaiting = probe.state === 'waiting'
    // First come, first served: the link layer orders nothing else while a batch is under way.
    if (event.type === 'GENERATE') return isWaiting ? undefined : ['wanted', 'decided']
    if (event.type === 'WITHDRAW') return isWaiting ? ['unwanted'] : []
    if (event.type === 'GENERATION_FAILED') return ['photons-fail']
    return replied(event.frame, event.emittedSlot, event.earliestSlot, isWaiting, probe.context as unknown as Known)
  },
  reactions: {
    'sends-batch': has('attempt'),
    'sends-next-batch': (said, event) =>
      event?.type === 'REPLY' &&
      said.some((one) => one.type === 'attempt' && Number(one['firstSlot']) > event.frame.slot),
    'sends-batch-in-time': has('ended'),
    halts: stops,
    'leaves-batch': stops,
    withdraws: has('withdraw'),
    delivers: (said) => said.some((one) => one.type === 'herald' && one['intact'] === true),
    expires: (said) => said.some((one) => one.type === 'herald' && one['intact'] === false),
    // The numbers that it misses are those from the expected one to that of the herald.
    'expires-missed': (said) => has('gap')(said) || has('herald')(said),
    'makes-none': (said) => !has('attempt')(said),
    'serves-on': (said) => !stops(said),
    'goes-on': (said) => !has('attempt')(said) && !stops(said)
  },
  isSilent: (said) => said.every(({ type }) => type === 'ignored' || type === 'awaited')
}

interface Known {
  readonly queueId: number
  readonly firstSlot: number
  readonly batchEnd: number
  readonly endSlot: number
  readonly expected: number
}

function replied(
  { outcome, sequence, slot, error, queueId }: Reply,
  emitted: number,
  earliest: number,
  isWaiting: boolean,
  known: Known
): readonly string[] {
  const ahead = (sequence - known.expected) | 0
  const isSuccess = outcome === Outcome.SUCCESS
  if (ahead < 0) return [isSuccess ? 'success-stale' : 'fail-stale']
  const isBefore = slot < known.firstSlot
  const isReminder = error === HeraldError.NO_MESSAGE_OTHER && queueId === 0
  if (isSuccess) {
    if (!isWaiting) return [ahead > 0 ? 'success-ahead' : 'success']
    const isLost = isBefore || Math.min(emitted, known.batchEnd - 1) > slot
    // Of one that is ahead and lost both may be said: its number is counted, its pair expires.
    if (ahead > 0) return isLost ? ['success-outside', 'success-overwritten'] : ['success-ahead']
    return isLost ? [isBefore ? 'success-outside' : 'success-overwritten'] : ['success', 'last-success']
  }
  if (!isWaiting) {
    if (ahead > 0) return ['fail-ahead']
    // Without a batch there is no other item than its own.
    return isReminder ? ['reminder'] : error > 0 ? ['error'] : ['fail', 'fail-of-other-item']
  }
  if (isReminder) return ['reminder']
  const isOther = queueId !== known.queueId
  if (ahead > 0) return [isBefore || isOther ? 'fail-ahead-before' : 'fail-ahead']
  if (isOther) return ['fail-of-other-item']
  if (error > 0) return [isBefore ? 'error-before' : 'error']
  if (isBefore) return ['fail-before']
  return [Math.max(slot + 1, earliest) < known.endSlot ? 'fail' : 'last-fail']
}

function told(step: Step, probe: Probe): Event | undefined {
  const { queueId, firstSlot, batchEnd, expected } = probe.context as unknown as Known
  const now = probe.clock.now()
  const slotNow = Math.floor(now / PERIOD)
  if (step.do === 'withdraw') return { type: 'WITHDRAW' }
  if (step.do === 'photons') return { type: 'GENERATION_FAILED', firstSlot }
  if (step.do === 'order') {
    const first = Math.max(slotNow, batchEnd) + 1
    const endSlot = first + step.slots
    return {
      type: 'GENERATE',
      queueId: queueId + 1,
      qubit: 1,
      brightness: 1,
      firstSlot: first,
      endSlot,
      arrivalBases: null,
      now
    }
  }
  if (step.do !== 'reply') return undefined
  const { isSuccess, ahead, slot: from, error, queue, emitted, late } = step.reply
  const slot = Math.max(0, Math.min(firstSlot + from, Math.max(batchEnd - 1, firstSlot + from)))
  const frame: Reply = {
    type: 'REPLY',
    link: 1,
    incarnation: 1,
    epoch: 1,
    outcome: isSuccess ? Outcome.SUCCESS : Outcome.FAIL,
    bellIndex: 0,
    sequence: (expected + ahead) >>> 0,
    slot,
    offsetPicoseconds: 0,
    queueId: isSuccess || queue === 'own' ? queueId : queue === 'other' ? queueId + 9 : 0,
    peerQueueId: queueId,
    error: isSuccess ? HeraldError.NONE : error
  }
  return { type: 'REPLY', frame, now, earliestSlot: slot + 1 + late, emittedSlot: slot + emitted }
}

describe('the machine of attempts', () => {
  it('does nothing but what the abstract machine does: each of its steps is one of the table (PHY-040, PHY-043)', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 40, size: 'max' }), (steps) => {
        const probe = new MachineProbe(attemptMachine, {
          expected: EXPECTED,
          batchSlots: 10,
          slotOrigin: 0,
          slotPeriod: PERIOD,
          replyDelay: 30
        })
        const refinement = new Refinement(probe, ABSTRACTION, reached)
        for (const step of steps) {
          if (step.do === 'wait') refinement.waitFor(() => 'silence', 100 * PERIOD, PERIOD)
          else {
            const event = told(step, probe)
            if (event !== undefined) refinement.tell(event)
          }
        }
      }),
      { seed: 31, numRuns: 600 }
    )
    // What its frames are, and how the link is, others see to before it hears of them.
    const others = ['dark', 'light', 'other-epoch', 'other-incarnation', 'from-peer', 'success-premature']
    const cells = feasibleCells('attempt', others).filter(
      (name) => !name.startsWith('unfit') && name !== 'attempting, wanted'
    )
    expect([...reached].filter((name) => cells.includes(name)).toSorted()).toEqual(cells)
  })
})
