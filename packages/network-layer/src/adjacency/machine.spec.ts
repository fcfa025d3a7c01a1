import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type AdjacencyEvent, adjacencyMachine } from './machine.js'

const call = { type: 'call' }
const look = { type: 'look' }
const lost = { type: 'lost' }
const input = { firstWait: 30, interval: 100, maximumMisses: 3 }

const seeking = () => new MachineProbe(adjacencyMachine, input)

function met() {
  const probe = seeking()
  probe.tell({ type: 'MET' })
  return probe
}

function looking() {
  const probe = met()
  probe.wait(100)
  return probe
}

function failed() {
  const probe = met()
  probe.tell({ type: 'FAILED' })
  return probe
}

/** The instants from now on at which the neighbour is called. */
function calls(probe: MachineProbe<typeof adjacencyMachine>, duration: number): number[] {
  const instants: number[] = []
  for (let step = 1; step <= duration; step++)
    for (const { type } of probe.wait(1)) if (type === 'call') instants.push(step)
  return instants
}

describe('a neighbour', () => {
  it('is called at once, then ever more seldom, down to once in an interval (NET-007)', () => {
    const probe = seeking()
    expect(probe.said()).toEqual([call])
    expect(calls(probe, 500)).toEqual([30, 90, 190, 290, 390, 490])
  })

  it('is called no more once it is met, but looked after', () => {
    const probe = met()
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual([look])
    expect(probe.tell({ type: 'HEARD' })).toEqual([])
    expect(probe.wait(100)).toEqual([look])
  })

  it('is called when it was not heard, and lost when that has happened too often in a row (NET-015)', () => {
    const probe = looking()
    expect(probe.tell({ type: 'SILENT' })).toEqual([call])
    probe.wait(100)
    expect(probe.tell({ type: 'SILENT' })).toEqual([call])
    probe.wait(100)
    expect(probe.tell({ type: 'SILENT' })).toEqual([lost, call])
    expect(probe.state).toBe('seeking')
    // From the beginning.
    expect(calls(probe, 100)).toEqual([30, 90])
  })

  it('that is heard begins the count anew', () => {
    const probe = looking()
    probe.tell({ type: 'SILENT' })
    probe.wait(100)
    probe.tell({ type: 'SILENT' })
    probe.wait(100)
    probe.tell({ type: 'HEARD' })
    probe.wait(100)
    expect(probe.tell({ type: 'SILENT' })).toEqual([call])
  })

  it('that is met in another session is looked after from then on, and the count begins anew', () => {
    const probe = looking()
    probe.tell({ type: 'SILENT' })
    probe.wait(100)
    probe.tell({ type: 'SILENT' })
    probe.wait(60)
    expect(probe.tell({ type: 'MET' })).toEqual([])
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual([look])
    expect(probe.tell({ type: 'SILENT' })).toEqual([call])
  })

  it('that was lost for another reason is sought from the beginning, and nothing is told', () => {
    const probe = seeking()
    probe.wait(300)
    probe.tell({ type: 'MET' })
    expect(probe.tell({ type: 'LOST' })).toEqual([call])
    expect(calls(probe, 100)).toEqual([30, 90])
  })

  it('whose session has failed is told as lost soon, once', () => {
    const probe = failed()
    expect(probe.said()).toEqual([])
    expect(probe.wait(0)).toEqual([lost, call])
    const other = failed()
    expect(other.tell({ type: 'LOST' })).toEqual([call])
    expect(other.wait(29)).toEqual([])
  })
})

const events = fc.constantFrom<AdjacencyEvent>(
  { type: 'MET' },
  { type: 'HEARD' },
  { type: 'SILENT' },
  { type: 'LOST' },
  { type: 'FAILED' }
)

describe('the adjacency machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: adjacencyMachine,
      // A failed one is left as soon as time passes.
      reach: { seeking, met, looking, failed: null },
      events: [{ type: 'MET' }, { type: 'HEARD' }, { type: 'SILENT' }, { type: 'LOST' }, { type: 'FAILED' }]
    })
    expect(pairs).toBe(12)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({
      firstWait: fc.integer({ min: 1, max: 40 }),
      interval: fc.constant(100),
      maximumMisses: fc.integer({ min: 1, max: 3 })
    })
    const arbitrary = scripts('adjacency', inputs, events, [0, 1, 40, 100])
    expect(checkAgreement({ adjacency: adjacencyMachine }, 'adjacency', arbitrary, { seed: 21, numRuns: 80 })).toEqual([
      'failed',
      'looking',
      'met',
      'seeking'
    ])
  })
})
