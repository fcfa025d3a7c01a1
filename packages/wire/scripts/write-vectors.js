// Writes the valid frames of spec/vectors/frames.json: for every message a typical frame, the one with every field at
// its smallest and the one with every field at its largest value. Bytes come from protobufjs' reflection on the
// definitions, not from the codec of this package. Run after a change of spec/wire, then read the difference:
// a vector that was published never changes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, loadDefinitions, lookup, members, protoDirectory } from './definitions.js'

const root = loadDefinitions()
const Frame = root.lookupType('bellwire.v1.Frame')

const header = { link: 3, incarnation: 0x9abcdef0, epoch: 2 }
const neighbours = { session: 0x9abcdef0, peerSession: 0x01020304 }
const circuit = { ...neighbours, serial: 21, expected: 4294967294, initiator: 17, circuit: 5 }
const reservation = { ...neighbours, origin: 0x9abcdef0, reservation: 7 }
const identifier = { word1: 0x3f2504e0, word2: 0x4f8941d3, word3: 0x9a0c0305, word4: 0xe82c3301 }
const digest = { ...identifier, word5: 0xfffefdfc, word6: 0, word7: 1, word8: 0x80000000 }
const routed = { ...circuit, source: 17, target: 19, hopLimit: 15, number: 6 }
const pairOfCircuit = {
  initiator: 17,
  circuit: 5,
  headEpoch: 2,
  headSequence: 4294967295,
  tailEpoch: 3,
  tailSequence: 12
}
const sixState = { randomBasis: 2, probability1: 85, probability2: 85, rotationX1: 0, rotationY: 0, rotationX2: 0 }
const rotated = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 16, rotationY: 64, rotationX2: 240 }

const typical = {
  GEN: { ...header, queueId: 5, firstSlot: 123456789, slots: 1000, brightness: 6554 },
  REPLY: {
    ...header,
    outcome: 1,
    bellIndex: 1,
    sequence: 4294967295,
    slot: 123457012,
    offsetPicoseconds: 48250,
    queueId: 5,
    peerQueueId: 5,
    error: 0
  },
  KEEPALIVE: { ...header, answer: true, expected: 78, freeQubits: 4, confirmed: 75 },
  SYNC: { ...header, exchange: 9, originTime: 1234567890123, offset: -250, drift: 12500, quality: 20 },
  SYNC_REPLY: {
    ...header,
    exchange: 9,
    originTime: 1234567890123,
    receiveTime: 1234567940373,
    transmitTime: 1234567940500,
    quality: 2
  },
  RELEASED: { ...header, low: 70, high: 74 },
  EXPIRE: { ...header, low: 4294967294, high: 3 },
  EXPIRE_ACK: { ...header, low: 4294967294, high: 3, expected: 3 },
  TEST_RESULTS: {
    ...header,
    rounds: [
      { sequence: 71, basis: 0, outcome: 1 },
      { sequence: 75, basis: 1, outcome: 0 },
      { sequence: 80, basis: 2, outcome: 1 }
    ]
  },
  ADD: {
    ...header,
    serial: 4,
    createId: 7,
    queueId: 5,
    kind: 1,
    number: 10,
    minimumFidelity: 52429,
    purpose: 32769,
    priority: 3,
    atomic: false,
    consecutive: true,
    scheduleSlot: 1234567,
    deadlineSlot: 22345678,
    brightness: 6554,
    virtualFinish: 981000,
    originator: sixState,
    responder: rotated,
    paced: true
  },
  ADD_ACK: { ...header, serial: 4, queueId: 5, scheduleSlot: 1234567, brightness: 6554, virtualFinish: 981000 },
  ADD_REJ: { ...header, serial: 4, reason: 3 },
  MORE: { ...header, queueId: 5, number: 12, scheduleSlot: 1234600, virtualFinish: 983000 },
  CANCEL: { ...header, queueId: 5, serial: 4, expected: 78, reason: 6 },
  END: { ...header, queueId: 5, endSequence: 80, reason: 0 },
  END_ACK: { ...header, queueId: 5 },
  HELLO: {
    ...header,
    node: 17,
    role: 1,
    answer: false,
    minimumVersion: 1,
    maximumVersion: 2,
    kinds: 2,
    bases: 3,
    heraldingPlace: 1
  },
  OPEN: {
    ...header,
    version: 1,
    firstSequence: 4294967290,
    slotOrigin: 5000000000,
    slotPeriod: 100000,
    peerIncarnation: 0x01020304,
    stationIncarnation: 0xfffefdfc,
    testSeed: 0xdeadbeef,
    testFraction: 3277
  },
  OPEN_ACK: { ...header },
  LINK_STATE: { ...header, serial: 12, state: 2, validUntil: 9000000 },
  MAINTENANCE: { ...header, serial: 13, request: false, firstSlot: 8000000, endSlot: 8100000 },
  MAINTENANCE_ACK: { ...header, serial: 13 },
  SLOT_REQUEST: { ...header, serial: 4, demand: 120 },
  SLOT_GRANT: { ...header, turn: 212, firstSlot: 3394100, endSlot: 3410100 },
  SCHEDULE: {
    ...header,
    serial: 14,
    firstSlot: 1000000,
    period: 1000,
    bins: [
      { start: 0, end: 600, purpose: 32769 },
      { start: 600, end: 1000, purpose: 1 }
    ]
  },
  SCHEDULE_ACK: { ...header, serial: 14 },
  NEIGHBOUR: { ...neighbours, expected: 4294967295, node: 17, answer: true },
  ADVERTISEMENT: {
    ...neighbours,
    serial: 20,
    expected: 9,
    origin: 17,
    incarnation: 0xfffefdfc,
    sequence: 4294967295,
    lifetime: 60000,
    links: [
      {
        neighbour: 18,
        link: 3,
        fit: true,
        points: [
          { fidelity: 63569, rate: 291400 },
          { fidelity: 58982, rate: 2226000 }
        ],
        promised: 16384
      },
      { neighbour: 19, link: 4, fit: false, points: [], promised: 65535 }
    ],
    swapping: 1,
    coherenceTime: 60000000,
    swapQuality: 64225,
    swapDuration: 110000
  },
  PATH: {
    ...circuit,
    responder: 19,
    purpose: 1,
    minimumFidelity: 52429,
    lifetime: 30000,
    position: 1,
    hops: [
      { node: 17, link: 3, minimumFidelity: 60000, cutoff: 0, rate: 0, rank: 0 },
      { node: 18, link: 4, minimumFidelity: 61000, cutoff: 450000000, rate: 12500000, rank: 1 }
    ],
    stages: [
      { first: 1, last: 2, protocol: 1, schedule: 0, rounds: 2 },
      { first: 0, last: 2, protocol: 0, schedule: 1, rounds: 1 }
    ]
  },
  RESV: { ...circuit, label: 32770, window: 8 },
  RESV_CONF: { ...circuit },
  TEAR: { ...circuit, reason: 0 },
  CIRCUIT_ERR: { ...circuit, node: 18, reason: 8 },
  FORWARD: {
    ...circuit,
    request: 1,
    kind: 0,
    number: 10,
    early: false,
    originator: sixState,
    responder: rotated,
    raw: true,
    test: false
  },
  COMPLETE: { ...circuit, request: 1, reason: 0 },
  TRACK: {
    ...circuit,
    request: 1,
    originEpoch: 2,
    originSequence: 4294967295,
    epoch: 5,
    sequence: 12,
    bellIndex: 3,
    fidelity: 60293
  },
  PAIR_EXPIRE: { ...circuit, epoch: 2, sequence: 4294967295 },
  CREDIT: { ...circuit, window: 24, epoch: 2, sequence: 7 },
  REACH: { ...circuit, epoch: 5, sequence: 12, position: 3 },
  SETTLE: {
    ...routed,
    pairs: [
      { epoch: 2, sequence: 4294967295 },
      { epoch: 3, sequence: 0 }
    ],
    last: false,
    lost: [{ epoch: 3, sequence: 1 }],
    tests: [{ epoch: 3, sequence: 0, basis: 2, outcome: 1 }]
  },
  SETTLED: { ...routed, source: 19, target: 17, refused: [{ epoch: 3, sequence: 0 }], known: true, open: [] },
  DISTIL: {
    ...circuit,
    stage: 1,
    kept: { epoch: 2, sequence: 4294967295 },
    sacrificed: [{ epoch: 3, sequence: 0 }],
    level: 1,
    outcomes: 1,
    twirl: 101,
    request: 4
  },
  DISTILLED: { ...circuit, stage: 1, kept: { epoch: 2, sequence: 4294967295 }, outcomes: 1 },
  STAGE_EXPIRE: { ...circuit, stage: 1, epoch: 3, sequence: 0 },
  ASK: { dialogue: 0x9abcdef0, purpose: 7, step: 300, body: Buffer.from('00ff10', 'hex') },
  ANSWER: { dialogue: 0x9abcdef0, purpose: 7, step: 300, body: Buffer.from('80', 'hex'), error: 0 },
  CORRECTION: { purpose: 7, ...pairOfCircuit, pauli: 2 },
  CORRECTION_ACK: { purpose: 7, ...pairOfCircuit, error: 5 },
  KEY_BLOCK: { ...neighbours, block: identifier, units: 1024, unitSize: 256, answer: true },
  KEY_RESERVE: {
    ...reservation,
    size: 512,
    unitsPerKey: 2,
    units: [identifier, { ...identifier, word4: 1 }, { ...identifier, word4: 2 }, { ...identifier, word4: 3 }],
    master: digest,
    slaves: [digest, { ...digest, word1: 5 }]
  },
  KEY_RESERVED: reservation,
  KEY_REFUSED: reservation,
  KEY_TAKEN: reservation,
  KEY_BURN: { ...reservation, units: [identifier, { ...identifier, word4: 1 }] },
  KEY_NOTED: reservation
}

const zeroIdentifier = { word1: 0, word2: 0, word3: 0, word4: 0 }
const zeroDigest = { ...zeroIdentifier, word5: 0, word6: 0, word7: 0, word8: 0 }

/** Where fields are bound to each other, their extremes cannot all be taken at once. */
const boundTogether = {
  'MAINTENANCE minimum': { endSlot: 1 },
  'MAINTENANCE maximum': { firstSlot: Number.MAX_SAFE_INTEGER - 1 },
  'GEN maximum': { slots: 1, firstSlot: Number.MAX_SAFE_INTEGER - 1 },
  'PATH minimum': { hops: [{ node: 0, link: 0, minimumFidelity: 0, cutoff: 0, rate: 0, rank: 0 }] },
  'KEY_RESERVE minimum': { units: [zeroIdentifier], slaves: [zeroDigest] },
  'DISTIL minimum': { sacrificed: [{ epoch: 0, sequence: 0 }] },
  'ScheduleBin maximum': { start: Number.MAX_SAFE_INTEGER - 1 }
}

/** Of bytes that are only passed on: the longest that are allowed would fill the file. */
const LONGEST_BODY = 64

function extreme(message, name, which) {
  const values = message.fieldsArray.map((field) => {
    const { name: key, kind, minimum, maximum, message: embedded, maximumCount } = describe(field)
    if (kind === 'bytes') return [key, Buffer.alloc(which === 'maximum' ? LONGEST_BODY : 0, 0xa5)]
    if (kind === 'bool') return [key, which === 'maximum']
    if (kind !== 'message') return [key, which === 'maximum' ? maximum : minimum]
    const one = () => extreme(lookup(field), embedded, which)
    if (maximumCount === 0) return [key, one()]
    return [key, which === 'maximum' ? Array.from({ length: maximumCount }, one) : []]
  })
  return { ...Object.fromEntries(values), ...boundTogether[`${name} ${which}`] }
}

/** protobufjs wants 64-bit integers of more than 53 bits, as zigzag makes of large ones, from its own type: it converts. */
const bytesOf = (message, body) => {
  const member = Frame.oneofsArray[0].fieldsArray.find((field) => lookup(field) === message)
  return Buffer.from(Frame.encode(Frame.fromObject({ [member.name]: body })).finish()).toString('hex')
}

const vectors = members(root).flatMap(({ type, message }) =>
  [
    ['typical', typical[type]],
    ['smallest', extreme(message, type, 'minimum')],
    ['largest', extreme(message, type, 'maximum')]
  ].map(([meaning, body]) => ({ name: `${type} ${meaning}`, bytes: bytesOf(message, body), frame: { type, ...body } }))
)
/** Bytes as text. */
function inHexadecimal({ frame, ...vector }) {
  const fields = Object.entries(frame)
  const texts = fields.map(([key, value]) => [key, Buffer.isBuffer(value) ? value.toString('hex') : value])
  return { ...vector, frame: Object.fromEntries(texts) }
}

const file = join(protoDirectory, '../vectors/frames.json')
writeFileSync(file, `[\n${vectors.map((vector) => `  ${JSON.stringify(inHexadecimal(vector))}`).join(',\n')}\n]\n`)
