import type { OrderedFrame, Stage } from '@bellwire/wire'
import fc from 'fast-check'
import { arbitraryFrames } from '../../wire/test/arbitrary-frame.js'
import { type Body, CIRCUIT, HOPS, LABEL } from './played-layer.js'

type OrderedType = OrderedFrame['type']

/** Often this, and else whatever there is. */
function mostly<T>(...likely: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...likely)
}

const sequence = fc.integer({ min: 0, max: 8 })
const pairName = fc.record({ epoch: mostly(3, 3, 3, 2, 4), sequence })
const pairNames = fc.array(pairName, { maxLength: 3 })
const request = mostly(1, 2, 3, 4, 5)
const reason = fc.integer({ min: 0, max: 8 })
const number = fc.integer({ min: 0, max: 4 })
const node = mostly(1, 2, 3, 4)
const one = (index: number) => ({ epoch: 3, sequence: index })
const stages: readonly (readonly Stage[])[] = [
  [],
  [],
  [[0, 1]],
  [[1, 2]],
  [[0, 2]],
  [
    [0, 1],
    [0, 2]
  ]
].map((pairs) =>
  pairs.map(([first = 0, last = 1], index) => ({ first, last, protocol: index % 3, schedule: index % 2, rounds: 1 }))
)
const stage = mostly(0, 0, 1)
const routed = { source: node, target: node, hopLimit: mostly(0, 1, 250), number }
const hop = fc.record({
  node,
  link: mostly(12, 23, 12, 23, 99),
  minimumFidelity: mostly(0, 40_000, 65_535),
  cutoff: mostly(0, 0, 1_000_000, Number.MAX_SAFE_INTEGER),
  rate: mostly(0, 0, 10_000_000, Number.MAX_SAFE_INTEGER),
  rank: mostly(0, 1)
})

/** What makes a frame one that the node may take for its own: each field of these is there half of the time. */
const NEAR: { readonly [T in OrderedType]: Record<string, fc.Arbitrary<unknown>> } = {
  ADVERTISEMENT: {},
  PATH: {
    responder: mostly(3, 3, 2, 1),
    purpose: mostly(9, 9, 0),
    minimumFidelity: mostly(0, 30_000),
    lifetime: mostly(1, 1000, 90_000),
    position: mostly(0, 1),
    stages: fc.constantFrom(...stages),
    hops: fc.oneof(fc.constant(HOPS), fc.array(hop, { minLength: 2, maxLength: 4 }))
  },
  RESV: { label: mostly(LABEL, 0x8000, 0x8001), window: mostly(1, 2, 65_535) },
  RESV_CONF: {},
  TEAR: { reason },
  CIRCUIT_ERR: { node, reason },
  FORWARD: { request, kind: mostly(0, 0, 1, 2), number: mostly(1, 2, 100) },
  COMPLETE: { request, reason },
  TRACK: {
    request: mostly(0, 0, 1, 2, 3),
    originEpoch: mostly(3, 4),
    originSequence: sequence,
    epoch: fc.constant(3),
    sequence
  },
  PAIR_EXPIRE: { epoch: fc.constant(3), sequence },
  CREDIT: { window: mostly(0, 1, 2, 65_535), epoch: mostly(0, 3), sequence },
  REACH: { epoch: fc.constant(3), sequence },
  SETTLE: { ...routed, pairs: pairNames, lost: pairNames },
  SETTLED: { ...routed, refused: pairNames, open: pairNames },
  DISTIL: {
    stage,
    kept: sequence.map(one),
    sacrificed: fc.array(sequence.map(one), { minLength: 1, maxLength: 2 }),
    level: mostly(0, 0, 1),
    request
  },
  DISTILLED: { stage, kept: sequence.map(one) },
  STAGE_EXPIRE: { stage, epoch: fc.constant(3), sequence }
}

/** Frames that are valid each, of nodes that mean no good: near enough to a circuit of this number to be taken in. */
export function hostileFrames(circuit: number = CIRCUIT): fc.Arbitrary<Body> {
  const names = fc.record({
    initiator: mostly(1, 1, 1, 1, 1, 1, 2, 3),
    circuit: mostly(circuit, circuit, circuit, circuit, circuit, circuit + 1)
  })
  const one = (type: OrderedType): fc.Arbitrary<Body> =>
    fc.tuple(arbitraryFrames[type], fc.record(NEAR[type], { requiredKeys: [] }), names).map(([frame, near, name]) => {
      const { session: _s, peerSession: _p, serial: _n, expected: _e, ...rest } = frame
      const body: Body = { ...rest, ...near, ...('circuit' in rest ? name : {}) }
      if (type === 'PATH') {
        const fitting = (body['stages'] as readonly Stage[]).filter(({ last }) => last <= hopsOf(body).length)
        return { ...body, position: (body['position'] as number) % hopsOf(body).length, stages: fitting }
      }
      // What neighbours say of the links of other nodes is believed: of those that there are, they say nothing here.
      return type === 'ADVERTISEMENT' ? { ...body, origin: 100 + ((body['origin'] as number) % 1000) } : body
    })
  const types = Object.keys(NEAR) as OrderedType[]
  return fc.oneof(...types.map((type) => ({ weight: WEIGHTS[type] ?? 2, arbitrary: one(type) })))
}

/** What ends a circuit is rare: else little else would ever be met by one that stands. */
const WEIGHTS: { readonly [T in OrderedType]?: number } = {
  TEAR: 1,
  CIRCUIT_ERR: 1,
  TRACK: 8,
  PAIR_EXPIRE: 4,
  DISTIL: 6,
  DISTILLED: 4,
  STAGE_EXPIRE: 3,
  FORWARD: 4
}

function hopsOf(body: Body): readonly unknown[] {
  return body['hops'] as readonly unknown[]
}
