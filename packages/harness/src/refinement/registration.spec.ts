import { registrationMachine } from '@bellwire/physical-layer'
import { type Hello, type Open, Role } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, feasibleCells, Refinement } from '../../test/refinement.js'

type Probe = MachineProbe<typeof registrationMachine>
type Event = Parameters<Probe['tell']>[0]

const OWN = 77

const STEP = fc.record({
  do: fc.constantFrom('hello', 'hello', 'open', 'open', 'stranger', 'wait'),
  side: fc.constantFrom<(0 | 1)[]>(0, 1),
  isPresent: fc.boolean(),
  isAnswer: fc.boolean(),
  /** Against the present epoch. */
  epoch: fc.constantFrom(-1, 0, 1, 3),
  isForAnother: fc.nat(4).map((drawn) => drawn === 0)
})
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never

const present = (probe: Probe) => ({
  epoch: Number(probe.context['epoch']),
  incarnations: [Number(probe.context['incarnationA']), Number(probe.context['incarnationB'])]
})
const hellos = (said: readonly Said[], answer: boolean) =>
  said.filter((one) => one.type === 'hello' && one['answer'] === answer)
const has = (type: string) => (said: readonly Said[]) => said.some((one) => one.type === type)

/** Which epoch it names as over, the machine is asked for where the suite asks a station: here that it answers. */
const ABSTRACTION: Abstraction<Event, Probe> = {
  table: 'registration',
  states: ({ state }) => [state],
  events: (event, probe) => {
    const { epoch, incarnations } = present(probe)
    if (event.type === 'STRANGER') return ['gen-of-other-epoch']
    if (event.type === 'HELLO') {
      if (event.frame.answer) return ['answers']
      const isOld = event.frame.incarnation === incarnations[event.side] && event.frame.epoch < epoch
      return [isOld ? 'asks-of-before' : 'asks']
    }
    if (event.type !== 'OPEN') return undefined
    const { frame, side } = event
    if (frame.stationIncarnation !== OWN) return frame.epoch > epoch ? ['opens-for-another'] : undefined
    if (frame.epoch > epoch) return ['opens']
    if (frame.incarnation !== incarnations[side]) return ['opens-present-anew']
    return frame.epoch === epoch ? ['opens-again'] : undefined
  },
  reactions: {
    'answers-over': (said) => hellos(said, true).length === 1,
    'answers-before': (said) => hellos(said, true).length === 1,
    agrees: has('openAck'),
    greets: (said) => hellos(said, false).length === 2
  },
  isSilent: (said) => said.every(({ type }) => type === 'ignored')
}

function told(step: Step, probe: Probe, drawn: () => number): Event {
  const { side, isPresent, isAnswer, isForAnother } = step
  const { epoch: now, incarnations } = present(probe)
  const incarnation = (isPresent ? incarnations[side] : 0) || drawn()
  const header = { link: 1, incarnation, epoch: Math.max(1, now + step.epoch) }
  if (step.do === 'stranger') return { type: 'STRANGER', side }
  if (step.do === 'open') {
    const slots = { slotOrigin: 0, slotPeriod: 1, firstSequence: 0, testSeed: 0, testFraction: 0 }
    const others = { peerIncarnation: drawn(), stationIncarnation: isForAnother ? OWN + 1 : OWN }
    const frame: Open = { type: 'OPEN', version: 1, ...header, ...slots, ...others }
    return { type: 'OPEN', side, frame }
  }
  const versions = { minimumVersion: 1, maximumVersion: 1 }
  const rest = { role: Role.NODE, kinds: 0, bases: 0, heraldingPlace: 0 } as const
  const frame: Hello = { type: 'HELLO', ...header, node: 1, answer: isAnswer, ...versions, ...rest }
  return { type: 'HELLO', side, frame, version: 1 }
}

describe('the machine of registration', () => {
  it('does nothing but what the abstract machine does (PHY-091, PHY-092, PHY-094, PHY-095)', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 30, size: 'max' }), (steps) => {
        const timers = { interval: 100, maximumInterval: 1600, reminder: 10, guard: 1 }
        const probe: Probe = new MachineProbe(registrationMachine, { link: 1, incarnation: OWN, ...timers }, [
          'heralding'
        ])
        probe.tell({ type: 'START' })
        let next = 1000
        const refinement = new Refinement<Event, Probe>(probe, ABSTRACTION, reached)
        for (const step of steps) {
          if (step.do !== 'wait') refinement.tell(told(step, probe, () => (next += 1)))
          else if (probe.state === 'greeting') refinement.waitFor(() => 'interval', 1600, 100)
        }
      }),
      { seed: 35, numRuns: 200 }
    )
    // From whom a frame is, and what time it is, others have looked at before it hears of it.
    const others = ['misnamed', 'stranger-asks', 'stranger-opens', 'sync']
    expect([...reached].toSorted()).toEqual(feasibleCells('registration', others))
  })
})
