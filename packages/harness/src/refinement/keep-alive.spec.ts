import { LINK_LAYER_MACHINES } from '@bellwire/link-layer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, Refinement } from '../../test/refinement.js'

const { liveness: livenessMachine } = LINK_LAYER_MACHINES
type Probe = MachineProbe<typeof livenessMachine>
type Event = Parameters<Probe['tell']>[0]

const [INTERVAL, TIMEOUT, MISSES] = [1000, 30, 4]

const has = (type: string) => (said: readonly Said[]) => said.some((one) => one.type === type)

/** Questions of the peer, and answers that are not its own, others see to. */
const ABSTRACTION: Abstraction<Event, Probe> = {
  table: 'keep-alive',
  states: ({ state }) => [state],
  // A node may ask before the interval is over.
  events: ({ type }, { state }) => (type === 'HEARD' ? ['answers'] : state === 'quiet' ? ['interval'] : []),
  reactions: {
    asks: has('keepAlive'),
    'asks-on': has('keepAlive'),
    stays: (said) => !has('peerLost')(said),
    'ends-epoch': has('peerLost')
  },
  isSilent: (said) => said.every(({ type }) => type === 'ignored')
}

describe('the machine of liveness', () => {
  it('does nothing but what the abstract machine does (LNK-080, LNK-082, LNK-083)', () => {
    const reached = new Set<string>()
    const step = fc.constantFrom<(Event | undefined)[]>(
      { type: 'HEARD' },
      { type: 'ASK' },
      undefined,
      undefined,
      undefined
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        const probe = new MachineProbe(livenessMachine, { interval: INTERVAL, timeout: TIMEOUT, maximumMisses: MISSES })
        const refinement = new Refinement(probe, ABSTRACTION, reached)
        for (const event of steps) {
          if (event !== undefined) refinement.tell(event)
          else {
            const isQuiet = probe.state === 'quiet'
            const what = (said: readonly Said[]): string =>
              isQuiet ? 'interval' : has('peerLost')(said) ? 'patience' : 'timeout'
            refinement.waitFor(what, INTERVAL, 1)
          }
        }
      }),
      { seed: 36, numRuns: 300 }
    )
    expect([...reached].toSorted()).toEqual([
      'asking, answers',
      'asking, patience',
      'asking, timeout',
      'quiet, answers',
      'quiet, interval'
    ])
  })
})
