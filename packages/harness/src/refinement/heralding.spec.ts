import { heraldingMachine } from '@bellwire/physical-layer'
import { HeraldError, Outcome } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, feasibleCells, Refinement } from '../../test/refinement.js'

type Probe = MachineProbe<typeof heraldingMachine>
type Event = Parameters<Probe['tell']>[0]
type GenEvent = Extract<Event, { type: 'GEN' }>

const PERIOD = 100
const LENGTH = 12

const STEP = fc.record({
  do: fc.constantFrom(
    'gen',
    'gen',
    'gen',
    'as-the-other',
    'again',
    'follow',
    'withdraw',
    'detected',
    'silent',
    'wait',
    'pass'
  ),
  side: fc.constantFrom<(0 | 1)[]>(0, 1),
  /** Of a batch, from the first slot that is not over; or from the end of what is there. */
  first: fc.integer({ min: -8, max: 14 }),
  isAfter: fc.boolean(),
  slots: fc.integer({ min: 1, max: LENGTH }),
  queue: fc.constantFrom(5, 5, 5, 6),
  isInside: fc.boolean()
})
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never

type Sided = 'first' | 'end' | 'queue' | 'nextFirst' | 'nextEnd'
interface Batch {
  readonly first: number
  readonly end: number
  readonly queue: number
  readonly nextFirst: number
  readonly nextEnd: number
}

function batches(probe: Probe): readonly [Batch, Batch] {
  const of = (side: 'A' | 'B'): Batch => {
    const field = (name: Sided): number => Number(probe.context[`${name}${side}`])
    return {
      first: field('first'),
      end: field('end'),
      queue: field('queue'),
      nextFirst: field('nextFirst'),
      nextEnd: field('nextEnd')
    }
  }
  return [of('A'), of('B')]
}
const window = ({ context }: Probe) => ({ first: Number(context['windowFirst']), end: Number(context['windowEnd']) })

const replies = (said: readonly Said[]) => said.filter(({ type }) => type === 'reply')
const are = (said: readonly Said[], count: number, fields: Readonly<Record<string, unknown>>): boolean =>
  replies(said).length === count &&
  replies(said).every((reply) => Object.entries(fields).every(([name, value]) => reply[name] === value))
const has = (said: readonly Said[], type: string): boolean => said.some((one) => one.type === type)

const { FAIL, SUCCESS } = Outcome
const { NONE, QUEUE_MISMATCH, TIME_MISMATCH, NO_MESSAGE_OTHER } = HeraldError

const ABSTRACTION: Abstraction<Event, Probe> = {
  table: 'heralding',
  states: (probe) => {
    if (probe.state === 'idle') return ['idle']
    if (probe.state.startsWith('half')) return ['waiting']
    const both = batches(probe)
    const next = both.find(({ nextEnd }) => nextEnd > 0)
    if (next === undefined) return ['observing']
    return [both.every(({ end }) => next.nextFirst >= end) ? 'followed' : 'replacing']
  },
  events: (event, probe) => {
    if (event.type === 'GEN') return generated(event, probe)
    const { first, end } = window(probe)
    const isObserving = probe.state === 'observing'
    if (event.type === 'DETECTED')
      return [isObserving && event.slot >= first && event.slot < end ? 'detected' : 'detected-outside']
    if (event.type === 'SILENT') return [isObserving && event.lastSlot + 1 >= end ? 'silent' : 'silent-before']
    return []
  },
  reactions: {
    'says-nothing': (said) => replies(said).length === 0 && !has(said, 'observe'),
    observes: (said) => replies(said).length === 0 && has(said, 'observe'),
    'observes-less': (said) => replies(said).length === 0,
    closes: (said) => has(said, 'closeGates'),
    announces: (said) => are(said, 2, { outcome: SUCCESS }),
    fails: (said) => are(said, 2, { outcome: FAIL, error: NONE }),
    'fails-not': (said) => replies(said).every(({ error }) => error !== NONE),
    'fails-for-one': (said) => are(said, 1, { outcome: FAIL, error: NONE }),
    'fails-for-both': (said) => are(said, 2, { outcome: FAIL, error: NONE }),
    mismatch: (said) => are(said, 2, { error: QUEUE_MISMATCH }),
    'refuses-one': (said) => are(said, 1, { error: TIME_MISMATCH }),
    'refuses-other': (said) => are(said, 1, { error: TIME_MISMATCH }),
    'refuses-late': (said) => are(said, 1, { error: TIME_MISMATCH }),
    reminds: (said) => are(said, 1, { error: NO_MESSAGE_OTHER, queueId: 0 }),
    'gives-up': (said) => are(said, 1, { error: NO_MESSAGE_OTHER }) && !are(said, 1, { queueId: 0 })
  },
  isSilent: (said) => said.every(({ type }) => type === 'ignored')
}

/** What a GEN is; undefined where the text leaves open what is to become of it. */
function generated({ side, frame, earliestSlot }: GenEvent, probe: Probe): readonly string[] | undefined {
  const { firstSlot, slots, queueId } = frame
  const end = firstSlot + slots
  const [own, peer] = side === 0 ? batches(probe) : batches(probe).toReversed()
  if (own === undefined || peer === undefined) return undefined
  // Where neither has a batch, or both have one and none is to follow, either is the one.
  const withdrawals = ['withdrawal', 'withdrawal-of-other']
  if (probe.state === 'idle') return slots === 0 ? withdrawals : [end <= earliestSlot ? 'gen-late' : 'gen']
  if (probe.state.startsWith('half')) {
    const isOne = own.end > 0
    if (slots === 0) return [isOne ? 'withdrawal' : 'withdrawal-of-other']
    if (end <= earliestSlot) return isOne ? undefined : ['gen-late']
    if (isOne) return ['gen']
    const first = Math.max(firstSlot, earliestSlot)
    if (end <= peer.first) return ['gen-earlier']
    if (first >= peer.end) return ['gen-later']
    return [queueId === peer.queue ? 'gen-shared' : 'gen-of-other-item']
  }
  if (slots === 0) return peer.nextEnd > 0 ? ['withdrawal-of-other'] : own.nextEnd > 0 ? ['withdrawal'] : withdrawals
  if (end <= earliestSlot || peer.nextEnd > 0) return undefined
  // Of a copy the slots to come are the same.
  const isSame = Math.max(firstSlot, earliestSlot) === Math.max(own.first, earliestSlot)
  if (queueId === own.queue && isSame && end === own.end) return ['gen-again']
  const { first, end: windowEnd } = window(probe)
  const isOther = queueId !== peer.queue
  if (firstSlot <= Math.max(first, earliestSlot)) {
    const isShared = end > Math.max(peer.first, earliestSlot) && peer.end > earliestSlot
    return isShared ? [isOther ? 'gen-of-other-item-at-once' : 'gen-at-once'] : undefined
  }
  if (isOther || (firstSlot >= windowEnd && firstSlot < Math.max(own.end, peer.end))) return undefined
  return [firstSlot < windowEnd ? 'gen-from-later-on' : 'gen-after']
}

function told({ side, slots, ...step }: Step, probe: Probe): Event | undefined {
  const now = probe.clock.now()
  const earliestSlot = Math.floor(now / PERIOD) + 1
  const own = batches(probe)[side]
  const { first, end } = window(probe)
  const gen = (firstSlot: number, number: number, queueId: number): Event => ({
    type: 'GEN',
    side,
    frame: { type: 'GEN', link: 1, incarnation: 1, epoch: 1, queueId, firstSlot, slots: number, brightness: 1 },
    now,
    earliestSlot
  })
  switch (step.do) {
    case 'withdraw':
      return gen(earliestSlot, 0, step.queue)
    case 'again':
      return own.end > 0 ? gen(own.first, own.end - own.first, own.queue) : undefined
    case 'as-the-other': {
      const other = batches(probe)[side === 0 ? 1 : 0]
      return other.end > 0 ? gen(other.first, other.end - other.first, other.queue) : undefined
    }
    case 'follow':
      return probe.state === 'observing' && end > first + 1 ? gen(end - 1, slots, own.queue) : undefined
    case 'detected':
      return { type: 'DETECTED', slot: step.isInside ? first : end + 1, offset: 1, bellIndex: 2, now }
    case 'silent':
      return { type: 'SILENT', lastSlot: step.isInside ? end - 1 : first - 1, now }
    default: {
      const from = step.isAfter ? Math.max(end, own.end) : earliestSlot
      return gen(Math.max(0, from + step.first), slots, step.queue)
    }
  }
}

describe('the machine of heralding', () => {
  it('does nothing but what the abstract machine does: each of its steps is one of the table (PHY-073, PHY-082)', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 40, size: 'max' }), (steps) => {
        const probe = new MachineProbe(heraldingMachine, {
          sequence: 2 ** 32 - 1,
          reminder: 3 * PERIOD,
          slotOrigin: 0,
          slotPeriod: PERIOD,
          guard: 5
        })
        const refinement = new Refinement(probe, ABSTRACTION, reached)
        const timed = (said: readonly Said[]): string => (are(said, 1, { queueId: 0 }) ? 'reminder' : 'over')
        for (const step of steps) {
          const isHalf = probe.state.startsWith('half')
          if (step.do === 'wait') {
            if (isHalf) refinement.waitFor(timed, 3 * LENGTH * PERIOD, PERIOD / 2)
          } else if (step.do === 'pass') {
            if (!isHalf) probe.wait(PERIOD)
          } else {
            const event = told(step, probe)
            if (event !== undefined) refinement.tell(event)
          }
        }
      }),
      { seed: 34, numRuns: 300 }
    )
    // Of which epoch a GEN is, and from whom, others have looked at before it hears of it.
    const others = ['gen-of-other-epoch', 'gen-of-other-incarnation', 'gen-of-stranger']
    expect([...reached].toSorted()).toEqual(feasibleCells('heralding', others))
  })
})
