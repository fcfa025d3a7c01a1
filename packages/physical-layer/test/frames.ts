import type { Gen, Hello, Open, OpenAck, Reply, SyncReply } from '@bellwire/wire'

/** Frames with every field at some value; a test states those that it is about. */

const header = { link: 1, incarnation: 20, epoch: 0 }

export const hello = (fields: Partial<Hello> = {}): Hello => ({
  type: 'HELLO',
  ...header,
  node: 2,
  role: 0,
  answer: false,
  minimumVersion: 1,
  maximumVersion: 1,
  kinds: 0,
  bases: 0,
  heraldingPlace: 0,
  ...fields
})

export const open = (fields: Partial<Open> = {}): Open => ({
  type: 'OPEN',
  ...header,
  epoch: 1,
  version: 1,
  firstSequence: 100,
  slotOrigin: 0,
  slotPeriod: 1000,
  peerIncarnation: 10,
  stationIncarnation: 30,
  testSeed: 7,
  testFraction: 9,
  ...fields
})

export const openAck = (fields: Partial<OpenAck> = {}): OpenAck => ({
  type: 'OPEN_ACK',
  ...header,
  epoch: 1,
  ...fields
})

export const gen = (fields: Partial<Gen> = {}): Gen => ({
  type: 'GEN',
  ...header,
  epoch: 1,
  queueId: 5,
  firstSlot: 10,
  slots: 10,
  brightness: 3000,
  ...fields
})

export const reply = (fields: Partial<Reply> = {}): Reply => ({
  type: 'REPLY',
  ...header,
  epoch: 1,
  outcome: 0,
  bellIndex: 0,
  sequence: 100,
  slot: 19,
  offsetPicoseconds: 0,
  queueId: 5,
  peerQueueId: 5,
  error: 0,
  ...fields
})

export const syncReply = (fields: Partial<SyncReply> = {}): SyncReply => ({
  type: 'SYNC_REPLY',
  ...header,
  exchange: 1,
  originTime: 0,
  receiveTime: 0,
  transmitTime: 0,
  quality: 0,
  ...fields
})
