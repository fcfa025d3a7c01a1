import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, feasibleCells, Refinement } from '../../test/refinement.js'
import { type Happens, Requested } from '../../test/requested.js'

const { UNSPECIFIED, NOTIME, OTHER, EXPIRE, NORES } = ErrorCode

/** Whether something is said, with these fields. */
const has =
  (type: string, fields: Readonly<Record<string, unknown>> = {}) =>
  (said: readonly Said[]): boolean =>
    said.some((one) => one.type === type && Object.entries(fields).every(([name, value]) => one[name] === value))

const not =
  (...types: readonly string[]) =>
  (said: readonly Said[]): boolean =>
    said.every(({ type }) => !types.includes(type))

function abstraction(table: string): Abstraction<Happens, Requested> {
  return {
    table,
    states: ({ state }) => [state],
    // What neither of the machines hears of, others see to.
    events: (event, probe) => (probe.hears(event) ? [event.type] : undefined),
    reactions: {
      'fails-as-refused': has('error', { code: NORES }),
      'fails-unanswered': has('error', { code: NOTIME }),
      'fails-cancelled': has('error', { code: OTHER }),
      'ends-unanswered': has('retract', { reason: NOTIME }),
      'takes-back-unanswered': has('retract', { reason: NOTIME }),
      'takes-back-cancelled': has('retract', { reason: OTHER }),
      'ends-cancelled': (said) => has('sendEnd', { reason: OTHER })(said) || has('retract', { reason: OTHER })(said),
      'ends-complete': has('sendEnd', { reason: UNSPECIFIED }),
      'ends-void': has('sendEnd', { reason: EXPIRE }),
      'ends-as-asked': has('sendEnd', { reason: OTHER }),
      'closes-cancelled': has('askEnd', { reason: OTHER }),
      'closes-void': has('askEnd', { reason: EXPIRE }),
      'acknowledges-end': has('ackEnd'),
      'acknowledges-not': not('ackEnd'),
      delivers: has('deliver', { final: false }),
      'delivers-last': has('deliver', { final: true }),
      'delivers-nothing': not('deliver'),
      expires: has('refuse'),
      'answers-nothing': not('deliver', 'error')
    },
    isSilent: not('deliver', 'error', 'refuse', 'retract', 'askEnd', 'sendEnd', 'ackEnd')
  }
}

/** As often as they are to be drawn. */
const TYPES: readonly string[] = [
  'wanted',
  'wanted',
  'agrees',
  'agrees',
  'agrees',
  'refuses',
  'patience',
  'cancelled',
  'success',
  'success',
  'success',
  'peer-expires',
  'agrees-to-end',
  'peer-asks-for-end',
  'peer-asks-as-complete',
  'ends-complete',
  'ends-otherwise'
]
const EVENT = fc.constantFrom(...TYPES).map((type): Happens => ({ type }))

function follow(isMaster: boolean): readonly string[] {
  const table = isMaster ? 'request-of-master' : 'request-of-other'
  const foreign = isMaster
    ? ['ends-complete', 'ends-otherwise']
    : ['agrees-to-end', 'peer-asks-for-end', 'peer-asks-as-complete']
  const reached = new Set<string>()
  fc.assert(
    fc.property(fc.array(EVENT, { maxLength: 40, size: 'max' }), (events) => {
      const refinement = new Refinement(new Requested(isMaster), abstraction(table), reached)
      for (const event of events) if (!foreign.includes(event.type)) refinement.tell(event)
    }),
    { seed: 34, numRuns: 600 }
  )
  return [...reached].toSorted()
}

/** Of a table, the states with events of which neither machine hears: what is sent again, and frames about what is no more. */
function heard(table: string): readonly string[] {
  return feasibleCells(table, ['pause', 'peer-ends', 'peer-cancels']).filter((name) => {
    const [state = '', event = ''] = name.split(', ')
    if (state === 'none') return event === 'wanted'
    if (state === 'asked') return ['agrees', 'refuses', 'patience', 'cancelled'].includes(event)
    if (state === 'taking-back') return event === 'refuses'
    if (['agrees', 'refuses', 'patience'].includes(event)) return false
    const isOver = state === 'complete' || state === 'full' || state === 'ending'
    return !isOver || (event !== 'cancelled' && event !== 'success')
  })
}

describe('the machines of a request', () => {
  it('do at the master nothing but what the abstract machine does (LNK-015, LNK-018, LNK-052, LNK-054)', () => {
    expect(follow(true)).toEqual(heard('request-of-master'))
  })

  it('do at the other node nothing but what the abstract machine does (LNK-015, LNK-018, LNK-056, LNK-057)', () => {
    expect(follow(false)).toEqual(heard('request-of-other').filter((name) => !name.endsWith('agrees-to-end')))
  })
})
