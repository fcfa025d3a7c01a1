import { NETWORK_LAYER_MACHINES } from '@bellwire/network-layer'
import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, feasibleCells, Refinement } from '../../test/refinement.js'

const { circuit: circuitMachine } = NETWORK_LAYER_MACHINES
type Probe = MachineProbe<typeof circuitMachine>
type Event = Parameters<Probe['tell']>[0]

const [NODE, RESPONDER] = [10, 20]
const [SET_UP_TIME, LIFETIME] = [300, 1000]

/** What a neighbour is told of the end: by whom it did not come. */
const ended =
  (fields: Readonly<Record<string, unknown>>) =>
  (said: readonly Said[]): boolean =>
    said.some((one) => one.type === 'ended' && Object.entries(fields).every(([name, value]) => one[name] === value))
const has = (type: string) => (said: readonly Said[]) => said.some((one) => one.type === type)

/** Ends, by the events of the table that they are. */
const ENDS: Readonly<Record<string, Event>> = {
  fails: { type: 'END', reason: ErrorCode.NORES, origin: 'downstream', node: RESPONDER },
  closes: { type: 'END', reason: ErrorCode.UNSPECIFIED, origin: 'upstream', node: 0 },
  'closes-from-downstream': { type: 'END', reason: ErrorCode.UNSPECIFIED, origin: 'downstream', node: 0 },
  'breaks-from-downstream': { type: 'END', reason: ErrorCode.OTHER, origin: 'downstream', node: 0 },
  'upstream-anew': { type: 'END', reason: ErrorCode.OTHER, origin: 'upstream', node: 0 }
}

const STATES: Readonly<Record<string, string>> = {
  settingUp: 'asked',
  reserved: 'reserved',
  open: 'open',
  gone: 'none'
}

/** Who may say what, and what goes on to whom, is the business of signalling. */
const ABSTRACTION: Abstraction<Event, Probe> = {
  table: 'circuit-at-inner-node',
  states: ({ state }) => [STATES[state] ?? state],
  events: (event) => {
    if (event.type === 'RESERVED') return ['reserves']
    if (event.type === 'CONFIRMED') return ['confirms']
    if (event.type === 'REFRESHED') return ['asks']
    const isIt = (end: Event): boolean =>
      end.type === 'END' && end.origin === event.origin && end.reason === event.reason
    const names = Object.keys(ENDS).filter((name) => isIt(ENDS[name] ?? event))
    // A neighbour downstream that begins anew and one that tears the circuit down are the same to it.
    return names.includes('breaks-from-downstream') ? [...names, 'downstream-anew'] : names
  },
  reactions: {
    'passes-reservation': has('reserved'),
    'passes-confirmation': has('opened'),
    'reserves-not': (said) => !has('reserved')(said),
    'confirms-not': (said) => !has('opened')(said),
    'tells-downstream': ended({ origin: 'upstream' }),
    'tells-upstream-why': ended({ origin: 'downstream', reason: ErrorCode.NORES, node: RESPONDER }),
    'tells-upstream-closed': ended({ origin: 'downstream', reason: ErrorCode.UNSPECIFIED }),
    'tells-upstream-broken': ended({ origin: 'downstream', reason: ErrorCode.OTHER }),
    'gives-up': ended({ origin: 'here', reason: ErrorCode.TIMEOUT, node: NODE }),
    'tells-downstream-too': ended({ origin: 'here' })
  },
  isSilent: (said) => said.every(({ type }) => type === 'ignored')
}

const STEP = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Event[]>({ type: 'RESERVED' }, { type: 'CONFIRMED' }, { type: 'REFRESHED' })
  },
  { weight: 1, arbitrary: fc.constantFrom(...Object.values(ENDS), undefined) }
)

describe('the machine of a circuit', () => {
  it('does at an inner node nothing but what the abstract machine does (NET-040, NET-041, NET-044, NET-045)', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 12 }), (steps) => {
        const times = { setUpTime: SET_UP_TIME, lifetime: LIFETIME, refreshInterval: 1 }
        const probe = new MachineProbe(circuitMachine, { node: NODE, role: 'inner', ...times })
        const refinement = new Refinement(probe, ABSTRACTION, reached)
        refinement.begin('asks')
        for (const step of steps) {
          if (probe.state === 'gone') break
          const name = probe.state === 'settingUp' ? 'set-up-time' : 'lifetime'
          if (step === undefined) refinement.waitFor(() => name, LIFETIME, 1)
          else refinement.tell(step)
        }
      }),
      { seed: 35, numRuns: 300 }
    )
    // What comes from the wrong side, of other circuits or of requests, it does not hear of.
    const others = ['asks-too-much', 'asks-astray', 'requests', 'requests-from-downstream']
    const strays = ['reserves-from-upstream', 'confirms-from-downstream', 'fails-from-upstream']
    const cells = feasibleCells('circuit-at-inner-node', [...others, ...strays])
    expect([...reached].toSorted()).toEqual(cells.filter((name) => name === 'none, asks' || !name.startsWith('none')))
  })
})
