import { LINK_LAYER_MACHINES } from '@bellwire/link-layer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, Refinement } from '../../test/refinement.js'

const { pair: pairMachine } = LINK_LAYER_MACHINES
type Probe = MachineProbe<typeof pairMachine>
type Event = Parameters<Probe['tell']>[0]

const has = (type: string) => (said: readonly Said[]) => said.some((one) => one.type === type)
const isReady = (said: readonly Said[]) => has('ready')(said) || has('measured')(said)

/** What is delivered and acknowledged is the ledger's business: a pair that is ready can be delivered. */
function abstraction(end: () => readonly string[]): Abstraction<Event, Probe> {
  return {
    table: 'pair',
    states: ({ state }) =>
      state === 'gone' ? end() : state === 'discarding' ? ['correcting-void', 'measuring-void'] : [state],
    events: ({ type }) => (type === 'EXPIRE' ? ['peer-expires'] : [type.toLowerCase(), 'strange-result']),
    reactions: {
      delivers: isReady,
      'delivers-nothing': (said) => !isReady(said),
      corrects: has('correct'),
      measures: has('measure'),
      'tells-nothing': (said) => !isReady(said)
    },
    isSilent: (said) => said.every(({ type }) => type === 'ignored')
  }
}

const EVENT = fc.constantFrom<Event[]>(
  { type: 'EXPIRE' },
  { type: 'CORRECTED' },
  { type: 'MEASURED', outcome: { reveal: () => 0 } as never }
)

describe('the machine of a pair', () => {
  it('does nothing but what the abstract machine does: each of its steps is one of the table (LNK-060, LNK-091)', () => {
    const reached = new Set<string>()
    const kinds = fc.constantFrom('as-it-is', 'to-turn', 'to-measure')
    fc.assert(
      fc.property(kinds, fc.array(EVENT, { maxLength: 6 }), (kind, events) => {
        const [correct, measure] = [kind === 'to-turn', kind === 'to-measure']
        const probe = new MachineProbe(pairMachine, { pair: 1, qubit: 2, correct, store: false, measure })
        const refinement = new Refinement(
          probe,
          abstraction(() => (measure ? ['spent', 'awaited'] : ['held', 'awaited'])),
          reached
        )
        refinement.begin(`success-${kind}`)
        for (const event of events) {
          // There is no machine of a pair on which nothing works any more.
          if (probe.state === 'gone') break
          // Results are those of what was ordered, by their tags.
          if (event.type === (measure ? 'CORRECTED' : 'MEASURED') && probe.state === 'discarding') continue
          refinement.tell(event)
        }
      }),
      { seed: 32, numRuns: 300 }
    )
    expect([...reached].toSorted()).toEqual(
      [
        'awaited, success-as-it-is',
        'awaited, success-to-measure',
        'awaited, success-to-turn',
        'correcting, corrected',
        'correcting, peer-expires',
        'correcting, strange-result',
        'correcting-void, corrected',
        'correcting-void, peer-expires',
        'measuring, measured',
        'measuring, peer-expires',
        'measuring, strange-result',
        'measuring-void, measured',
        'measuring-void, peer-expires'
      ].toSorted()
    )
  })
})
