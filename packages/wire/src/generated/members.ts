// Generated from spec/wire by scripts/generate.js. Do not edit.
import { checkBoolean, checkBytes, checkEach, checkEmbedded, checkInteger } from '../check.js'
import type {
  Add,
  AddAck,
  AddReject,
  AdvertisedLink,
  AdvertisedPoint,
  Advertisement,
  Answer,
  Ask,
  Cancel,
  CircuitErr,
  CircuitTest,
  Complete,
  Correction,
  CorrectionAck,
  Credit,
  Distil,
  Distilled,
  End,
  EndAck,
  Expire,
  ExpireAck,
  Forward,
  Gen,
  Hello,
  Hop,
  Identifier,
  KeepAlive,
  KeyBlock,
  KeyBurn,
  KeyNoted,
  KeyRefused,
  KeyReserve,
  KeyReserved,
  KeyTaken,
  LinkState,
  Maintenance,
  MaintenanceAck,
  Measurement,
  More,
  Neighbour,
  Open,
  OpenAck,
  PairExpire,
  PairName,
  Path,
  QkdAgreement,
  QkdAmplification,
  QkdDecimal,
  QkdFinish,
  QkdInputs,
  QkdOutcomes,
  QkdPairRun,
  QkdParities,
  QkdProceed,
  QkdProgress,
  QkdProposal,
  QkdQueries,
  QkdRoundKind,
  QkdRounds,
  QkdVerification,
  QkdVerified,
  Reach,
  Released,
  Reply,
  Resv,
  ResvConf,
  SaeDigest,
  Schedule,
  ScheduleAck,
  ScheduleBin,
  Settle,
  Settled,
  SlotGrant,
  SlotRequest,
  Stage,
  StageExpire,
  Sync,
  SyncReply,
  Tear,
  TestResults,
  TestRound,
  Track
} from '../messages.js'
import { embedded, member, scalar, schema } from '../schema.js'
import { bellwire } from '#protocol'

const { v1 } = bellwire

const testRoundSchema = schema(
  'TestRound',
  [
    scalar('sequence', 1, 'uint32', 0, 4294967295),
    scalar('basis', 2, 'uint32', 0, 2),
    scalar('outcome', 3, 'uint32', 0, 1)
  ],
  (v): TestRound => ({
    sequence: v[0] as number,
    basis: v[1] as number,
    outcome: v[2] as number
  })
)

const measurementSchema = schema(
  'Measurement',
  [
    scalar('randomBasis', 1, 'uint32', 0, 3),
    scalar('probability1', 2, 'uint32', 0, 255),
    scalar('probability2', 3, 'uint32', 0, 255),
    scalar('rotationX1', 4, 'uint32', 0, 255),
    scalar('rotationY', 5, 'uint32', 0, 255),
    scalar('rotationX2', 6, 'uint32', 0, 255)
  ],
  (v): Measurement => ({
    randomBasis: v[0] as number,
    probability1: v[1] as number,
    probability2: v[2] as number,
    rotationX1: v[3] as number,
    rotationY: v[4] as number,
    rotationX2: v[5] as number
  })
)

const scheduleBinSchema = schema(
  'ScheduleBin',
  [
    scalar('start', 1, 'uint64', 0, 9007199254740991),
    scalar('end', 2, 'uint64', 0, 9007199254740991),
    scalar('purpose', 3, 'uint32', 0, 65535)
  ],
  (v): ScheduleBin => ({
    start: v[0] as number,
    end: v[1] as number,
    purpose: v[2] as number
  })
)

const advertisedPointSchema = schema(
  'AdvertisedPoint',
  [
    scalar('fidelity', 1, 'uint32', 0, 65535),
    scalar('rate', 2, 'uint64', 0, 9007199254740991)
  ],
  (v): AdvertisedPoint => ({
    fidelity: v[0] as number,
    rate: v[1] as number
  })
)

const advertisedLinkSchema = schema(
  'AdvertisedLink',
  [
    scalar('neighbour', 1, 'uint32', 0, 4294967295),
    scalar('link', 2, 'uint32', 0, 4294967295),
    scalar('fit', 3, 'bool', 0, 1),
    embedded('points', 4, advertisedPointSchema, 4),
    scalar('promised', 5, 'uint32', 0, 65535)
  ],
  (v): AdvertisedLink => ({
    neighbour: v[0] as number,
    link: v[1] as number,
    fit: v[2] as boolean,
    points: v[3] as AdvertisedPoint[],
    promised: v[4] as number
  })
)

const hopSchema = schema(
  'Hop',
  [
    scalar('node', 1, 'uint32', 0, 4294967295),
    scalar('link', 2, 'uint32', 0, 4294967295),
    scalar('minimumFidelity', 3, 'uint32', 0, 65535),
    scalar('cutoff', 4, 'uint64', 0, 9007199254740991),
    scalar('rate', 5, 'uint64', 0, 9007199254740991),
    scalar('rank', 6, 'uint32', 0, 255)
  ],
  (v): Hop => ({
    node: v[0] as number,
    link: v[1] as number,
    minimumFidelity: v[2] as number,
    cutoff: v[3] as number,
    rate: v[4] as number,
    rank: v[5] as number
  })
)

const stageSchema = schema(
  'Stage',
  [
    scalar('first', 1, 'uint32', 0, 254),
    scalar('last', 2, 'uint32', 1, 255),
    scalar('protocol', 3, 'uint32', 0, 2),
    scalar('schedule', 4, 'uint32', 0, 1),
    scalar('rounds', 5, 'uint32', 1, 7)
  ],
  (v): Stage => ({
    first: v[0] as number,
    last: v[1] as number,
    protocol: v[2] as number,
    schedule: v[3] as number,
    rounds: v[4] as number
  })
)

const pairNameSchema = schema(
  'PairName',
  [
    scalar('epoch', 1, 'uint32', 0, 4294967295),
    scalar('sequence', 2, 'uint32', 0, 4294967295)
  ],
  (v): PairName => ({
    epoch: v[0] as number,
    sequence: v[1] as number
  })
)

const circuitTestSchema = schema(
  'CircuitTest',
  [
    scalar('epoch', 1, 'uint32', 0, 4294967295),
    scalar('sequence', 2, 'uint32', 0, 4294967295),
    scalar('basis', 3, 'uint32', 0, 2),
    scalar('outcome', 4, 'uint32', 0, 1)
  ],
  (v): CircuitTest => ({
    epoch: v[0] as number,
    sequence: v[1] as number,
    basis: v[2] as number,
    outcome: v[3] as number
  })
)

const identifierSchema = schema(
  'Identifier',
  [
    scalar('word1', 1, 'fixed32', 0, 4294967295),
    scalar('word2', 2, 'fixed32', 0, 4294967295),
    scalar('word3', 3, 'fixed32', 0, 4294967295),
    scalar('word4', 4, 'fixed32', 0, 4294967295)
  ],
  (v): Identifier => ({
    word1: v[0] as number,
    word2: v[1] as number,
    word3: v[2] as number,
    word4: v[3] as number
  })
)

const saeDigestSchema = schema(
  'SaeDigest',
  [
    scalar('word1', 1, 'fixed32', 0, 4294967295),
    scalar('word2', 2, 'fixed32', 0, 4294967295),
    scalar('word3', 3, 'fixed32', 0, 4294967295),
    scalar('word4', 4, 'fixed32', 0, 4294967295),
    scalar('word5', 5, 'fixed32', 0, 4294967295),
    scalar('word6', 6, 'fixed32', 0, 4294967295),
    scalar('word7', 7, 'fixed32', 0, 4294967295),
    scalar('word8', 8, 'fixed32', 0, 4294967295)
  ],
  (v): SaeDigest => ({
    word1: v[0] as number,
    word2: v[1] as number,
    word3: v[2] as number,
    word4: v[3] as number,
    word5: v[4] as number,
    word6: v[5] as number,
    word7: v[6] as number,
    word8: v[7] as number
  })
)

const qkdDecimalSchema = schema(
  'QkdDecimal',
  [
    scalar('mantissa', 1, 'uint32', 1, 4294967295),
    scalar('exponent', 2, 'uint32', 0, 60)
  ],
  (v): QkdDecimal => ({
    mantissa: v[0] as number,
    exponent: v[1] as number
  })
)

const qkdPairRunSchema = schema(
  'QkdPairRun',
  [
    scalar('initiator', 1, 'uint32', 0, 4294967295),
    scalar('circuit', 2, 'uint32', 0, 4294967295),
    scalar('headEpoch', 3, 'uint32', 0, 4294967295),
    scalar('headSequence', 4, 'uint32', 0, 4294967295),
    scalar('tailEpoch', 5, 'uint32', 0, 4294967295),
    scalar('tailSequence', 6, 'uint32', 0, 4294967295),
    scalar('count', 7, 'uint32', 1, 16777216)
  ],
  (v): QkdPairRun => ({
    initiator: v[0] as number,
    circuit: v[1] as number,
    headEpoch: v[2] as number,
    headSequence: v[3] as number,
    tailEpoch: v[4] as number,
    tailSequence: v[5] as number,
    count: v[6] as number
  })
)

const genSchema = schema(
  'GEN',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('queueId', 4, 'uint32', 1, 4294967295),
    scalar('firstSlot', 5, 'uint64', 0, 9007199254740991),
    scalar('slots', 6, 'uint64', 0, 9007199254740991),
    scalar('brightness', 7, 'uint32', 0, 65535)
  ],
  (v): Gen => ({
    type: 'GEN',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    queueId: v[3] as number,
    firstSlot: v[4] as number,
    slots: v[5] as number,
    brightness: v[6] as number
  })
)

const replySchema = schema(
  'REPLY',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('outcome', 4, 'uint32', 0, 1),
    scalar('bellIndex', 5, 'uint32', 0, 3),
    scalar('sequence', 6, 'uint32', 0, 4294967295),
    scalar('slot', 7, 'uint64', 0, 9007199254740991),
    scalar('offsetPicoseconds', 8, 'uint64', 0, 9007199254740991),
    scalar('queueId', 9, 'uint32', 0, 4294967295),
    scalar('peerQueueId', 10, 'uint32', 0, 4294967295),
    scalar('error', 11, 'uint32', 0, 3)
  ],
  (v): Reply => ({
    type: 'REPLY',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    outcome: v[3] as number,
    bellIndex: v[4] as number,
    sequence: v[5] as number,
    slot: v[6] as number,
    offsetPicoseconds: v[7] as number,
    queueId: v[8] as number,
    peerQueueId: v[9] as number,
    error: v[10] as number
  })
)

const keepAliveSchema = schema(
  'KEEPALIVE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('answer', 4, 'bool', 0, 1),
    scalar('expected', 5, 'uint32', 0, 4294967295),
    scalar('freeQubits', 6, 'uint32', 0, 4294967295),
    scalar('confirmed', 7, 'uint32', 0, 4294967295)
  ],
  (v): KeepAlive => ({
    type: 'KEEPALIVE',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    answer: v[3] as boolean,
    expected: v[4] as number,
    freeQubits: v[5] as number,
    confirmed: v[6] as number
  })
)

const syncSchema = schema(
  'SYNC',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('exchange', 4, 'uint32', 0, 4294967295),
    scalar('originTime', 5, 'uint64', 0, 9007199254740991),
    scalar('offset', 6, 'sint64', -9007199254740991, 9007199254740991),
    scalar('drift', 7, 'sint64', -9007199254740991, 9007199254740991),
    scalar('quality', 8, 'uint64', 0, 9007199254740991)
  ],
  (v): Sync => ({
    type: 'SYNC',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    exchange: v[3] as number,
    originTime: v[4] as number,
    offset: v[5] as number,
    drift: v[6] as number,
    quality: v[7] as number
  })
)

const syncReplySchema = schema(
  'SYNC_REPLY',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('exchange', 4, 'uint32', 0, 4294967295),
    scalar('originTime', 5, 'uint64', 0, 9007199254740991),
    scalar('receiveTime', 6, 'uint64', 0, 9007199254740991),
    scalar('transmitTime', 7, 'uint64', 0, 9007199254740991),
    scalar('quality', 8, 'uint64', 0, 9007199254740991)
  ],
  (v): SyncReply => ({
    type: 'SYNC_REPLY',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    exchange: v[3] as number,
    originTime: v[4] as number,
    receiveTime: v[5] as number,
    transmitTime: v[6] as number,
    quality: v[7] as number
  })
)

const releasedSchema = schema(
  'RELEASED',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('low', 4, 'uint32', 0, 4294967295),
    scalar('high', 5, 'uint32', 0, 4294967295)
  ],
  (v): Released => ({
    type: 'RELEASED',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    low: v[3] as number,
    high: v[4] as number
  })
)

const expireSchema = schema(
  'EXPIRE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('low', 4, 'uint32', 0, 4294967295),
    scalar('high', 5, 'uint32', 0, 4294967295)
  ],
  (v): Expire => ({
    type: 'EXPIRE',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    low: v[3] as number,
    high: v[4] as number
  })
)

const expireAckSchema = schema(
  'EXPIRE_ACK',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('low', 4, 'uint32', 0, 4294967295),
    scalar('high', 5, 'uint32', 0, 4294967295),
    scalar('expected', 6, 'uint32', 0, 4294967295)
  ],
  (v): ExpireAck => ({
    type: 'EXPIRE_ACK',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    low: v[3] as number,
    high: v[4] as number,
    expected: v[5] as number
  })
)

const testResultsSchema = schema(
  'TEST_RESULTS',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    embedded('rounds', 4, testRoundSchema, 256)
  ],
  (v): TestResults => ({
    type: 'TEST_RESULTS',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    rounds: v[3] as TestRound[]
  })
)

const moreSchema = schema(
  'MORE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('queueId', 4, 'uint32', 1, 4294967295),
    scalar('number', 5, 'uint32', 1, 4294967295),
    scalar('scheduleSlot', 6, 'uint64', 0, 9007199254740991),
    scalar('virtualFinish', 7, 'uint64', 0, 9007199254740991)
  ],
  (v): More => ({
    type: 'MORE',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    queueId: v[3] as number,
    number: v[4] as number,
    scheduleSlot: v[5] as number,
    virtualFinish: v[6] as number
  })
)

const addSchema = schema(
  'ADD',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295),
    scalar('createId', 5, 'uint32', 0, 4294967295),
    scalar('queueId', 6, 'uint32', 0, 4294967295),
    scalar('kind', 7, 'uint32', 0, 2),
    scalar('number', 8, 'uint32', 1, 4294967295),
    scalar('minimumFidelity', 9, 'uint32', 0, 65535),
    scalar('purpose', 10, 'uint32', 0, 65535),
    scalar('priority', 11, 'uint32', 0, 7),
    scalar('atomic', 12, 'bool', 0, 1),
    scalar('consecutive', 13, 'bool', 0, 1),
    scalar('scheduleSlot', 14, 'uint64', 0, 9007199254740991),
    scalar('deadlineSlot', 15, 'uint64', 0, 9007199254740991),
    scalar('brightness', 16, 'uint32', 0, 65535),
    scalar('virtualFinish', 17, 'uint64', 0, 9007199254740991),
    embedded('originator', 18, measurementSchema, 0),
    embedded('responder', 19, measurementSchema, 0),
    scalar('paced', 20, 'bool', 0, 1)
  ],
  (v): Add => ({
    type: 'ADD',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number,
    createId: v[4] as number,
    queueId: v[5] as number,
    kind: v[6] as number,
    number: v[7] as number,
    minimumFidelity: v[8] as number,
    purpose: v[9] as number,
    priority: v[10] as number,
    atomic: v[11] as boolean,
    consecutive: v[12] as boolean,
    scheduleSlot: v[13] as number,
    deadlineSlot: v[14] as number,
    brightness: v[15] as number,
    virtualFinish: v[16] as number,
    originator: v[17] as Measurement,
    responder: v[18] as Measurement,
    paced: v[19] as boolean
  })
)

const addAckSchema = schema(
  'ADD_ACK',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295),
    scalar('queueId', 5, 'uint32', 1, 4294967295),
    scalar('scheduleSlot', 6, 'uint64', 0, 9007199254740991),
    scalar('brightness', 7, 'uint32', 0, 65535),
    scalar('virtualFinish', 8, 'uint64', 0, 9007199254740991)
  ],
  (v): AddAck => ({
    type: 'ADD_ACK',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number,
    queueId: v[4] as number,
    scheduleSlot: v[5] as number,
    brightness: v[6] as number,
    virtualFinish: v[7] as number
  })
)

const addRejectSchema = schema(
  'ADD_REJ',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295),
    scalar('reason', 5, 'uint32', 0, 8)
  ],
  (v): AddReject => ({
    type: 'ADD_REJ',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number,
    reason: v[4] as number
  })
)

const cancelSchema = schema(
  'CANCEL',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('queueId', 4, 'uint32', 0, 4294967295),
    scalar('serial', 5, 'uint32', 0, 4294967295),
    scalar('expected', 6, 'uint32', 0, 4294967295),
    scalar('reason', 7, 'uint32', 0, 8)
  ],
  (v): Cancel => ({
    type: 'CANCEL',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    queueId: v[3] as number,
    serial: v[4] as number,
    expected: v[5] as number,
    reason: v[6] as number
  })
)

const endSchema = schema(
  'END',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('queueId', 4, 'uint32', 1, 4294967295),
    scalar('endSequence', 5, 'uint32', 0, 4294967295),
    scalar('reason', 6, 'uint32', 0, 8)
  ],
  (v): End => ({
    type: 'END',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    queueId: v[3] as number,
    endSequence: v[4] as number,
    reason: v[5] as number
  })
)

const endAckSchema = schema(
  'END_ACK',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('queueId', 4, 'uint32', 1, 4294967295)
  ],
  (v): EndAck => ({
    type: 'END_ACK',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    queueId: v[3] as number
  })
)

const helloSchema = schema(
  'HELLO',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('node', 4, 'uint32', 0, 4294967295),
    scalar('role', 5, 'uint32', 0, 1),
    scalar('answer', 6, 'bool', 0, 1),
    scalar('minimumVersion', 7, 'uint32', 1, 65535),
    scalar('maximumVersion', 8, 'uint32', 1, 65535),
    scalar('kinds', 9, 'uint32', 0, 4294967295),
    scalar('bases', 10, 'uint32', 0, 4294967295),
    scalar('heraldingPlace', 11, 'uint32', 0, 3)
  ],
  (v): Hello => ({
    type: 'HELLO',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    node: v[3] as number,
    role: v[4] as number,
    answer: v[5] as boolean,
    minimumVersion: v[6] as number,
    maximumVersion: v[7] as number,
    kinds: v[8] as number,
    bases: v[9] as number,
    heraldingPlace: v[10] as number
  })
)

const openSchema = schema(
  'OPEN',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('version', 4, 'uint32', 1, 65535),
    scalar('firstSequence', 5, 'uint32', 0, 4294967295),
    scalar('slotOrigin', 6, 'uint64', 0, 9007199254740991),
    scalar('slotPeriod', 7, 'uint64', 1, 9007199254740991),
    scalar('peerIncarnation', 8, 'fixed32', 0, 4294967295),
    scalar('stationIncarnation', 9, 'fixed32', 0, 4294967295),
    scalar('testSeed', 10, 'fixed32', 0, 4294967295),
    scalar('testFraction', 11, 'uint32', 0, 65535)
  ],
  (v): Open => ({
    type: 'OPEN',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    version: v[3] as number,
    firstSequence: v[4] as number,
    slotOrigin: v[5] as number,
    slotPeriod: v[6] as number,
    peerIncarnation: v[7] as number,
    stationIncarnation: v[8] as number,
    testSeed: v[9] as number,
    testFraction: v[10] as number
  })
)

const openAckSchema = schema(
  'OPEN_ACK',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295)
  ],
  (v): OpenAck => ({
    type: 'OPEN_ACK',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number
  })
)

const linkStateSchema = schema(
  'LINK_STATE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295),
    scalar('state', 5, 'uint32', 0, 4),
    scalar('validUntil', 6, 'uint64', 0, 9007199254740991)
  ],
  (v): LinkState => ({
    type: 'LINK_STATE',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number,
    state: v[4] as number,
    validUntil: v[5] as number
  })
)

const maintenanceSchema = schema(
  'MAINTENANCE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295),
    scalar('request', 5, 'bool', 0, 1),
    scalar('firstSlot', 6, 'uint64', 0, 9007199254740991),
    scalar('endSlot', 7, 'uint64', 0, 9007199254740991)
  ],
  (v): Maintenance => ({
    type: 'MAINTENANCE',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number,
    request: v[4] as boolean,
    firstSlot: v[5] as number,
    endSlot: v[6] as number
  })
)

const maintenanceAckSchema = schema(
  'MAINTENANCE_ACK',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295)
  ],
  (v): MaintenanceAck => ({
    type: 'MAINTENANCE_ACK',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number
  })
)

const slotRequestSchema = schema(
  'SLOT_REQUEST',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint64', 1, 9007199254740991),
    scalar('demand', 5, 'uint32', 0, 4294967295)
  ],
  (v): SlotRequest => ({
    type: 'SLOT_REQUEST',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number,
    demand: v[4] as number
  })
)

const slotGrantSchema = schema(
  'SLOT_GRANT',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('turn', 4, 'uint64', 0, 9007199254740991),
    scalar('firstSlot', 5, 'uint64', 0, 9007199254740991),
    scalar('endSlot', 6, 'uint64', 0, 9007199254740991)
  ],
  (v): SlotGrant => ({
    type: 'SLOT_GRANT',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    turn: v[3] as number,
    firstSlot: v[4] as number,
    endSlot: v[5] as number
  })
)

const scheduleSchema = schema(
  'SCHEDULE',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295),
    scalar('firstSlot', 5, 'uint64', 0, 9007199254740991),
    scalar('period', 6, 'uint64', 1, 9007199254740991),
    embedded('bins', 7, scheduleBinSchema, 64)
  ],
  (v): Schedule => ({
    type: 'SCHEDULE',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number,
    firstSlot: v[4] as number,
    period: v[5] as number,
    bins: v[6] as ScheduleBin[]
  })
)

const scheduleAckSchema = schema(
  'SCHEDULE_ACK',
  [
    scalar('link', 1, 'uint32', 0, 4294967295),
    scalar('incarnation', 2, 'fixed32', 0, 4294967295),
    scalar('epoch', 3, 'uint32', 0, 4294967295),
    scalar('serial', 4, 'uint32', 0, 4294967295)
  ],
  (v): ScheduleAck => ({
    type: 'SCHEDULE_ACK',
    link: v[0] as number,
    incarnation: v[1] as number,
    epoch: v[2] as number,
    serial: v[3] as number
  })
)

const trackSchema = schema(
  'TRACK',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('request', 7, 'uint32', 0, 4294967295),
    scalar('originEpoch', 8, 'uint32', 0, 4294967295),
    scalar('originSequence', 9, 'uint32', 0, 4294967295),
    scalar('epoch', 10, 'uint32', 0, 4294967295),
    scalar('sequence', 11, 'uint32', 0, 4294967295),
    scalar('bellIndex', 12, 'uint32', 0, 3),
    scalar('fidelity', 13, 'uint32', 0, 65535)
  ],
  (v): Track => ({
    type: 'TRACK',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    request: v[6] as number,
    originEpoch: v[7] as number,
    originSequence: v[8] as number,
    epoch: v[9] as number,
    sequence: v[10] as number,
    bellIndex: v[11] as number,
    fidelity: v[12] as number
  })
)

const neighbourSchema = schema(
  'NEIGHBOUR',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('expected', 3, 'uint32', 0, 4294967295),
    scalar('node', 4, 'uint32', 0, 4294967295),
    scalar('answer', 5, 'bool', 0, 1)
  ],
  (v): Neighbour => ({
    type: 'NEIGHBOUR',
    session: v[0] as number,
    peerSession: v[1] as number,
    expected: v[2] as number,
    node: v[3] as number,
    answer: v[4] as boolean
  })
)

const pairExpireSchema = schema(
  'PAIR_EXPIRE',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('epoch', 7, 'uint32', 0, 4294967295),
    scalar('sequence', 8, 'uint32', 0, 4294967295)
  ],
  (v): PairExpire => ({
    type: 'PAIR_EXPIRE',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    epoch: v[6] as number,
    sequence: v[7] as number
  })
)

const creditSchema = schema(
  'CREDIT',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('window', 7, 'uint32', 0, 65535),
    scalar('epoch', 8, 'uint32', 0, 4294967295),
    scalar('sequence', 9, 'uint32', 0, 4294967295)
  ],
  (v): Credit => ({
    type: 'CREDIT',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    window: v[6] as number,
    epoch: v[7] as number,
    sequence: v[8] as number
  })
)

const advertisementSchema = schema(
  'ADVERTISEMENT',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('origin', 5, 'uint32', 0, 4294967295),
    scalar('incarnation', 6, 'fixed32', 0, 4294967295),
    scalar('sequence', 7, 'uint32', 0, 4294967295),
    scalar('lifetime', 8, 'uint32', 0, 4294967295),
    embedded('links', 9, advertisedLinkSchema, 64),
    scalar('swapping', 10, 'uint32', 0, 2),
    scalar('coherenceTime', 11, 'uint64', 0, 9007199254740991),
    scalar('swapQuality', 12, 'uint32', 0, 65535),
    scalar('swapDuration', 13, 'uint64', 0, 9007199254740991)
  ],
  (v): Advertisement => ({
    type: 'ADVERTISEMENT',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    origin: v[4] as number,
    incarnation: v[5] as number,
    sequence: v[6] as number,
    lifetime: v[7] as number,
    links: v[8] as AdvertisedLink[],
    swapping: v[9] as number,
    coherenceTime: v[10] as number,
    swapQuality: v[11] as number,
    swapDuration: v[12] as number
  })
)

const pathSchema = schema(
  'PATH',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('responder', 7, 'uint32', 0, 4294967295),
    scalar('purpose', 8, 'uint32', 0, 65535),
    scalar('minimumFidelity', 9, 'uint32', 0, 65535),
    scalar('lifetime', 10, 'uint32', 1, 4294967295),
    scalar('position', 11, 'uint32', 0, 254),
    embedded('hops', 12, hopSchema, 255),
    embedded('stages', 13, stageSchema, 256)
  ],
  (v): Path => ({
    type: 'PATH',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    responder: v[6] as number,
    purpose: v[7] as number,
    minimumFidelity: v[8] as number,
    lifetime: v[9] as number,
    position: v[10] as number,
    hops: v[11] as Hop[],
    stages: v[12] as Stage[]
  })
)

const resvSchema = schema(
  'RESV',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('label', 7, 'uint32', 32768, 65535),
    scalar('window', 8, 'uint32', 1, 65535)
  ],
  (v): Resv => ({
    type: 'RESV',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    label: v[6] as number,
    window: v[7] as number
  })
)

const resvConfSchema = schema(
  'RESV_CONF',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295)
  ],
  (v): ResvConf => ({
    type: 'RESV_CONF',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number
  })
)

const tearSchema = schema(
  'TEAR',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('reason', 7, 'uint32', 0, 8)
  ],
  (v): Tear => ({
    type: 'TEAR',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    reason: v[6] as number
  })
)

const circuitErrSchema = schema(
  'CIRCUIT_ERR',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('node', 7, 'uint32', 0, 4294967295),
    scalar('reason', 8, 'uint32', 0, 8)
  ],
  (v): CircuitErr => ({
    type: 'CIRCUIT_ERR',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    node: v[6] as number,
    reason: v[7] as number
  })
)

const forwardSchema = schema(
  'FORWARD',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('request', 7, 'uint32', 1, 4294967295),
    scalar('kind', 8, 'uint32', 0, 2),
    scalar('number', 9, 'uint32', 1, 4294967295),
    scalar('early', 10, 'bool', 0, 1),
    embedded('originator', 11, measurementSchema, 0),
    embedded('responder', 12, measurementSchema, 0),
    scalar('raw', 13, 'bool', 0, 1),
    scalar('test', 14, 'bool', 0, 1)
  ],
  (v): Forward => ({
    type: 'FORWARD',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    request: v[6] as number,
    kind: v[7] as number,
    number: v[8] as number,
    early: v[9] as boolean,
    originator: v[10] as Measurement,
    responder: v[11] as Measurement,
    raw: v[12] as boolean,
    test: v[13] as boolean
  })
)

const completeSchema = schema(
  'COMPLETE',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('request', 7, 'uint32', 1, 4294967295),
    scalar('reason', 8, 'uint32', 0, 8)
  ],
  (v): Complete => ({
    type: 'COMPLETE',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    request: v[6] as number,
    reason: v[7] as number
  })
)

const reachSchema = schema(
  'REACH',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('epoch', 7, 'uint32', 0, 4294967295),
    scalar('sequence', 8, 'uint32', 0, 4294967295),
    scalar('position', 9, 'uint32', 0, 255)
  ],
  (v): Reach => ({
    type: 'REACH',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    epoch: v[6] as number,
    sequence: v[7] as number,
    position: v[8] as number
  })
)

const settleSchema = schema(
  'SETTLE',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('source', 7, 'uint32', 0, 4294967295),
    scalar('target', 8, 'uint32', 0, 4294967295),
    scalar('hopLimit', 9, 'uint32', 0, 255),
    scalar('number', 10, 'uint32', 0, 4294967295),
    embedded('pairs', 11, pairNameSchema, 64),
    scalar('last', 12, 'bool', 0, 1),
    embedded('lost', 13, pairNameSchema, 64),
    embedded('tests', 14, circuitTestSchema, 64)
  ],
  (v): Settle => ({
    type: 'SETTLE',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    source: v[6] as number,
    target: v[7] as number,
    hopLimit: v[8] as number,
    number: v[9] as number,
    pairs: v[10] as PairName[],
    last: v[11] as boolean,
    lost: v[12] as PairName[],
    tests: v[13] as CircuitTest[]
  })
)

const settledSchema = schema(
  'SETTLED',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('source', 7, 'uint32', 0, 4294967295),
    scalar('target', 8, 'uint32', 0, 4294967295),
    scalar('hopLimit', 9, 'uint32', 0, 255),
    scalar('number', 10, 'uint32', 0, 4294967295),
    embedded('refused', 11, pairNameSchema, 64),
    scalar('known', 12, 'bool', 0, 1),
    embedded('open', 13, pairNameSchema, 64)
  ],
  (v): Settled => ({
    type: 'SETTLED',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    source: v[6] as number,
    target: v[7] as number,
    hopLimit: v[8] as number,
    number: v[9] as number,
    refused: v[10] as PairName[],
    known: v[11] as boolean,
    open: v[12] as PairName[]
  })
)

const distilSchema = schema(
  'DISTIL',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('stage', 7, 'uint32', 0, 255),
    embedded('kept', 8, pairNameSchema, 0),
    embedded('sacrificed', 9, pairNameSchema, 2),
    scalar('level', 10, 'uint32', 0, 6),
    scalar('outcomes', 11, 'uint32', 0, 3),
    scalar('twirl', 12, 'uint32', 0, 143),
    scalar('request', 13, 'uint32', 0, 4294967295)
  ],
  (v): Distil => ({
    type: 'DISTIL',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    stage: v[6] as number,
    kept: v[7] as PairName,
    sacrificed: v[8] as PairName[],
    level: v[9] as number,
    outcomes: v[10] as number,
    twirl: v[11] as number,
    request: v[12] as number
  })
)

const distilledSchema = schema(
  'DISTILLED',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('stage', 7, 'uint32', 0, 255),
    embedded('kept', 8, pairNameSchema, 0),
    scalar('outcomes', 9, 'uint32', 0, 3)
  ],
  (v): Distilled => ({
    type: 'DISTILLED',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    stage: v[6] as number,
    kept: v[7] as PairName,
    outcomes: v[8] as number
  })
)

const stageExpireSchema = schema(
  'STAGE_EXPIRE',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('serial', 3, 'uint32', 0, 4294967295),
    scalar('expected', 4, 'uint32', 0, 4294967295),
    scalar('initiator', 5, 'uint32', 0, 4294967295),
    scalar('circuit', 6, 'uint32', 1, 4294967295),
    scalar('stage', 7, 'uint32', 0, 255),
    scalar('epoch', 8, 'uint32', 0, 4294967295),
    scalar('sequence', 9, 'uint32', 0, 4294967295)
  ],
  (v): StageExpire => ({
    type: 'STAGE_EXPIRE',
    session: v[0] as number,
    peerSession: v[1] as number,
    serial: v[2] as number,
    expected: v[3] as number,
    initiator: v[4] as number,
    circuit: v[5] as number,
    stage: v[6] as number,
    epoch: v[7] as number,
    sequence: v[8] as number
  })
)

const askSchema = schema(
  'ASK',
  [
    scalar('dialogue', 1, 'fixed32', 0, 4294967295),
    scalar('purpose', 2, 'uint32', 0, 65535),
    scalar('step', 3, 'uint32', 0, 4294967295),
    scalar('body', 4, 'bytes', 0, 61440)
  ],
  (v): Ask => ({
    type: 'ASK',
    dialogue: v[0] as number,
    purpose: v[1] as number,
    step: v[2] as number,
    body: v[3] as Uint8Array
  })
)

const answerSchema = schema(
  'ANSWER',
  [
    scalar('dialogue', 1, 'fixed32', 0, 4294967295),
    scalar('purpose', 2, 'uint32', 0, 65535),
    scalar('step', 3, 'uint32', 0, 4294967295),
    scalar('body', 4, 'bytes', 0, 61440),
    scalar('error', 5, 'uint32', 0, 8)
  ],
  (v): Answer => ({
    type: 'ANSWER',
    dialogue: v[0] as number,
    purpose: v[1] as number,
    step: v[2] as number,
    body: v[3] as Uint8Array,
    error: v[4] as number
  })
)

const correctionSchema = schema(
  'CORRECTION',
  [
    scalar('purpose', 1, 'uint32', 0, 65535),
    scalar('initiator', 2, 'uint32', 0, 4294967295),
    scalar('circuit', 3, 'uint32', 0, 4294967295),
    scalar('headEpoch', 4, 'uint32', 0, 4294967295),
    scalar('headSequence', 5, 'uint32', 0, 4294967295),
    scalar('tailEpoch', 6, 'uint32', 0, 4294967295),
    scalar('tailSequence', 7, 'uint32', 0, 4294967295),
    scalar('pauli', 8, 'uint32', 0, 3)
  ],
  (v): Correction => ({
    type: 'CORRECTION',
    purpose: v[0] as number,
    initiator: v[1] as number,
    circuit: v[2] as number,
    headEpoch: v[3] as number,
    headSequence: v[4] as number,
    tailEpoch: v[5] as number,
    tailSequence: v[6] as number,
    pauli: v[7] as number
  })
)

const correctionAckSchema = schema(
  'CORRECTION_ACK',
  [
    scalar('purpose', 1, 'uint32', 0, 65535),
    scalar('initiator', 2, 'uint32', 0, 4294967295),
    scalar('circuit', 3, 'uint32', 0, 4294967295),
    scalar('headEpoch', 4, 'uint32', 0, 4294967295),
    scalar('headSequence', 5, 'uint32', 0, 4294967295),
    scalar('tailEpoch', 6, 'uint32', 0, 4294967295),
    scalar('tailSequence', 7, 'uint32', 0, 4294967295),
    scalar('error', 8, 'uint32', 0, 8)
  ],
  (v): CorrectionAck => ({
    type: 'CORRECTION_ACK',
    purpose: v[0] as number,
    initiator: v[1] as number,
    circuit: v[2] as number,
    headEpoch: v[3] as number,
    headSequence: v[4] as number,
    tailEpoch: v[5] as number,
    tailSequence: v[6] as number,
    error: v[7] as number
  })
)

const keyBlockSchema = schema(
  'KEY_BLOCK',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    embedded('block', 3, identifierSchema, 0),
    scalar('units', 4, 'uint32', 0, 4294967295),
    scalar('unitSize', 5, 'uint32', 8, 65536),
    scalar('answer', 6, 'bool', 0, 1)
  ],
  (v): KeyBlock => ({
    type: 'KEY_BLOCK',
    session: v[0] as number,
    peerSession: v[1] as number,
    block: v[2] as Identifier,
    units: v[3] as number,
    unitSize: v[4] as number,
    answer: v[5] as boolean
  })
)

const keyReserveSchema = schema(
  'KEY_RESERVE',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('origin', 3, 'fixed32', 0, 4294967295),
    scalar('reservation', 4, 'uint32', 1, 4294967295),
    scalar('size', 5, 'uint32', 8, 65536),
    scalar('unitsPerKey', 6, 'uint32', 1, 512),
    embedded('units', 7, identifierSchema, 512),
    embedded('master', 8, saeDigestSchema, 0),
    embedded('slaves', 9, saeDigestSchema, 16)
  ],
  (v): KeyReserve => ({
    type: 'KEY_RESERVE',
    session: v[0] as number,
    peerSession: v[1] as number,
    origin: v[2] as number,
    reservation: v[3] as number,
    size: v[4] as number,
    unitsPerKey: v[5] as number,
    units: v[6] as Identifier[],
    master: v[7] as SaeDigest,
    slaves: v[8] as SaeDigest[]
  })
)

const keyReservedSchema = schema(
  'KEY_RESERVED',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('origin', 3, 'fixed32', 0, 4294967295),
    scalar('reservation', 4, 'uint32', 1, 4294967295)
  ],
  (v): KeyReserved => ({
    type: 'KEY_RESERVED',
    session: v[0] as number,
    peerSession: v[1] as number,
    origin: v[2] as number,
    reservation: v[3] as number
  })
)

const keyRefusedSchema = schema(
  'KEY_REFUSED',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('origin', 3, 'fixed32', 0, 4294967295),
    scalar('reservation', 4, 'uint32', 1, 4294967295)
  ],
  (v): KeyRefused => ({
    type: 'KEY_REFUSED',
    session: v[0] as number,
    peerSession: v[1] as number,
    origin: v[2] as number,
    reservation: v[3] as number
  })
)

const keyTakenSchema = schema(
  'KEY_TAKEN',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('origin', 3, 'fixed32', 0, 4294967295),
    scalar('reservation', 4, 'uint32', 1, 4294967295)
  ],
  (v): KeyTaken => ({
    type: 'KEY_TAKEN',
    session: v[0] as number,
    peerSession: v[1] as number,
    origin: v[2] as number,
    reservation: v[3] as number
  })
)

const keyBurnSchema = schema(
  'KEY_BURN',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('origin', 3, 'fixed32', 0, 4294967295),
    scalar('reservation', 4, 'uint32', 1, 4294967295),
    embedded('units', 5, identifierSchema, 512)
  ],
  (v): KeyBurn => ({
    type: 'KEY_BURN',
    session: v[0] as number,
    peerSession: v[1] as number,
    origin: v[2] as number,
    reservation: v[3] as number,
    units: v[4] as Identifier[]
  })
)

const keyNotedSchema = schema(
  'KEY_NOTED',
  [
    scalar('session', 1, 'fixed32', 0, 4294967295),
    scalar('peerSession', 2, 'fixed32', 0, 4294967295),
    scalar('origin', 3, 'fixed32', 0, 4294967295),
    scalar('reservation', 4, 'uint32', 1, 4294967295)
  ],
  (v): KeyNoted => ({
    type: 'KEY_NOTED',
    session: v[0] as number,
    peerSession: v[1] as number,
    origin: v[2] as number,
    reservation: v[3] as number
  })
)

const qkdProposalSchema = schema(
  'PROPOSAL',
  [
    scalar('protocol', 1, 'uint32', 0, 2),
    scalar('analysis', 2, 'uint32', 0, 3),
    scalar('rounds', 3, 'uint32', 1, 16777216),
    scalar('probability', 4, 'uint32', 1, 4294967295),
    scalar('expectedChsh', 5, 'uint32', 0, 2828427),
    scalar('expectedQber', 6, 'uint32', 0, 500000),
    embedded('epsilons', 7, qkdDecimalSchema, 8),
    scalar('reconciliation', 8, 'uint32', 0, 2),
    scalar('leakBudget', 9, 'uint32', 0, 4294967295),
    scalar('threshold', 10, 'uint32', 0, 4294967295),
    scalar('deviations', 11, 'uint32', 1, 100),
    scalar('minimumLength', 12, 'uint32', 0, 4294967295),
    scalar('poolOffset', 13, 'uint64', 0, 9007199254740991),
    scalar('initiator', 14, 'uint32', 0, 4294967295),
    scalar('circuit', 15, 'uint32', 0, 4294967295),
    scalar('flips', 1000, 'uint32', 0, 2147483648)
  ],
  (v): QkdProposal => ({
    type: 'PROPOSAL',
    protocol: v[0] as number,
    analysis: v[1] as number,
    rounds: v[2] as number,
    probability: v[3] as number,
    expectedChsh: v[4] as number,
    expectedQber: v[5] as number,
    epsilons: v[6] as QkdDecimal[],
    reconciliation: v[7] as number,
    leakBudget: v[8] as number,
    threshold: v[9] as number,
    deviations: v[10] as number,
    minimumLength: v[11] as number,
    poolOffset: v[12] as number,
    initiator: v[13] as number,
    circuit: v[14] as number,
    flips: v[15] as number
  })
)

const qkdAgreementSchema = schema(
  'AGREEMENT',
  [
    scalar('poolOffset', 1, 'uint64', 0, 9007199254740991)
  ],
  (v): QkdAgreement => ({
    type: 'AGREEMENT',
    poolOffset: v[0] as number
  })
)

const qkdProceedSchema = schema(
  'PROCEED',
  [
    scalar('missing', 1, 'uint32', 0, 16777216)
  ],
  (v): QkdProceed => ({
    type: 'PROCEED',
    missing: v[0] as number
  })
)

const qkdRoundKindSchema = schema(
  'ROUND_KIND',
  [
    embedded('pair', 1, qkdPairRunSchema, 0),
    scalar('test', 2, 'bool', 0, 1)
  ],
  (v): QkdRoundKind => ({
    type: 'ROUND_KIND',
    pair: v[0] as QkdPairRun,
    test: v[1] as boolean
  })
)

const qkdRoundsSchema = schema(
  'ROUNDS',
  [
    embedded('runs', 1, qkdPairRunSchema, 1048576)
  ],
  (v): QkdRounds => ({
    type: 'ROUNDS',
    runs: v[0] as QkdPairRun[]
  })
)

const qkdInputsSchema = schema(
  'INPUTS',
  [
    scalar('settings', 1, 'bytes', 0, 4194304),
    scalar('seed', 2, 'bytes', 0, 16)
  ],
  (v): QkdInputs => ({
    type: 'INPUTS',
    settings: v[0] as Uint8Array,
    seed: v[1] as Uint8Array
  })
)

const qkdOutcomesSchema = schema(
  'OUTCOMES',
  [
    scalar('outcomes', 1, 'bytes', 0, 2097152)
  ],
  (v): QkdOutcomes => ({
    type: 'OUTCOMES',
    outcomes: v[0] as Uint8Array
  })
)

const qkdQueriesSchema = schema(
  'QUERIES',
  [
    scalar('seed', 1, 'bytes', 0, 16),
    scalar('queries', 2, 'bytes', 0, 8388608)
  ],
  (v): QkdQueries => ({
    type: 'QUERIES',
    seed: v[0] as Uint8Array,
    queries: v[1] as Uint8Array
  })
)

const qkdParitiesSchema = schema(
  'PARITIES',
  [
    scalar('parities', 1, 'bytes', 0, 2097152)
  ],
  (v): QkdParities => ({
    type: 'PARITIES',
    parities: v[0] as Uint8Array
  })
)

const qkdVerificationSchema = schema(
  'VERIFICATION',
  [
    scalar('point', 1, 'bytes', 0, 8),
    scalar('tag', 2, 'bytes', 0, 8)
  ],
  (v): QkdVerification => ({
    type: 'VERIFICATION',
    point: v[0] as Uint8Array,
    tag: v[1] as Uint8Array
  })
)

const qkdVerifiedSchema = schema(
  'VERIFIED',
  [
    scalar('equal', 1, 'bool', 0, 1)
  ],
  (v): QkdVerified => ({
    type: 'VERIFIED',
    equal: v[0] as boolean
  })
)

const qkdAmplificationSchema = schema(
  'AMPLIFICATION',
  [
    scalar('length', 1, 'uint32', 1, 16777216),
    scalar('seed', 2, 'bytes', 0, 4194304)
  ],
  (v): QkdAmplification => ({
    type: 'AMPLIFICATION',
    length: v[0] as number,
    seed: v[1] as Uint8Array
  })
)

const qkdFinishSchema = schema(
  'FINISH',
  [
    scalar('reason', 1, 'uint32', 0, 11),
    scalar('tag', 2, 'bytes', 0, 16)
  ],
  (v): QkdFinish => ({
    type: 'FINISH',
    reason: v[0] as number,
    tag: v[1] as Uint8Array
  })
)

const qkdProgressSchema = schema(
  'PROGRESS',
  [
    scalar('beat', 1, 'uint32', 0, 4294967295)
  ],
  (v): QkdProgress => ({
    type: 'PROGRESS',
    beat: v[0] as number
  })
)

function checkTestRound(message: TestRound): void {
  checkInteger('sequence', message.sequence, 0, 4294967295)
  checkInteger('basis', message.basis, 0, 2)
  checkInteger('outcome', message.outcome, 0, 1)
}

function checkMeasurement(message: Measurement): void {
  checkInteger('randomBasis', message.randomBasis, 0, 3)
  checkInteger('probability1', message.probability1, 0, 255)
  checkInteger('probability2', message.probability2, 0, 255)
  checkInteger('rotationX1', message.rotationX1, 0, 255)
  checkInteger('rotationY', message.rotationY, 0, 255)
  checkInteger('rotationX2', message.rotationX2, 0, 255)
}

function checkScheduleBin(message: ScheduleBin): void {
  checkInteger('start', message.start, 0, 9007199254740991)
  checkInteger('end', message.end, 0, 9007199254740991)
  checkInteger('purpose', message.purpose, 0, 65535)
}

function checkAdvertisedPoint(message: AdvertisedPoint): void {
  checkInteger('fidelity', message.fidelity, 0, 65535)
  checkInteger('rate', message.rate, 0, 9007199254740991)
}

function checkAdvertisedLink(message: AdvertisedLink): void {
  checkInteger('neighbour', message.neighbour, 0, 4294967295)
  checkInteger('link', message.link, 0, 4294967295)
  checkBoolean('fit', message.fit)
  checkEach('points', message.points, 4, checkAdvertisedPoint)
  checkInteger('promised', message.promised, 0, 65535)
}

function checkHop(message: Hop): void {
  checkInteger('node', message.node, 0, 4294967295)
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('minimumFidelity', message.minimumFidelity, 0, 65535)
  checkInteger('cutoff', message.cutoff, 0, 9007199254740991)
  checkInteger('rate', message.rate, 0, 9007199254740991)
  checkInteger('rank', message.rank, 0, 255)
}

function checkStage(message: Stage): void {
  checkInteger('first', message.first, 0, 254)
  checkInteger('last', message.last, 1, 255)
  checkInteger('protocol', message.protocol, 0, 2)
  checkInteger('schedule', message.schedule, 0, 1)
  checkInteger('rounds', message.rounds, 1, 7)
}

function checkPairName(message: PairName): void {
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
}

function checkCircuitTest(message: CircuitTest): void {
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
  checkInteger('basis', message.basis, 0, 2)
  checkInteger('outcome', message.outcome, 0, 1)
}

function checkIdentifier(message: Identifier): void {
  checkInteger('word1', message.word1, 0, 4294967295)
  checkInteger('word2', message.word2, 0, 4294967295)
  checkInteger('word3', message.word3, 0, 4294967295)
  checkInteger('word4', message.word4, 0, 4294967295)
}

function checkSaeDigest(message: SaeDigest): void {
  checkInteger('word1', message.word1, 0, 4294967295)
  checkInteger('word2', message.word2, 0, 4294967295)
  checkInteger('word3', message.word3, 0, 4294967295)
  checkInteger('word4', message.word4, 0, 4294967295)
  checkInteger('word5', message.word5, 0, 4294967295)
  checkInteger('word6', message.word6, 0, 4294967295)
  checkInteger('word7', message.word7, 0, 4294967295)
  checkInteger('word8', message.word8, 0, 4294967295)
}

function checkQkdDecimal(message: QkdDecimal): void {
  checkInteger('mantissa', message.mantissa, 1, 4294967295)
  checkInteger('exponent', message.exponent, 0, 60)
}

function checkQkdPairRun(message: QkdPairRun): void {
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 0, 4294967295)
  checkInteger('headEpoch', message.headEpoch, 0, 4294967295)
  checkInteger('headSequence', message.headSequence, 0, 4294967295)
  checkInteger('tailEpoch', message.tailEpoch, 0, 4294967295)
  checkInteger('tailSequence', message.tailSequence, 0, 4294967295)
  checkInteger('count', message.count, 1, 16777216)
}

function checkGen(message: Gen): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('queueId', message.queueId, 1, 4294967295)
  checkInteger('firstSlot', message.firstSlot, 0, 9007199254740991)
  checkInteger('slots', message.slots, 0, 9007199254740991)
  checkInteger('brightness', message.brightness, 0, 65535)
}

function checkReply(message: Reply): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('outcome', message.outcome, 0, 1)
  checkInteger('bellIndex', message.bellIndex, 0, 3)
  checkInteger('sequence', message.sequence, 0, 4294967295)
  checkInteger('slot', message.slot, 0, 9007199254740991)
  checkInteger('offsetPicoseconds', message.offsetPicoseconds, 0, 9007199254740991)
  checkInteger('queueId', message.queueId, 0, 4294967295)
  checkInteger('peerQueueId', message.peerQueueId, 0, 4294967295)
  checkInteger('error', message.error, 0, 3)
}

function checkKeepAlive(message: KeepAlive): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkBoolean('answer', message.answer)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('freeQubits', message.freeQubits, 0, 4294967295)
  checkInteger('confirmed', message.confirmed, 0, 4294967295)
}

function checkSync(message: Sync): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('exchange', message.exchange, 0, 4294967295)
  checkInteger('originTime', message.originTime, 0, 9007199254740991)
  checkInteger('offset', message.offset, -9007199254740991, 9007199254740991)
  checkInteger('drift', message.drift, -9007199254740991, 9007199254740991)
  checkInteger('quality', message.quality, 0, 9007199254740991)
}

function checkSyncReply(message: SyncReply): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('exchange', message.exchange, 0, 4294967295)
  checkInteger('originTime', message.originTime, 0, 9007199254740991)
  checkInteger('receiveTime', message.receiveTime, 0, 9007199254740991)
  checkInteger('transmitTime', message.transmitTime, 0, 9007199254740991)
  checkInteger('quality', message.quality, 0, 9007199254740991)
}

function checkReleased(message: Released): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('low', message.low, 0, 4294967295)
  checkInteger('high', message.high, 0, 4294967295)
}

function checkExpire(message: Expire): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('low', message.low, 0, 4294967295)
  checkInteger('high', message.high, 0, 4294967295)
}

function checkExpireAck(message: ExpireAck): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('low', message.low, 0, 4294967295)
  checkInteger('high', message.high, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
}

function checkTestResults(message: TestResults): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkEach('rounds', message.rounds, 256, checkTestRound)
}

function checkMore(message: More): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('queueId', message.queueId, 1, 4294967295)
  checkInteger('number', message.number, 1, 4294967295)
  checkInteger('scheduleSlot', message.scheduleSlot, 0, 9007199254740991)
  checkInteger('virtualFinish', message.virtualFinish, 0, 9007199254740991)
}

function checkAdd(message: Add): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('createId', message.createId, 0, 4294967295)
  checkInteger('queueId', message.queueId, 0, 4294967295)
  checkInteger('kind', message.kind, 0, 2)
  checkInteger('number', message.number, 1, 4294967295)
  checkInteger('minimumFidelity', message.minimumFidelity, 0, 65535)
  checkInteger('purpose', message.purpose, 0, 65535)
  checkInteger('priority', message.priority, 0, 7)
  checkBoolean('atomic', message.atomic)
  checkBoolean('consecutive', message.consecutive)
  checkInteger('scheduleSlot', message.scheduleSlot, 0, 9007199254740991)
  checkInteger('deadlineSlot', message.deadlineSlot, 0, 9007199254740991)
  checkInteger('brightness', message.brightness, 0, 65535)
  checkInteger('virtualFinish', message.virtualFinish, 0, 9007199254740991)
  checkEmbedded('originator', message.originator, checkMeasurement)
  checkEmbedded('responder', message.responder, checkMeasurement)
  checkBoolean('paced', message.paced)
}

function checkAddAck(message: AddAck): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('queueId', message.queueId, 1, 4294967295)
  checkInteger('scheduleSlot', message.scheduleSlot, 0, 9007199254740991)
  checkInteger('brightness', message.brightness, 0, 65535)
  checkInteger('virtualFinish', message.virtualFinish, 0, 9007199254740991)
}

function checkAddReject(message: AddReject): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('reason', message.reason, 0, 8)
}

function checkCancel(message: Cancel): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('queueId', message.queueId, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('reason', message.reason, 0, 8)
}

function checkEnd(message: End): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('queueId', message.queueId, 1, 4294967295)
  checkInteger('endSequence', message.endSequence, 0, 4294967295)
  checkInteger('reason', message.reason, 0, 8)
}

function checkEndAck(message: EndAck): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('queueId', message.queueId, 1, 4294967295)
}

function checkHello(message: Hello): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('node', message.node, 0, 4294967295)
  checkInteger('role', message.role, 0, 1)
  checkBoolean('answer', message.answer)
  checkInteger('minimumVersion', message.minimumVersion, 1, 65535)
  checkInteger('maximumVersion', message.maximumVersion, 1, 65535)
  checkInteger('kinds', message.kinds, 0, 4294967295)
  checkInteger('bases', message.bases, 0, 4294967295)
  checkInteger('heraldingPlace', message.heraldingPlace, 0, 3)
}

function checkOpen(message: Open): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('version', message.version, 1, 65535)
  checkInteger('firstSequence', message.firstSequence, 0, 4294967295)
  checkInteger('slotOrigin', message.slotOrigin, 0, 9007199254740991)
  checkInteger('slotPeriod', message.slotPeriod, 1, 9007199254740991)
  checkInteger('peerIncarnation', message.peerIncarnation, 0, 4294967295)
  checkInteger('stationIncarnation', message.stationIncarnation, 0, 4294967295)
  checkInteger('testSeed', message.testSeed, 0, 4294967295)
  checkInteger('testFraction', message.testFraction, 0, 65535)
}

function checkOpenAck(message: OpenAck): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
}

function checkLinkState(message: LinkState): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('state', message.state, 0, 4)
  checkInteger('validUntil', message.validUntil, 0, 9007199254740991)
}

function checkMaintenance(message: Maintenance): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkBoolean('request', message.request)
  checkInteger('firstSlot', message.firstSlot, 0, 9007199254740991)
  checkInteger('endSlot', message.endSlot, 0, 9007199254740991)
}

function checkMaintenanceAck(message: MaintenanceAck): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
}

function checkSlotRequest(message: SlotRequest): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 1, 9007199254740991)
  checkInteger('demand', message.demand, 0, 4294967295)
}

function checkSlotGrant(message: SlotGrant): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('turn', message.turn, 0, 9007199254740991)
  checkInteger('firstSlot', message.firstSlot, 0, 9007199254740991)
  checkInteger('endSlot', message.endSlot, 0, 9007199254740991)
}

function checkSchedule(message: Schedule): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('firstSlot', message.firstSlot, 0, 9007199254740991)
  checkInteger('period', message.period, 1, 9007199254740991)
  checkEach('bins', message.bins, 64, checkScheduleBin)
}

function checkScheduleAck(message: ScheduleAck): void {
  checkInteger('link', message.link, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
}

function checkTrack(message: Track): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('request', message.request, 0, 4294967295)
  checkInteger('originEpoch', message.originEpoch, 0, 4294967295)
  checkInteger('originSequence', message.originSequence, 0, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
  checkInteger('bellIndex', message.bellIndex, 0, 3)
  checkInteger('fidelity', message.fidelity, 0, 65535)
}

function checkNeighbour(message: Neighbour): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('node', message.node, 0, 4294967295)
  checkBoolean('answer', message.answer)
}

function checkPairExpire(message: PairExpire): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
}

function checkCredit(message: Credit): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('window', message.window, 0, 65535)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
}

function checkAdvertisement(message: Advertisement): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('origin', message.origin, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
  checkInteger('lifetime', message.lifetime, 0, 4294967295)
  checkEach('links', message.links, 64, checkAdvertisedLink)
  checkInteger('swapping', message.swapping, 0, 2)
  checkInteger('coherenceTime', message.coherenceTime, 0, 9007199254740991)
  checkInteger('swapQuality', message.swapQuality, 0, 65535)
  checkInteger('swapDuration', message.swapDuration, 0, 9007199254740991)
}

function checkPath(message: Path): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('responder', message.responder, 0, 4294967295)
  checkInteger('purpose', message.purpose, 0, 65535)
  checkInteger('minimumFidelity', message.minimumFidelity, 0, 65535)
  checkInteger('lifetime', message.lifetime, 1, 4294967295)
  checkInteger('position', message.position, 0, 254)
  checkEach('hops', message.hops, 255, checkHop)
  checkEach('stages', message.stages, 256, checkStage)
}

function checkResv(message: Resv): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('label', message.label, 32768, 65535)
  checkInteger('window', message.window, 1, 65535)
}

function checkResvConf(message: ResvConf): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
}

function checkTear(message: Tear): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('reason', message.reason, 0, 8)
}

function checkCircuitErr(message: CircuitErr): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('node', message.node, 0, 4294967295)
  checkInteger('reason', message.reason, 0, 8)
}

function checkForward(message: Forward): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('request', message.request, 1, 4294967295)
  checkInteger('kind', message.kind, 0, 2)
  checkInteger('number', message.number, 1, 4294967295)
  checkBoolean('early', message.early)
  checkEmbedded('originator', message.originator, checkMeasurement)
  checkEmbedded('responder', message.responder, checkMeasurement)
  checkBoolean('raw', message.raw)
  checkBoolean('test', message.test)
}

function checkComplete(message: Complete): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('request', message.request, 1, 4294967295)
  checkInteger('reason', message.reason, 0, 8)
}

function checkReach(message: Reach): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
  checkInteger('position', message.position, 0, 255)
}

function checkSettle(message: Settle): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('source', message.source, 0, 4294967295)
  checkInteger('target', message.target, 0, 4294967295)
  checkInteger('hopLimit', message.hopLimit, 0, 255)
  checkInteger('number', message.number, 0, 4294967295)
  checkEach('pairs', message.pairs, 64, checkPairName)
  checkBoolean('last', message.last)
  checkEach('lost', message.lost, 64, checkPairName)
  checkEach('tests', message.tests, 64, checkCircuitTest)
}

function checkSettled(message: Settled): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('source', message.source, 0, 4294967295)
  checkInteger('target', message.target, 0, 4294967295)
  checkInteger('hopLimit', message.hopLimit, 0, 255)
  checkInteger('number', message.number, 0, 4294967295)
  checkEach('refused', message.refused, 64, checkPairName)
  checkBoolean('known', message.known)
  checkEach('open', message.open, 64, checkPairName)
}

function checkDistil(message: Distil): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('stage', message.stage, 0, 255)
  checkEmbedded('kept', message.kept, checkPairName)
  checkEach('sacrificed', message.sacrificed, 2, checkPairName)
  checkInteger('level', message.level, 0, 6)
  checkInteger('outcomes', message.outcomes, 0, 3)
  checkInteger('twirl', message.twirl, 0, 143)
  checkInteger('request', message.request, 0, 4294967295)
}

function checkDistilled(message: Distilled): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('stage', message.stage, 0, 255)
  checkEmbedded('kept', message.kept, checkPairName)
  checkInteger('outcomes', message.outcomes, 0, 3)
}

function checkStageExpire(message: StageExpire): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('serial', message.serial, 0, 4294967295)
  checkInteger('expected', message.expected, 0, 4294967295)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 1, 4294967295)
  checkInteger('stage', message.stage, 0, 255)
  checkInteger('epoch', message.epoch, 0, 4294967295)
  checkInteger('sequence', message.sequence, 0, 4294967295)
}

function checkAsk(message: Ask): void {
  checkInteger('dialogue', message.dialogue, 0, 4294967295)
  checkInteger('purpose', message.purpose, 0, 65535)
  checkInteger('step', message.step, 0, 4294967295)
  checkBytes('body', message.body, 61440)
}

function checkAnswer(message: Answer): void {
  checkInteger('dialogue', message.dialogue, 0, 4294967295)
  checkInteger('purpose', message.purpose, 0, 65535)
  checkInteger('step', message.step, 0, 4294967295)
  checkBytes('body', message.body, 61440)
  checkInteger('error', message.error, 0, 8)
}

function checkCorrection(message: Correction): void {
  checkInteger('purpose', message.purpose, 0, 65535)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 0, 4294967295)
  checkInteger('headEpoch', message.headEpoch, 0, 4294967295)
  checkInteger('headSequence', message.headSequence, 0, 4294967295)
  checkInteger('tailEpoch', message.tailEpoch, 0, 4294967295)
  checkInteger('tailSequence', message.tailSequence, 0, 4294967295)
  checkInteger('pauli', message.pauli, 0, 3)
}

function checkCorrectionAck(message: CorrectionAck): void {
  checkInteger('purpose', message.purpose, 0, 65535)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 0, 4294967295)
  checkInteger('headEpoch', message.headEpoch, 0, 4294967295)
  checkInteger('headSequence', message.headSequence, 0, 4294967295)
  checkInteger('tailEpoch', message.tailEpoch, 0, 4294967295)
  checkInteger('tailSequence', message.tailSequence, 0, 4294967295)
  checkInteger('error', message.error, 0, 8)
}

function checkKeyBlock(message: KeyBlock): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkEmbedded('block', message.block, checkIdentifier)
  checkInteger('units', message.units, 0, 4294967295)
  checkInteger('unitSize', message.unitSize, 8, 65536)
  checkBoolean('answer', message.answer)
}

function checkKeyReserve(message: KeyReserve): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('origin', message.origin, 0, 4294967295)
  checkInteger('reservation', message.reservation, 1, 4294967295)
  checkInteger('size', message.size, 8, 65536)
  checkInteger('unitsPerKey', message.unitsPerKey, 1, 512)
  checkEach('units', message.units, 512, checkIdentifier)
  checkEmbedded('master', message.master, checkSaeDigest)
  checkEach('slaves', message.slaves, 16, checkSaeDigest)
}

function checkKeyReserved(message: KeyReserved): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('origin', message.origin, 0, 4294967295)
  checkInteger('reservation', message.reservation, 1, 4294967295)
}

function checkKeyRefused(message: KeyRefused): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('origin', message.origin, 0, 4294967295)
  checkInteger('reservation', message.reservation, 1, 4294967295)
}

function checkKeyTaken(message: KeyTaken): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('origin', message.origin, 0, 4294967295)
  checkInteger('reservation', message.reservation, 1, 4294967295)
}

function checkKeyBurn(message: KeyBurn): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('origin', message.origin, 0, 4294967295)
  checkInteger('reservation', message.reservation, 1, 4294967295)
  checkEach('units', message.units, 512, checkIdentifier)
}

function checkKeyNoted(message: KeyNoted): void {
  checkInteger('session', message.session, 0, 4294967295)
  checkInteger('peerSession', message.peerSession, 0, 4294967295)
  checkInteger('origin', message.origin, 0, 4294967295)
  checkInteger('reservation', message.reservation, 1, 4294967295)
}

function checkQkdProposal(message: QkdProposal): void {
  checkInteger('protocol', message.protocol, 0, 2)
  checkInteger('analysis', message.analysis, 0, 3)
  checkInteger('rounds', message.rounds, 1, 16777216)
  checkInteger('probability', message.probability, 1, 4294967295)
  checkInteger('expectedChsh', message.expectedChsh, 0, 2828427)
  checkInteger('expectedQber', message.expectedQber, 0, 500000)
  checkEach('epsilons', message.epsilons, 8, checkQkdDecimal)
  checkInteger('reconciliation', message.reconciliation, 0, 2)
  checkInteger('leakBudget', message.leakBudget, 0, 4294967295)
  checkInteger('threshold', message.threshold, 0, 4294967295)
  checkInteger('deviations', message.deviations, 1, 100)
  checkInteger('minimumLength', message.minimumLength, 0, 4294967295)
  checkInteger('poolOffset', message.poolOffset, 0, 9007199254740991)
  checkInteger('initiator', message.initiator, 0, 4294967295)
  checkInteger('circuit', message.circuit, 0, 4294967295)
  checkInteger('flips', message.flips, 0, 2147483648)
}

function checkQkdAgreement(message: QkdAgreement): void {
  checkInteger('poolOffset', message.poolOffset, 0, 9007199254740991)
}

function checkQkdProceed(message: QkdProceed): void {
  checkInteger('missing', message.missing, 0, 16777216)
}

function checkQkdRoundKind(message: QkdRoundKind): void {
  checkEmbedded('pair', message.pair, checkQkdPairRun)
  checkBoolean('test', message.test)
}

function checkQkdRounds(message: QkdRounds): void {
  checkEach('runs', message.runs, 1048576, checkQkdPairRun)
}

function checkQkdInputs(message: QkdInputs): void {
  checkBytes('settings', message.settings, 4194304)
  checkBytes('seed', message.seed, 16)
}

function checkQkdOutcomes(message: QkdOutcomes): void {
  checkBytes('outcomes', message.outcomes, 2097152)
}

function checkQkdQueries(message: QkdQueries): void {
  checkBytes('seed', message.seed, 16)
  checkBytes('queries', message.queries, 8388608)
}

function checkQkdParities(message: QkdParities): void {
  checkBytes('parities', message.parities, 2097152)
}

function checkQkdVerification(message: QkdVerification): void {
  checkBytes('point', message.point, 8)
  checkBytes('tag', message.tag, 8)
}

function checkQkdVerified(message: QkdVerified): void {
  checkBoolean('equal', message.equal)
}

function checkQkdAmplification(message: QkdAmplification): void {
  checkInteger('length', message.length, 1, 16777216)
  checkBytes('seed', message.seed, 4194304)
}

function checkQkdFinish(message: QkdFinish): void {
  checkInteger('reason', message.reason, 0, 11)
  checkBytes('tag', message.tag, 16)
}

function checkQkdProgress(message: QkdProgress): void {
  checkInteger('beat', message.beat, 0, 4294967295)
}

/** Every message of a frame, by type. */
export const MEMBERS = {
  GEN: member(1, genSchema, checkGen, v1.Gen.encode),
  REPLY: member(2, replySchema, checkReply, v1.Reply.encode),
  KEEPALIVE: member(3, keepAliveSchema, checkKeepAlive, v1.KeepAlive.encode),
  SYNC: member(4, syncSchema, checkSync, v1.Sync.encode),
  SYNC_REPLY: member(5, syncReplySchema, checkSyncReply, v1.SyncReply.encode),
  RELEASED: member(6, releasedSchema, checkReleased, v1.Released.encode),
  EXPIRE: member(7, expireSchema, checkExpire, v1.Expire.encode),
  EXPIRE_ACK: member(8, expireAckSchema, checkExpireAck, v1.ExpireAck.encode),
  TEST_RESULTS: member(9, testResultsSchema, checkTestResults, v1.TestResults.encode),
  MORE: member(14, moreSchema, checkMore, v1.More.encode),
  ADD: member(16, addSchema, checkAdd, v1.Add.encode),
  ADD_ACK: member(17, addAckSchema, checkAddAck, v1.AddAck.encode),
  ADD_REJ: member(18, addRejectSchema, checkAddReject, v1.AddReject.encode),
  CANCEL: member(19, cancelSchema, checkCancel, v1.Cancel.encode),
  END: member(20, endSchema, checkEnd, v1.End.encode),
  END_ACK: member(21, endAckSchema, checkEndAck, v1.EndAck.encode),
  HELLO: member(32, helloSchema, checkHello, v1.Hello.encode),
  OPEN: member(33, openSchema, checkOpen, v1.Open.encode),
  OPEN_ACK: member(34, openAckSchema, checkOpenAck, v1.OpenAck.encode),
  LINK_STATE: member(35, linkStateSchema, checkLinkState, v1.LinkState.encode),
  MAINTENANCE: member(36, maintenanceSchema, checkMaintenance, v1.Maintenance.encode),
  MAINTENANCE_ACK: member(37, maintenanceAckSchema, checkMaintenanceAck, v1.MaintenanceAck.encode),
  SLOT_REQUEST: member(38, slotRequestSchema, checkSlotRequest, v1.SlotRequest.encode),
  SLOT_GRANT: member(39, slotGrantSchema, checkSlotGrant, v1.SlotGrant.encode),
  SCHEDULE: member(48, scheduleSchema, checkSchedule, v1.Schedule.encode),
  SCHEDULE_ACK: member(49, scheduleAckSchema, checkScheduleAck, v1.ScheduleAck.encode),
  TRACK: member(10, trackSchema, checkTrack, v1.Track.encode),
  NEIGHBOUR: member(11, neighbourSchema, checkNeighbour, v1.Neighbour.encode),
  PAIR_EXPIRE: member(12, pairExpireSchema, checkPairExpire, v1.PairExpire.encode),
  CREDIT: member(13, creditSchema, checkCredit, v1.Credit.encode),
  ADVERTISEMENT: member(64, advertisementSchema, checkAdvertisement, v1.Advertisement.encode),
  PATH: member(65, pathSchema, checkPath, v1.Path.encode),
  RESV: member(66, resvSchema, checkResv, v1.Resv.encode),
  RESV_CONF: member(67, resvConfSchema, checkResvConf, v1.ResvConf.encode),
  TEAR: member(68, tearSchema, checkTear, v1.Tear.encode),
  CIRCUIT_ERR: member(69, circuitErrSchema, checkCircuitErr, v1.CircuitErr.encode),
  FORWARD: member(70, forwardSchema, checkForward, v1.Forward.encode),
  COMPLETE: member(71, completeSchema, checkComplete, v1.Complete.encode),
  REACH: member(72, reachSchema, checkReach, v1.Reach.encode),
  SETTLE: member(73, settleSchema, checkSettle, v1.Settle.encode),
  SETTLED: member(74, settledSchema, checkSettled, v1.Settled.encode),
  DISTIL: member(75, distilSchema, checkDistil, v1.Distil.encode),
  DISTILLED: member(76, distilledSchema, checkDistilled, v1.Distilled.encode),
  STAGE_EXPIRE: member(77, stageExpireSchema, checkStageExpire, v1.StageExpire.encode),
  ASK: member(80, askSchema, checkAsk, v1.Ask.encode),
  ANSWER: member(81, answerSchema, checkAnswer, v1.Answer.encode),
  CORRECTION: member(84, correctionSchema, checkCorrection, v1.Correction.encode),
  CORRECTION_ACK: member(85, correctionAckSchema, checkCorrectionAck, v1.CorrectionAck.encode),
  KEY_BLOCK: member(100, keyBlockSchema, checkKeyBlock, v1.KeyBlock.encode),
  KEY_RESERVE: member(101, keyReserveSchema, checkKeyReserve, v1.KeyReserve.encode),
  KEY_RESERVED: member(102, keyReservedSchema, checkKeyReserved, v1.KeyReserved.encode),
  KEY_REFUSED: member(103, keyRefusedSchema, checkKeyRefused, v1.KeyRefused.encode),
  KEY_TAKEN: member(104, keyTakenSchema, checkKeyTaken, v1.KeyTaken.encode),
  KEY_BURN: member(105, keyBurnSchema, checkKeyBurn, v1.KeyBurn.encode),
  KEY_NOTED: member(106, keyNotedSchema, checkKeyNoted, v1.KeyNoted.encode)
}

/** Every message of a session of quantum key distribution, by type. */
export const QKD_MEMBERS = {
  PROPOSAL: member(1, qkdProposalSchema, checkQkdProposal, v1.QkdProposal.encode),
  AGREEMENT: member(2, qkdAgreementSchema, checkQkdAgreement, v1.QkdAgreement.encode),
  PROCEED: member(3, qkdProceedSchema, checkQkdProceed, v1.QkdProceed.encode),
  ROUND_KIND: member(4, qkdRoundKindSchema, checkQkdRoundKind, v1.QkdRoundKind.encode),
  ROUNDS: member(5, qkdRoundsSchema, checkQkdRounds, v1.QkdRounds.encode),
  INPUTS: member(6, qkdInputsSchema, checkQkdInputs, v1.QkdInputs.encode),
  OUTCOMES: member(7, qkdOutcomesSchema, checkQkdOutcomes, v1.QkdOutcomes.encode),
  QUERIES: member(8, qkdQueriesSchema, checkQkdQueries, v1.QkdQueries.encode),
  PARITIES: member(9, qkdParitiesSchema, checkQkdParities, v1.QkdParities.encode),
  VERIFICATION: member(10, qkdVerificationSchema, checkQkdVerification, v1.QkdVerification.encode),
  VERIFIED: member(11, qkdVerifiedSchema, checkQkdVerified, v1.QkdVerified.encode),
  AMPLIFICATION: member(12, qkdAmplificationSchema, checkQkdAmplification, v1.QkdAmplification.encode),
  FINISH: member(13, qkdFinishSchema, checkQkdFinish, v1.QkdFinish.encode),
  PROGRESS: member(14, qkdProgressSchema, checkQkdProgress, v1.QkdProgress.encode)
}
