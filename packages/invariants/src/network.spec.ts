import type { TraceRecord } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import {
  checkNetworkTrace,
  networkAgreement,
  networkCircuitsEnd,
  networkPairOnce,
  networkRequestsEnd
} from './network.js'

/** A trace of events; each is [node, name, fields], or a record of another kind. */
function traceOf(
  events: readonly (readonly [string, string, Record<string, string | number | boolean>?])[]
): TraceRecord[] {
  return events.map(([at, name, fields = {}], n) => {
    if (name === 'restart') return { kind: 'restart', at, incarnation: 1, n, time: n }
    if (name === 'SETTLE') {
      const frame = { type: 'SETTLE', ...circuit, lost: [{ epoch: 1, sequence: 9 }] }
      return { kind: 'frameReceived', at, id: 0, from: 1, to: 2, frame, n, time: n } as unknown as TraceRecord
    }
    if (name === 'qubitFreed') return { kind: 'qubitFreed', at, qubit: 0, owner: 'network', n, time: n }
    return { kind: 'event', at, name, fields, n, time: n }
  })
}

const circuit = { initiator: 1, circuit: 7 }
const pair = {
  ...circuit,
  request: 3,
  kind: 'keep',
  pair: 5,
  qubit: 0,
  headEpoch: 1,
  headSequence: 8,
  tailEpoch: 1,
  tailSequence: 9,
  bellIndex: 2,
  tracked: true
}
const atHead = { ...pair, head: true }
const atTail = { ...pair, head: false, pair: 6 }
const expired = { ...circuit, request: 3, pair: 5 }

const good = [
  ['a', 'circuitOpened', circuit],
  ['b', 'circuitOpened', circuit],
  ['a', 'pairsRequested', { ...circuit, request: 3, number: 1 }],
  ['b', 'networkPair', { ...atTail, tracked: false }],
  ['a', 'networkPair', atHead],
  ['b', 'networkPair', atTail],
  ['a', 'pairsRequestEnded', { ...circuit, request: 3, code: 'UNSPECIFIED', delivered: 1 }],
  ['a', 'circuitEnded', circuit],
  ['b', 'circuitEnded', circuit]
] as const

describe('what programs are told of a network', () => {
  it('breaks nothing where all is in order', () => {
    expect(checkNetworkTrace(traceOf(good))).toEqual([])
  })

  it.each([
    [
      networkPairOnce,
      'a pair handed over twice',
      [
        ['a', 'networkPair', atHead],
        ['a', 'networkPair', atHead]
      ]
    ],
    [
      networkPairOnce,
      'a pair handed over under two names',
      [
        ['a', 'networkPair', atHead],
        ['a', 'networkPair', { ...atHead, pair: 12 }]
      ]
    ],
    [
      networkPairOnce,
      'a pair handed over after it has expired',
      [
        ['a', 'networkPair', { ...atHead, tracked: false }],
        ['a', 'networkPairExpired', expired],
        ['a', 'networkPair', atHead]
      ]
    ],
    [networkPairOnce, 'an expiry of nothing', [['a', 'networkPairExpired', expired]]],
    [networkAgreement, 'a pair that one end has', [['a', 'networkPair', atHead]]],
    [networkAgreement, 'an early pair that is left open', [['a', 'networkPair', { ...atHead, tracked: false }]]],
    [
      networkAgreement,
      'a pair in another Bell state',
      [
        ['a', 'networkPair', atHead],
        ['b', 'networkPair', { ...atTail, bellIndex: 1 }]
      ]
    ],
    [
      networkAgreement,
      'a pair that expires at one end',
      [
        ['a', 'networkPair', atHead],
        ['b', 'networkPair', atTail],
        ['a', 'networkPairExpired', expired]
      ]
    ],
    [
      networkAgreement,
      'a crash that costs one end what the other still holds',
      [
        ['a', 'networkPair', atHead],
        ['b', 'networkPair', atTail],
        ['a', 'crashed'],
        ['a', 'networkPairExpired', expired],
        ['a', 'restart']
      ]
    ],
    [networkRequestsEnd, 'a request without end', good.slice(0, 6)],
    [networkRequestsEnd, 'a request that ends twice', [...good.slice(0, 7), good[6]]],
    [networkRequestsEnd, 'a request that ends complete without its pair', [...good.slice(0, 4), ...good.slice(5)]],
    [networkCircuitsEnd, 'a circuit without end', good.slice(0, 8)],
    [networkCircuitsEnd, 'a circuit that ends twice', [...good, good[8]]]
  ] as const)('%o finds %s', (invariant, _, events) => {
    expect(invariant(traceOf(events as Parameters<typeof traceOf>[0]))).not.toEqual([])
  })

  it('lets a pair be void that was held in a process that died, and was used up before at the other end', () => {
    const events = [
      ['a', 'networkPair', atHead],
      ['b', 'networkPair', atTail],
      ['b', 'qubitFreed'],
      ['a', 'crashed'],
      ['a', 'networkPairExpired', expired],
      ['a', 'restart']
    ] as const
    expect(networkAgreement(traceOf(events))).toEqual([])
    // Names begin anew with the process.
    expect(networkPairOnce(traceOf([...events, ['a', 'networkPair', { ...atHead, headSequence: 30 }]]))).toEqual([])
  })

  it('lets a pair be void at one end alone where the other had no living process that could be told', () => {
    const lostAtHead = [
      ['a', 'networkPair', atHead],
      ['b', 'networkPair', atTail],
      ['a', 'crashed'],
      ['a', 'networkPairExpired', expired],
      ['a', 'restart']
    ] as const
    const toldTooLate = [...lostAtHead, ['b', 'crashed'], ['b', 'SETTLE'], ['b', 'restart']] as const
    expect(networkAgreement(traceOf(toldTooLate))).toEqual([])
    const toldInTime = [...lostAtHead, ['b', 'SETTLE'], ['b', 'crashed'], ['b', 'restart']] as const
    expect(networkAgreement(traceOf(toldInTime))).not.toEqual([])
  })
})
