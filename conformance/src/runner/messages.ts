import { encodeDeviceMessage } from '@bellwire/wire'
import * as v from 'valibot'
import type { Answer } from '../subject/service.js'
import type { AnySetting } from '../subject/setting.js'
import type { Identity, Input, Output, Reaction } from '../subject/subject.js'
import { HarnessError } from './harness-error.js'
import {
  bytes,
  dialogueAnswers,
  integer,
  kind,
  linkAnswers,
  linkWish,
  natural,
  one,
  programAnswers,
  teleportAnswers
} from './schemas.js'

// Messages of a control connection (section 12.2): what the tester writes into requests, and what it takes as results.

/** The setting as `start` has it: a node's hardware as the READY of section 5.8 with which it states what it can do. */
export function writeSetting(setting: AnySetting): unknown {
  if (!('hardware' in setting)) return setting
  const { hardware, ...rest } = setting
  const clock = { clock: 1, era: 0, reading: 0, rate: 1, step: false }
  const ready = { type: 'READY', version: 1, incarnation: 1, clock, capabilities: hardware, switch: undefined } as const
  return { ...rest, hardware: base64(encodeDeviceMessage(ready)) }
}

export function writeInput(input: Input): unknown {
  return 'bytes' in input ? { ...input, bytes: base64(input.bytes) } : input
}

const circuit = { initiator: natural, circuit: natural }
const session = { opener: natural, dialogue: natural }

const answerSchema: v.GenericSchema<unknown, Answer> = v.variant('type', [
  ...linkAnswers,
  ...teleportAnswers,
  ...dialogueAnswers,
  ...programAnswers,
  v.object({ type: v.literal('opening'), ...circuit, code: natural }),
  v.object({
    type: v.literal('opened'),
    ...circuit,
    head: v.boolean(),
    peer: natural,
    purpose: natural,
    burst: natural
  }),
  v.object({ type: v.literal('ended'), ...circuit, reason: natural, node: natural }),
  v.object({ type: v.literal('requested'), ...circuit, request: natural, code: natural }),
  v.object({
    type: v.literal('pair'),
    ...circuit,
    request: natural,
    head: v.boolean(),
    kind,
    pair: natural,
    qubit: integer,
    headEpoch: natural,
    headSequence: natural,
    tailEpoch: natural,
    tailSequence: natural,
    bellIndex: natural,
    corrected: v.boolean(),
    tracked: v.boolean(),
    fidelity: v.number(),
    outcome: integer,
    basis: integer
  }),
  v.object({ type: v.literal('void'), ...circuit, request: natural, pair: natural }),
  v.object({ type: v.literal('over'), ...circuit, request: natural, reason: natural, delivered: natural }),
  v.object({ type: v.literal('distributing'), ...session, reason: natural }),
  v.object({ type: v.literal('concluded'), ...session, reason: natural })
])

export const outputSchema: v.GenericSchema<unknown, Output> = v.variant('type', [
  v.object({ type: v.literal('frame'), ...one, to: natural, bytes }),
  v.object({ type: v.literal('device'), ...one, bytes }),
  v.object({ type: v.literal('reset'), ...one }),
  v.object({ type: v.literal('answer'), ...one, answer: answerSchema }),
  v.object({ type: v.literal('response'), call: natural, status: natural, body: v.string() }),
  v.object({ type: v.literal('wish'), ...one, wish: linkWish }),
  v.object({
    type: v.literal('key'),
    ...one,
    ...session,
    peer: natural,
    analysis: natural,
    proof: v.string(),
    length: natural,
    published: natural,
    chsh: v.exactOptional(v.number()),
    bytes
  })
])

const reactionSchema: v.GenericSchema<unknown, Reaction> = v.object({
  outputs: v.array(outputSchema),
  wake: v.pipe(
    v.nullable(natural),
    v.transform((wake) => wake ?? Infinity)
  )
})

export const text = v.pipe(v.string(), v.minLength(1))

/** Result of `hello`. */
export interface Introduction extends Identity {
  /** Version of the specification that the node keeps, as it says. */
  readonly specification: string
}

const introductionSchema: v.GenericSchema<unknown, Introduction> = v.object({
  implementation: text,
  version: text,
  specification: text,
  capabilities: v.array(text),
  roles: v.exactOptional(v.array(text))
})

/** @throws HarnessError where it is no reaction */
export function readReaction(value: unknown): Reaction {
  return read(reactionSchema, value, 'a reaction')
}

/** @throws HarnessError where it is no introduction */
export function readIntroduction(value: unknown): Introduction {
  return read(introductionSchema, value, 'the result of hello')
}

/** What a value is, if a schema accepts it. @throws HarnessError that says where it does not */
export function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown, what: string, source = 'section 12.2'): T {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  const where = v.getDotPath(issue)
  throw new HarnessError(`${what} is not as ${source} says${where === null ? '' : `, at ${where}`}: ${issue.message}`)
}

export function base64(content: Uint8Array): string {
  return Buffer.from(content).toString('base64')
}
