import { LINK_LAYER_MACHINES } from '@bellwire/link-layer'
import type { Frame } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, Refinement } from '../../test/refinement.js'

const { reliable: reliableMachine } = LINK_LAYER_MACHINES
type Probe = MachineProbe<typeof reliableMachine>
type Event = Parameters<Probe['tell']>[0]

const [INTERVAL, ATTEMPTS] = [60, 4]
const EXPIRE: Frame = { type: 'EXPIRE', link: 1, incarnation: 1, epoch: 1, low: 7, high: 8 }

/** Whether the frame goes out, as it was. */
const sends = (said: readonly Said[]): boolean =>
  said.some((one) => one.type === 'transmit' && JSON.stringify(one['frame']) === JSON.stringify(EXPIRE))

/** Which answers are its own, and what the peer asks meanwhile, others see to. */
const ABSTRACTION: Abstraction<Event, Probe> = {
  table: 'expiry',
  states: ({ state }) => [state === 'gone' ? 'none' : 'expiring'],
  events: ({ type }) => (type === 'ACKNOWLEDGED' ? ['acknowledges'] : []),
  reactions: {
    expires: sends,
    'expires-again': sends,
    'repeats-not': (said) => said.every(({ type }) => type !== 'transmit'),
    'ends-epoch': (said) => said.some(({ type }) => type === 'exhausted')
  },
  isSilent: (said) => said.every(({ type }) => type === 'ignored')
}

describe('the machine of messages that must arrive', () => {
  it('does for an EXPIRE nothing but what the abstract machine does (LNK-020, LNK-021, LNK-023)', () => {
    const reached = new Set<string>()
    const step = fc.constantFrom('acknowledges', 'waits', 'waits', 'waits')
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const input = { frame: EXPIRE, interval: INTERVAL, initialDelay: 0, attempts: ATTEMPTS }
        const probe = new MachineProbe(reliableMachine, input)
        const refinement = new Refinement(probe, ABSTRACTION, reached)
        refinement.begin('success-for-nobody')
        for (const one of steps) {
          if (probe.state === 'gone') break
          if (one === 'acknowledges') refinement.tell({ type: 'ACKNOWLEDGED' })
          else refinement.waitFor((said) => (sends(said) ? 'pause' : 'patience'), INTERVAL, 1)
        }
      }),
      { seed: 37, numRuns: 200 }
    )
    expect([...reached].toSorted()).toEqual([
      'expiring, acknowledges',
      'expiring, patience',
      'expiring, pause',
      'none, success-for-nobody'
    ])
  })
})
