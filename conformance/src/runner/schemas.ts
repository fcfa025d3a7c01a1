import * as v from 'valibot'

// What both ends of a control connection read (chapter 12).

export const integer = v.pipe(v.number(), v.safeInteger())
export const natural = v.pipe(integer, v.minValue(0))
export const bytes = v.pipe(
  v.string(),
  v.base64(),
  // No Buffer: that would be written otherwise than other bytes.
  v.transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
)

export const kind = v.picklist(['keep', 'measure', 'prepare'])

/** Of a subject that is two nodes. */
export const one = { node: v.exactOptional(natural) }

export const measurement = v.object({
  set: v.picklist(['NONE', 'XZ', 'XYZ', 'CHSH']),
  probabilities: v.array(natural),
  rotation: v.tuple([natural, natural, natural])
})

const create = v.object({
  kind,
  number: natural,
  minimumFidelity: v.number(),
  timeLimit: natural,
  purpose: natural,
  priority: natural,
  atomic: v.boolean(),
  consecutive: v.boolean(),
  raw: v.boolean(),
  originator: measurement,
  responder: measurement
})

/** A time-division schedule. */
export const schedule = v.object({
  firstSlot: natural,
  period: natural,
  bins: v.array(v.object({ start: natural, end: natural, purpose: natural }))
})

/** What is asked of a link: by an application of a node, or by a node that distributes keys. */
export const linkWishes = [
  v.object({ type: v.literal('create'), link: natural, create }),
  v.object({ type: v.literal('cancel'), link: natural, createId: natural }),
  v.object({ type: v.literal('release'), link: natural, epoch: natural, sequence: natural }),
  v.object({ type: v.literal('schedule'), link: natural, schedule })
] as const

export const linkWish = v.variant('type', linkWishes)

/** What a link answers: of a node under test, or to one that distributes keys. */
export const linkAnswers = [
  v.object({ type: v.literal('created'), link: natural, createId: natural, code: natural }),
  v.object({ type: v.literal('ack'), link: natural, createId: natural }),
  v.object({
    type: v.literal('ok'),
    link: natural,
    createId: natural,
    originator: v.boolean(),
    kind,
    purpose: natural,
    epoch: natural,
    sequence: natural,
    qubit: integer,
    bellIndex: natural,
    corrected: v.boolean(),
    goodness: v.number(),
    outcome: integer,
    basis: integer,
    final: v.boolean()
  }),
  v.object({ type: v.literal('err'), link: natural, createId: natural, code: natural, delivered: natural }),
  v.object({ type: v.literal('expired'), link: natural, createId: natural, epoch: natural, sequence: natural })
] as const

export const linkAnswer = v.variant('type', linkAnswers)

/** What is asked of teleportations. */
export const teleportWishes = [
  v.object({ type: v.literal('teleport'), link: natural, purpose: natural }),
  v.object({ type: v.literal('receive'), link: natural, purpose: natural })
] as const

const used = { link: natural, epoch: natural, sequence: natural }

/** What they answer. */
export const teleportAnswers = [
  v.object({ type: v.literal('teleported'), ...used, end: v.picklist(['delivered', 'void', 'unknown']) }),
  v.object({ type: v.literal('arrived'), ...used, qubit: natural, pauli: natural }),
  v.object({ type: v.literal('lost'), ...used })
] as const

/** What is asked of dialogues. */
export const dialogueWishes = [
  v.object({ type: v.literal('converse'), peer: natural, purpose: natural, steps: natural }),
  v.object({ type: v.literal('reply'), purpose: natural })
] as const

const dialogue = { peer: natural, purpose: natural, dialogue: natural }

/** What they answer. */
export const dialogueAnswers = [
  v.object({ type: v.literal('asked'), ...dialogue, step: natural }),
  v.object({ type: v.literal('conversed'), ...dialogue, reason: natural })
] as const

/** −1: there is none. */
const orNone = v.pipe(integer, v.minValue(-1))

const socket = { link: natural, id: natural, remoteId: natural }

const purposeOf = { link: natural, purpose: natural }

/** What is asked of gates, of characterisations, of bounces and of sockets. */
export const programWishes = [
  v.object({ type: v.literal('gate'), ...purposeOf }),
  v.object({ type: v.literal('target'), ...purposeOf }),
  v.object({ type: v.literal('characterise'), ...purposeOf, pairs: natural, seed: natural, timeLimit: natural }),
  v.object({ type: v.literal('assist'), ...purposeOf }),
  v.object({ type: v.literal('benchmark'), ...purposeOf, back: natural, timeLimit: natural }),
  v.object({ type: v.literal('reflect'), ...purposeOf, back: natural }),
  v.object({
    type: v.literal('socket-create'),
    ...socket,
    kind,
    number: natural,
    originator: measurement,
    responder: measurement
  }),
  v.object({ type: v.literal('socket-receive'), ...socket, kind, number: natural }),
  v.object({ type: v.literal('socket-return'), ...used })
] as const

/** What they answer. */
export const programAnswers = [
  v.object({ type: v.literal('spent'), ...used }),
  v.object({ type: v.literal('gated'), ...used, end: v.picklist(['done', 'void', 'unknown']) }),
  v.object({ type: v.literal('characterised'), ...purposeOf, code: natural, counts: v.array(natural) }),
  v.object({ type: v.literal('benchmarked'), ...purposeOf, code: natural }),
  v.object({ type: v.literal('socket-pair'), ...used, id: natural, qubit: orNone, outcome: orNone, basis: orNone })
] as const
