import fc from 'fast-check'
import type { Frame, FrameType } from '../src/index.js'

/**
 * Random valid frames. The ranges are written out here once more, by hand: a property that uses these finds a range in
 * the definitions that is narrower than it should be.
 */

const SAFE = Number.MAX_SAFE_INTEGER

/** An integer in a range, often at a power of two or one beside it, where encodings change. */
function integer(minimum: number, maximum: number): fc.Arbitrary<number> {
  const edges = [minimum, maximum]
  for (let power = 1; power <= 2 ** 53; power *= 2) edges.push(power - 1, power, -power, -power - 1)
  const inside = edges.filter((edge) => Number.isSafeInteger(edge) && edge >= minimum && edge <= maximum)
  return fc.oneof(
    { arbitrary: fc.constantFrom(...inside), weight: 1 },
    { arbitrary: fc.integer({ min: minimum, max: maximum }), weight: 2 }
  )
}

const u8 = integer(0, 255)
const u16 = integer(0, 65_535)
const u32 = integer(0, 0xffff_ffff)
const id = integer(1, 0xffff_ffff)
const u53 = integer(0, SAFE)
const s53 = integer(-SAFE, SAFE)
const code = integer(0, 8)
const boolean = fc.boolean()
/** Plain arrays: fast-check's own have a prototype that the codec does not make. */
const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Uint8Array.from(array))
const header = { link: u32, incarnation: u32, epoch: u32 }

const pairEnds = { initiator: u32, circuit: u32, headEpoch: u32, headSequence: u32, tailEpoch: u32, tailSequence: u32 }

const measurement = fc.record(
  { randomBasis: integer(0, 3), probability1: u8, probability2: u8, rotationX1: u8, rotationY: u8, rotationX2: u8 },
  { noNullPrototype: true }
)
const neighbours = { session: u32, peerSession: u32 }
const ordered = { ...neighbours, serial: u32, expected: u32 }
const circuit = { ...ordered, initiator: u32, circuit: id }
const point = fc.record({ fidelity: u16, rate: u53 }, { noNullPrototype: true })
const advertisedLink = fc.record(
  { neighbour: u32, link: u32, fit: boolean, points: fc.array(point, { maxLength: 4 }), promised: u16 },
  { noNullPrototype: true }
)
const hop = fc.record(
  { node: u32, link: u32, minimumFidelity: u16, cutoff: u53, rate: u53, rank: u8 },
  { noNullPrototype: true }
)
const stage = (hops: number) =>
  fc
    .record(
      {
        first: integer(0, hops - 1),
        last: integer(1, hops),
        protocol: integer(0, 2),
        schedule: integer(0, 1),
        rounds: integer(1, 7)
      },
      { noNullPrototype: true }
    )
    .map((one) => ({ ...one, first: Math.min(one.first, one.last - 1) }))
const routed = { ...circuit, source: u32, target: u32, hopLimit: u8, number: u32 }
const pairName = fc.record({ epoch: u32, sequence: u32 }, { noNullPrototype: true })
const pairNames = fc.oneof(
  { arbitrary: fc.array(pairName, { maxLength: 8 }), weight: 20 },
  { arbitrary: fc.array(pairName, { minLength: 64, maxLength: 64 }), weight: 1 }
)
const circuitTests = fc.array(
  fc.record({ epoch: u32, sequence: u32, basis: integer(0, 2), outcome: integer(0, 1) }, { noNullPrototype: true }),
  { maxLength: 8 }
)
const words = { word1: u32, word2: u32, word3: u32, word4: u32 }
const identifier = fc.record(words, { noNullPrototype: true })
const digest = fc.record({ ...words, word5: u32, word6: u32, word7: u32, word8: u32 }, { noNullPrototype: true })
const reservation = { ...neighbours, origin: u32, reservation: id }
const round = fc.record({ sequence: u32, basis: integer(0, 2), outcome: integer(0, 1) }, { noNullPrototype: true })

type Fields<T extends FrameType> = {
  [Key in Exclude<keyof Extract<Frame, { type: T }>, 'type'>]: fc.Arbitrary<Extract<Frame, { type: T }>[Key]>
}

function frame<T extends FrameType>(type: T, fields: Fields<T>): fc.Arbitrary<Extract<Frame, { type: T }>> {
  const all = { type: fc.constant(type), ...fields }
  return fc.record(all, { noNullPrototype: true }) as unknown as fc.Arbitrary<Extract<Frame, { type: T }>>
}

/** Arranges two different integers in order. */
const inOrder = (a: number, b: number): readonly [number, number] =>
  a === b ? (a === SAFE ? [a - 1, a] : [a, a + 1]) : a < b ? [a, b] : [b, a]

export const arbitraryFrames: { readonly [T in FrameType]: fc.Arbitrary<Extract<Frame, { type: T }>> } = {
  HELLO: frame('HELLO', {
    ...header,
    node: u32,
    role: integer(0, 1),
    answer: boolean,
    minimumVersion: integer(1, 65_535),
    maximumVersion: integer(1, 65_535),
    kinds: u32,
    bases: u32,
    heraldingPlace: integer(0, 3)
  }).map((hello) => ({
    ...hello,
    minimumVersion: Math.min(hello.minimumVersion, hello.maximumVersion),
    maximumVersion: Math.max(hello.minimumVersion, hello.maximumVersion)
  })),
  OPEN: frame('OPEN', {
    ...header,
    version: integer(1, 65_535),
    firstSequence: u32,
    slotOrigin: u53,
    slotPeriod: integer(1, SAFE),
    peerIncarnation: u32,
    stationIncarnation: u32,
    testSeed: u32,
    testFraction: u16
  }),
  OPEN_ACK: frame('OPEN_ACK', header),
  SYNC: frame('SYNC', { ...header, exchange: u32, originTime: u53, offset: s53, drift: s53, quality: u53 }),
  SYNC_REPLY: frame('SYNC_REPLY', {
    ...header,
    exchange: u32,
    originTime: u53,
    receiveTime: u53,
    transmitTime: u53,
    quality: u53
  }),
  LINK_STATE: frame('LINK_STATE', { ...header, serial: u32, state: integer(0, 4), validUntil: u53 }),
  MAINTENANCE: frame('MAINTENANCE', { ...header, serial: u32, request: boolean, firstSlot: u53, endSlot: u53 }).map(
    (maintenance) => {
      const [firstSlot, endSlot] = inOrder(maintenance.firstSlot, maintenance.endSlot)
      return { ...maintenance, firstSlot, endSlot }
    }
  ),
  MAINTENANCE_ACK: frame('MAINTENANCE_ACK', { ...header, serial: u32 }),
  SLOT_REQUEST: frame('SLOT_REQUEST', { ...header, serial: u53.map((serial) => Math.max(1, serial)), demand: u32 }),
  SLOT_GRANT: frame('SLOT_GRANT', { ...header, turn: u53, firstSlot: u53, endSlot: u53 }).map((grant) => ({
    ...grant,
    firstSlot: Math.min(grant.firstSlot, grant.endSlot),
    endSlot: Math.max(grant.firstSlot, grant.endSlot)
  })),
  GEN: frame('GEN', { ...header, queueId: id, firstSlot: u53, slots: u53, brightness: u16 }).map((gen) => ({
    ...gen,
    slots: Math.min(gen.slots, SAFE - gen.firstSlot)
  })),
  REPLY: frame('REPLY', {
    ...header,
    outcome: integer(0, 1),
    bellIndex: integer(0, 3),
    sequence: u32,
    slot: u53,
    offsetPicoseconds: u53,
    queueId: u32,
    peerQueueId: u32,
    error: integer(0, 3)
  }),
  ADD: frame('ADD', {
    ...header,
    serial: u32,
    createId: u32,
    queueId: u32,
    kind: integer(0, 2),
    number: id,
    minimumFidelity: u16,
    purpose: u16,
    priority: integer(0, 7),
    atomic: boolean,
    consecutive: boolean,
    scheduleSlot: u53,
    deadlineSlot: u53,
    brightness: u16,
    virtualFinish: u53,
    originator: measurement,
    responder: measurement,
    paced: boolean
  }),
  ADD_ACK: frame('ADD_ACK', {
    ...header,
    serial: u32,
    queueId: id,
    scheduleSlot: u53,
    brightness: u16,
    virtualFinish: u53
  }),
  ADD_REJ: frame('ADD_REJ', { ...header, serial: u32, reason: code }),
  MORE: frame('MORE', { ...header, queueId: id, number: id, scheduleSlot: u53, virtualFinish: u53 }),
  CANCEL: frame('CANCEL', { ...header, queueId: u32, serial: u32, expected: u32, reason: code }),
  END: frame('END', { ...header, queueId: id, endSequence: u32, reason: code }),
  END_ACK: frame('END_ACK', { ...header, queueId: id }),
  EXPIRE: frame('EXPIRE', { ...header, low: u32, high: u32 }),
  EXPIRE_ACK: frame('EXPIRE_ACK', { ...header, low: u32, high: u32, expected: u32 }),
  RELEASED: frame('RELEASED', { ...header, low: u32, high: u32 }),
  KEEPALIVE: frame('KEEPALIVE', { ...header, answer: boolean, expected: u32, freeQubits: u32, confirmed: u32 }),
  TEST_RESULTS: frame('TEST_RESULTS', {
    ...header,
    rounds: fc.oneof(
      { arbitrary: fc.array(round, { maxLength: 8 }), weight: 20 },
      { arbitrary: fc.array(round, { minLength: 256, maxLength: 256 }), weight: 1 }
    )
  }),
  SCHEDULE: frame('SCHEDULE', {
    ...header,
    serial: u32,
    firstSlot: u53,
    period: integer(1, SAFE),
    bins: fc.array(fc.record({ start: u53, end: u53, purpose: u16 }, { noNullPrototype: true }), { maxLength: 64 })
  }).map((schedule) => {
    const bins = schedule.bins.map(({ start, end, purpose }) => {
      const [first, last] = inOrder(start, end)
      return { start: first, end: last, purpose }
    })
    return { ...schedule, period: Math.max(schedule.period, ...bins.map((bin) => bin.end)), bins }
  }),
  ASK: frame('ASK', { dialogue: u32, purpose: u16, step: u32, body: bytes }),
  ANSWER: frame('ANSWER', { dialogue: u32, purpose: u16, step: u32, body: bytes, error: code }),
  CORRECTION: frame('CORRECTION', { purpose: u16, ...pairEnds, pauli: integer(0, 3) }),
  CORRECTION_ACK: frame('CORRECTION_ACK', { purpose: u16, ...pairEnds, error: code }),
  SCHEDULE_ACK: frame('SCHEDULE_ACK', { ...header, serial: u32 }),
  NEIGHBOUR: frame('NEIGHBOUR', { ...neighbours, expected: u32, node: u32, answer: boolean }),
  ADVERTISEMENT: frame('ADVERTISEMENT', {
    ...ordered,
    origin: u32,
    incarnation: u32,
    sequence: u32,
    lifetime: u32,
    links: fc.oneof(
      { arbitrary: fc.array(advertisedLink, { maxLength: 4 }), weight: 20 },
      { arbitrary: fc.array(advertisedLink, { minLength: 64, maxLength: 64 }), weight: 1 }
    ),
    swapping: integer(0, 2),
    coherenceTime: u53,
    swapQuality: u16,
    swapDuration: u53
  }),
  PATH: frame('PATH', {
    ...circuit,
    responder: u32,
    purpose: u16,
    minimumFidelity: u16,
    lifetime: id,
    position: integer(0, 254),
    hops: fc.oneof(
      { arbitrary: fc.array(hop, { minLength: 1, maxLength: 8 }), weight: 20 },
      { arbitrary: fc.array(hop, { minLength: 255, maxLength: 255 }), weight: 1 }
    ),
    stages: fc.constant([])
  }).chain((path) => {
    const stages = fc.oneof(
      { arbitrary: fc.array(stage(path.hops.length), { maxLength: 4 }), weight: 20 },
      { arbitrary: fc.array(stage(path.hops.length), { minLength: 256, maxLength: 256 }), weight: 1 }
    )
    return stages.map((some) => ({ ...path, position: path.position % path.hops.length, stages: some }))
  }),
  RESV: frame('RESV', { ...circuit, label: integer(32_768, 65_535), window: integer(1, 65_535) }),
  RESV_CONF: frame('RESV_CONF', circuit),
  TEAR: frame('TEAR', { ...circuit, reason: code }),
  CIRCUIT_ERR: frame('CIRCUIT_ERR', { ...circuit, node: u32, reason: code }),
  FORWARD: frame('FORWARD', {
    ...circuit,
    request: id,
    kind: integer(0, 2),
    number: id,
    early: boolean,
    originator: measurement,
    responder: measurement,
    raw: boolean,
    test: boolean
  }),
  COMPLETE: frame('COMPLETE', { ...circuit, request: id, reason: code }),
  TRACK: frame('TRACK', {
    ...circuit,
    request: u32,
    originEpoch: u32,
    originSequence: u32,
    epoch: u32,
    sequence: u32,
    bellIndex: integer(0, 3),
    fidelity: u16
  }),
  PAIR_EXPIRE: frame('PAIR_EXPIRE', { ...circuit, epoch: u32, sequence: u32 }),
  CREDIT: frame('CREDIT', { ...circuit, window: fc.integer({ min: 0, max: 65535 }), epoch: u32, sequence: u32 }),
  REACH: frame('REACH', { ...circuit, epoch: u32, sequence: u32, position: u8 }),
  SETTLE: frame('SETTLE', { ...routed, pairs: pairNames, last: boolean, lost: pairNames, tests: circuitTests }),
  SETTLED: frame('SETTLED', { ...routed, refused: pairNames, known: boolean, open: pairNames }),
  DISTIL: frame('DISTIL', {
    ...circuit,
    stage: u8,
    kept: pairName,
    sacrificed: fc.array(pairName, { minLength: 1, maxLength: 2 }),
    level: integer(0, 6),
    outcomes: integer(0, 3),
    twirl: integer(0, 143),
    request: u32
  }),
  DISTILLED: frame('DISTILLED', { ...circuit, stage: u8, kept: pairName, outcomes: integer(0, 3) }),
  STAGE_EXPIRE: frame('STAGE_EXPIRE', { ...circuit, stage: u8, epoch: u32, sequence: u32 }),
  KEY_BLOCK: frame('KEY_BLOCK', {
    ...neighbours,
    block: identifier,
    units: u32,
    unitSize: integer(8, 65_536),
    answer: boolean
  }),
  KEY_RESERVE: frame('KEY_RESERVE', {
    ...reservation,
    size: integer(8, 65_536),
    unitsPerKey: integer(1, 512),
    units: fc.array(identifier, { minLength: 1, maxLength: 24 }),
    master: digest,
    slaves: fc.array(digest, { minLength: 1, maxLength: 16 })
  }).map((reserve) => ({
    ...reserve,
    unitsPerKey: reserve.units.length % reserve.unitsPerKey === 0 ? reserve.unitsPerKey : reserve.units.length
  })),
  KEY_RESERVED: frame('KEY_RESERVED', reservation),
  KEY_REFUSED: frame('KEY_REFUSED', reservation),
  KEY_TAKEN: frame('KEY_TAKEN', reservation),
  KEY_BURN: frame('KEY_BURN', { ...reservation, units: fc.array(identifier, { maxLength: 24 }) }),
  KEY_NOTED: frame('KEY_NOTED', reservation)
}

/** A random valid frame of any type. */
export const arbitraryFrame: fc.Arbitrary<Frame> = fc.oneof(...Object.values<fc.Arbitrary<Frame>>(arbitraryFrames))
