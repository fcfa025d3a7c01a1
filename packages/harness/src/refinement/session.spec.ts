import { sessionMachine } from '@bellwire/physical-layer'
import { type Hello, Role } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MachineProbe, type Said } from '../../../statechart/test/machine-probe.js'
import { type Abstraction, feasibleCells, Refinement } from '../../test/refinement.js'

type Probe = MachineProbe<typeof sessionMachine>
type Event = Parameters<Probe['tell']>[0]

const OWN = 77

interface Known {
  readonly peer: number
  readonly station: number
  readonly formerPeer: number
  readonly formerStation: number
  readonly voidEpoch: number
  readonly epoch: number
  readonly peerAcknowledged: boolean
  readonly stationAcknowledged: boolean
}
const known = (probe: Probe): Known => probe.context as unknown as Known

const STEP = fc.record({
  do: fc.constantFrom(
    'hello',
    'hello',
    'hello',
    'hello',
    'agree',
    'agree',
    'agree',
    'ack',
    'open',
    'open',
    'wait',
    'lost'
  ),
  fromStation: fc.boolean(),
  whose: fc.constantFrom<('present' | 'former' | 'new')[]>('present', 'present', 'present', 'former', 'new'),
  isAnswer: fc.boolean(),
  /** Against the present epoch. */
  epoch: fc.constantFrom(-1, -1, -1, 0, 1, 2),
  isStrange: fc.nat(14).map((drawn) => drawn === 0),
  isForAnother: fc.nat(4).map((drawn) => drawn === 0)
})
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never

const has = (type: string) => (said: readonly Said[]) => said.some((one) => one.type === type)
const hellos = (said: readonly Said[], answer: boolean) =>
  said.filter((one) => one.type === 'hello' && one['answer'] === answer)
const both = (said: readonly Said[]) => new Set(said.map((one) => one['toStation'])).size === 2
const opens = (said: readonly Said[]) => said.filter(({ type }) => type === 'sendOpen')
const isSpoken = (said: readonly Said[]) => ['hello', 'sendOpen', 'openAck'].some((type) => has(type)(said))

const REACTIONS: Abstraction<Event, Probe>['reactions'] = {
  answers: (said) => hellos(said, true).length === 1,
  'answers-opening': (said) => hellos(said, true).length === 1 && !has('openAck')(said),
  'says-nothing': (said) => !isSpoken(said),
  'greets-again': (said) => both(hellos(said, false)),
  greets: (said) => hellos(said, false).length > 0,
  opens: (said) => both(opens(said)),
  'opens-again': (said) => both(opens(said)),
  'opens-not': (said) => opens(said).length === 0,
  begins: has('up'),
  'agrees-to-it': has('openAck'),
  'agrees-again': (said) => has('openAck')(said) && !has('up')(said) && !has('down')(said)
}
const isSilent = (said: readonly Said[]) => !isSpoken(said) && !has('up')(said) && !has('down')(said)

/** The table's states tell apart what the machine keeps as numbers: who is known, and who has acknowledged. */
const MASTER: Abstraction<Event, Probe> = {
  table: 'session-of-master',
  states: (probe) => {
    const { peer, station, peerAcknowledged, stationAcknowledged } = known(probe)
    if (probe.state === 'open') return ['open']
    if (probe.state === 'opening.pausing') return ['pausing']
    if (probe.state === 'opening.asking')
      return [peerAcknowledged ? 'peer-agreed' : stationAcknowledged ? 'station-agreed' : 'opening']
    if (peer !== 0 && station !== 0) return ['lost']
    return [peer !== 0 ? 'knows-peer' : station !== 0 ? 'knows-station' : 'greeting']
  },
  events: (event, probe) => seen(event, probe),
  reactions: REACTIONS,
  isSilent
}

const OTHER: Abstraction<Event, Probe> = {
  table: 'session-of-other',
  states: ({ state }) => [state],
  events: (event, probe) => {
    if (event.type === 'OPEN_ACK') return ['agrees']
    if (event.type !== 'OPEN') return seen(event, probe)
    const { voidEpoch, epoch } = known(probe)
    if (event.frame.peerIncarnation !== OWN) return ['opens-for-another']
    const present = probe.state === 'open' ? epoch : 0
    if (event.frame.epoch > Math.max(voidEpoch, present)) return ['opens']
    return [event.frame.epoch === present ? 'opens-again' : 'opens-former']
  },
  reactions: REACTIONS,
  isSilent
}

/** What a HELLO, an OPEN_ACK or the end of an epoch is. */
function seen(event: Event, probe: Probe): readonly string[] {
  if (event.type === 'LOST') return ['silence']
  if (event.type !== 'HELLO' && event.type !== 'OPEN_ACK') return []
  const { peer, station, formerPeer, formerStation, epoch } = known(probe)
  const [name, present, former] = event.fromStation ? ['station', station, formerStation] : ['peer', peer, formerPeer]
  if (event.type === 'OPEN_ACK') {
    // Where nothing was asked, it is both: the one of the last OPEN, and the one of none.
    if (!['opening.asking', 'open'].includes(probe.state)) return [`${name}-agrees`, `${name}-agrees-to-other`]
    return [
      event.frame.epoch === epoch && event.frame.incarnation === present ? `${name}-agrees` : `${name}-agrees-to-other`
    ]
  }
  const { frame } = event
  if (event.version === undefined) return [`${name}-strange`]
  if (former !== 0 && frame.incarnation === former) return [`${name}-of-before`]
  if (present !== 0 && frame.incarnation !== present) return [`${name}-starts-anew`]
  const isOver = ['opening.asking', 'opening.pausing', 'open'].includes(probe.state) && frame.epoch >= epoch
  return [isOver ? `${name}-gives-up` : frame.answer ? `${name}-answers` : `${name}-greets`]
}

function told(step: Step, probe: Probe, drawn: () => number): Event | undefined {
  const { peer, station, formerPeer, formerStation, epoch } = known(probe)
  const { fromStation, whose, isAnswer } = step
  const [present, former] = fromStation ? [station, formerStation] : [peer, formerPeer]
  const incarnation = (whose === 'former' ? former : whose === 'present' ? present : 0) || drawn()
  const common = { link: 1, incarnation, epoch: Math.max(0, epoch + step.epoch) }
  switch (step.do) {
    case 'lost':
      return probe.state === 'open' ? { type: 'LOST' } : undefined
    case 'agree':
      return { type: 'OPEN_ACK', fromStation, frame: { type: 'OPEN_ACK', link: 1, incarnation: present, epoch } }
    case 'ack':
      return { type: 'OPEN_ACK', fromStation, frame: { type: 'OPEN_ACK', ...common } }
    case 'open':
      return {
        type: 'OPEN',
        frame: {
          type: 'OPEN',
          ...common,
          epoch: Math.max(1, common.epoch),
          version: 1,
          firstSequence: 0,
          slotOrigin: 0,
          slotPeriod: 1,
          peerIncarnation: step.isForAnother ? OWN + 1 : OWN,
          stationIncarnation: station || drawn(),
          testSeed: 0,
          testFraction: 0
        }
      }
    default: {
      const isNew = present !== 0 && incarnation !== present && incarnation !== former
      const hello: Hello = {
        type: 'HELLO',
        ...common,
        node: 1,
        role: fromStation ? Role.STATION : Role.NODE,
        // A process that starts anew asks.
        answer: isAnswer && !isNew && whose === 'present',
        minimumVersion: 1,
        maximumVersion: 1,
        kinds: 0,
        bases: 0,
        heraldingPlace: 0
      }
      return { type: 'HELLO', fromStation, frame: hello, version: step.isStrange && !fromStation ? undefined : 1 }
    }
  }
}

function follow(master: boolean, abstraction: Abstraction<Event, Probe>, reached: Set<string>): void {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 40, size: 'max' }), (steps) => {
      const probe = new MachineProbe(sessionMachine, {
        master,
        incarnation: OWN,
        firstSequence: 0,
        testFraction: 0,
        firstInterval: 100,
        maximumInterval: 1600,
        version: 1
      })
      probe.tell({ type: 'START' })
      let next = 1000
      const refinement = new Refinement(probe, abstraction, reached)
      for (const step of steps) {
        if (step.do === 'wait') {
          if (probe.state !== 'open') refinement.waitFor(() => 'interval', 1600, 100)
        } else {
          const isOwn = step.do !== 'open' || !master
          const event = isOwn ? told(step, probe, () => (next += 1)) : undefined
          if (event !== undefined) refinement.tell(event)
        }
      }
    }),
    { seed: 33, numRuns: 600 }
  )
}

describe('the machine of sessions', () => {
  // What a frame says of its sender, others have looked at before it hears of it.
  const others = ['peer-misnamed', 'station-misnamed']

  it('does at the master nothing but what the abstract machine does (PHY-014, PHY-018, PHY-177)', () => {
    const reached = new Set<string>()
    follow(true, MASTER, reached)
    expect([...reached].toSorted()).toEqual(feasibleCells('session-of-master', others))
  })

  it('does at the other node nothing but what the abstract machine does (PHY-015, PHY-016, PHY-017)', () => {
    const reached = new Set<string>()
    follow(false, OTHER, reached)
    expect([...reached].toSorted()).toEqual(feasibleCells('session-of-other', others))
  })
})
