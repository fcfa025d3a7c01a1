import { Basis } from '@bellwire/device'
import type { QueueItem } from '../src/queue/item.js'

/** A queue item with every field at some value; a test states those that it is about. */
export const item = (fields: Partial<QueueItem> & { readonly queueId: number }): QueueItem => ({
  createId: fields.queueId,
  originator: true,
  kind: 0,
  number: 10,
  minimumFidelity: 0,
  purpose: 0,
  priority: 0,
  atomic: false,
  consecutive: true,
  scheduleSlot: 0,
  deadlineSlot: 0,
  brightness: 0,
  virtualFinish: 0,
  measurement: { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 },
  basis: Basis.Z,
  arrivalBases: null,
  correct: true,
  filled: false,
  counted: 0,
  delivered: 0,
  held: [],
  paced: false,
  calls: [{ number: fields.number ?? 10, scheduleSlot: fields.scheduleSlot ?? 0 }],
  virtualPairs: fields.number ?? 10,
  ...fields
})
