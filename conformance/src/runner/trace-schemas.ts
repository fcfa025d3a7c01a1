import { decodeDeviceMessage, decodeFrame, type DeviceMessage, type Frame, WireError } from '@bellwire/wire'
import * as v from 'valibot'
import type { Event, Fault } from '../stage/happening.js'
import type { AnySetting } from '../subject/setting.js'
import type { Input, Output } from '../subject/subject.js'
import type { Request, TraceEvent } from '../trace/trace.js'
import { outputSchema, text } from './messages.js'
import { bytes, integer, natural } from './schemas.js'

// The lines of a trace, as conformance/docs/traces.md has them.

/** What the first line begins with. Another version is another format. */
export const TRACE_FORMAT = { format: 'bellwire-conformance-trace', version: 1 } as const

export const headSchema = v.object({
  format: v.literal(TRACE_FORMAT.format),
  version: v.literal(TRACE_FORMAT.version),
  suite: v.object({ version: text, hash: text }),
  case: text,
  requirements: v.array(text),
  seed: natural,
  node: v.object({
    implementation: text,
    version: text,
    capabilities: v.array(text),
    roles: v.exactOptional(v.array(text))
  })
})

export const endSchema = v.object({
  verdict: v.picklist(['none', 'pass', 'inconclusive', 'fail', 'error']),
  reason: v.optional(v.string()),
  events: natural
})

// Settings and inputs were written by a tester: only what has to be turned into something else is looked at here, and the
// node that takes them judges the rest.

const settingSchema = v.pipe(
  v.looseObject({ hardware: v.optional(bytes) }),
  v.rawTransform(({ dataset, addIssue, NEVER }): AnySetting => {
    const { hardware, ...rest } = dataset.value
    if (hardware === undefined) return rest as unknown as AnySetting
    const ready = decoded(hardware, decodeDeviceMessage)
    if (ready?.type === 'READY') return { ...rest, hardware: ready.capabilities } as unknown as AnySetting
    addIssue({ message: 'the hardware is no READY' })
    return NEVER
  })
)

const inputSchema = v.pipe(
  v.looseObject({ type: text, bytes: v.optional(bytes) }),
  v.transform((input): Input => input as unknown as Input)
)

const requestSchema: v.GenericSchema<unknown, Request> = v.variant('verb', [
  v.object({ verb: v.literal('start'), setting: settingSchema }),
  v.object({ verb: v.literal('input'), at: integer, input: inputSchema }),
  v.object({ verb: v.literal('advance'), to: integer })
])

const reactionSchema = v.object({
  outputs: natural,
  wake: v.pipe(
    v.nullable(integer),
    v.transform((wake) => wake ?? Infinity)
  )
})

const place = { n: natural, time: integer }

export const lineSchema = v.union([
  v.object({
    ...place,
    request: requestSchema,
    reaction: v.nullable(reactionSchema),
    fault: v.optional(v.custom<Fault>((value) => typeof value === 'string'))
  }),
  v.object({ ...place, output: outputSchema }),
  v.object({ ...place, seen: v.custom<Event>((value) => typeof value === 'object' && value !== null) }),
  v.object({ ...place, accusation: v.object({ requirement: text, message: v.string(), event: natural }) })
])

/** What a line says, with its bytes read anew: what it says of them is for people. */
export function eventOf(line: v.InferOutput<typeof lineSchema>): TraceEvent {
  const { n, time } = line
  if ('accusation' in line) return { n, time, kind: 'accusation', finding: { ...line.accusation, time } }
  if ('seen' in line) return { n, time, kind: 'seen', seen: line.seen }
  if ('output' in line) return { n, time, kind: 'output', output: line.output, ...messageIn(line.output) }
  const { request, fault, reaction } = line
  const known = { ...(request.verb === 'input' && messageIn(request.input)), ...(fault !== undefined && { fault }) }
  return { n, time, kind: 'request', request, ...known, reaction: reaction ?? undefined }
}

function messageIn(deed: Input | Output): { readonly decoded?: Frame | DeviceMessage } {
  const message =
    deed.type === 'frame'
      ? decoded(deed.bytes, decodeFrame)
      : deed.type === 'device'
        ? decoded(deed.bytes, decodeDeviceMessage)
        : undefined
  return message === undefined ? {} : { decoded: message }
}

function decoded<T>(content: Uint8Array, decode: (content: Uint8Array) => T): T | undefined {
  try {
    return decode(content)
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}
