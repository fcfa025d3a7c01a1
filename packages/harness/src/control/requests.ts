import type { AnySetting, Input, Reaction } from '@bellwire/conformance'
import { schemas } from '@bellwire/conformance/runner'
import { decodeDeviceMessage, type DeviceCapabilities, HeraldingPlace } from '@bellwire/wire'
import * as v from 'valibot'

/** What a tester asks over the control connection (section 12.2). */
export type Request = { readonly id: number } & (
  | { readonly verb: 'hello' | 'shutdown' }
  | { readonly verb: 'start'; readonly setting: AnySetting }
  | { readonly verb: 'input'; readonly at: number; readonly input: Input }
  | { readonly verb: 'advance'; readonly to: number }
)

/** A request that is not carried out, and why. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  constructor(
    readonly code: 'malformed' | 'unsupported' | 'unstarted' | 'failed',
    message: string
  ) {
    super(message)
  }
}

const {
  bytes,
  dialogueWishes,
  integer,
  kind,
  linkAnswer,
  linkWishes,
  measurement,
  natural,
  one,
  schedule,
  programWishes,
  teleportWishes
} = schemas

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const hardware = v.pipe(
  bytes,
  v.rawTransform(({ dataset, addIssue, NEVER }): DeviceCapabilities => {
    const capabilities = capabilitiesIn(dataset.value)
    if (capabilities !== undefined) return capabilities
    addIssue({ message: 'it is no READY of a node’s hardware' })
    return NEVER
  })
)

const link = v.object({
  link: natural,
  peer: natural,
  station: natural,
  slotOrigin: integer,
  slotPeriod: natural,
  stationDelay: natural,
  peerDelay: natural,
  guard: natural,
  batchSlots: natural,
  firstSequence: natural,
  testFraction: share,
  syncInterval: natural,
  holdover: natural,
  frameDelay: v.exactOptional(natural),
  readingError: v.exactOptional(natural),
  scheduler: v.exactOptional(
    v.variant('kind', [
      v.object({ kind: v.literal('strict-priority') }),
      v.object({ kind: v.literal('weighted-fair'), weights: v.array(natural) }),
      v.object({ kind: v.literal('time-division'), ...schedule.entries })
    ])
  )
})

const nodeSetting = v.object({
  node: natural,
  seed: natural,
  time: natural,
  hardware,
  links: v.array(link),
  purposes: v.array(natural),
  keeps: v.exactOptional(v.boolean()),
  outputs: v.exactOptional(natural)
})

const repeaterSetting = v.object({ ...nodeSetting.entries, role: v.literal('repeater') })

const endSetting = v.object({
  ...nodeSetting.entries,
  role: v.literal('end'),
  accepts: v.array(v.object({ purpose: natural, from: v.exactOptional(natural) })),
  testShare: v.exactOptional(share)
})

const place = { node: natural, id: v.string() }

const kmeSetting = v.object({
  role: v.literal('kme'),
  ...place,
  seed: natural,
  time: natural,
  unitSize: natural,
  peers: v.array(v.object(place)),
  saes: v.array(v.object({ id: v.string(), kme: v.string() })),
  keeps: v.boolean()
})

const keySetting = v.object({
  role: v.literal('key'),
  node: natural,
  peer: natural,
  seed: natural,
  time: natural,
  link: natural,
  purpose: natural,
  kind: v.picklist(['keep', 'measure']),
  pool: v.pipe(v.string(), v.base64())
})

const pair = v.tuple([natural, natural])

const stationSetting = v.object({
  role: v.literal('station'),
  node: natural,
  seed: natural,
  time: natural,
  links: v.array(
    v.object({
      link: natural,
      nodes: pair,
      delays: pair,
      guard: natural,
      heraldingPlace: v.picklist(Object.values(HeraldingPlace))
    })
  ),
  switch: v.exactOptional(v.object({ interferometers: natural, switchDuration: natural, turn: natural, lead: natural }))
})

const SETTINGS: ReadonlyMap<unknown, v.GenericSchema<unknown, AnySetting>> = new Map<
  unknown,
  v.GenericSchema<unknown, AnySetting>
>([
  ['station', stationSetting],
  ['repeater', repeaterSetting],
  ['end', endSetting],
  ['kme', kmeSetting],
  ['key', keySetting]
])

const setting: v.GenericSchema<unknown, AnySetting> = v.lazy((input) => SETTINGS.get(roleIn(input)) ?? nodeSetting)

const hop = v.object({
  node: natural,
  link: natural,
  minimumFidelity: natural,
  cutoff: natural,
  rate: natural,
  rank: natural
})

const plan = v.object({
  responder: natural,
  purpose: natural,
  minimumFidelity: share,
  rate: v.pipe(v.number(), v.minValue(0)),
  hops: v.array(hop)
})

const circuitRequest = v.object({
  kind,
  number: natural,
  timeLimit: natural,
  early: v.boolean(),
  raw: v.boolean(),
  originator: measurement,
  responder: measurement
})

const sessionPlan = v.object({
  protocol: natural,
  analysis: natural,
  rounds: natural,
  probability: natural,
  expectedChsh: natural,
  expectedQber: natural,
  epsilons: v.array(v.object({ mantissa: natural, exponent: natural })),
  reconciliation: natural,
  leakBudget: natural,
  threshold: natural,
  deviations: natural,
  minimumLength: natural,
  flips: natural
})

const wish = v.variant('type', [
  ...linkWishes,
  ...teleportWishes,
  ...dialogueWishes,
  ...programWishes,
  v.object({ type: v.literal('open'), plan }),
  v.object({ type: v.literal('close'), initiator: natural, circuit: natural }),
  v.object({ type: v.literal('request'), initiator: natural, circuit: natural, request: circuitRequest }),
  v.object({ type: v.literal('withdraw'), request: natural }),
  v.object({ type: v.literal('return'), pair: natural }),
  v.object({ type: v.literal('distribute'), plan: sessionPlan }),
  v.object({ type: v.literal('stop'), opener: natural, dialogue: natural })
])

const input = v.variant('type', [
  v.object({ type: v.literal('frame'), ...one, from: natural, bytes }),
  v.object({ type: v.literal('device'), ...one, bytes }),
  v.object({ type: v.literal('wish'), ...one, wish }),
  v.object({ type: v.literal('answer'), ...one, answer: linkAnswer }),
  v.object({ type: v.literal('restart'), ...one }),
  v.object({ type: v.literal('block'), session: v.string(), label: v.string(), peer: v.string(), bytes }),
  v.object({
    type: v.literal('call'),
    call: natural,
    caller: v.string(),
    method: v.string(),
    path: v.string(),
    body: v.exactOptional(v.string())
  }),
  v.object({ type: v.literal('leave'), call: natural })
])

const id = natural
const requestSchema: v.GenericSchema<unknown, Request> = v.variant('verb', [
  v.object({ id, verb: v.picklist(['hello', 'shutdown']) }),
  v.object({ id, verb: v.literal('start'), setting }),
  v.object({ id, verb: v.literal('input'), at: natural, input }),
  v.object({ id, verb: v.literal('advance'), to: natural })
])

const envelopeSchema = v.object({
  id: v.fallback(v.nullable(id), null),
  verb: v.fallback(v.nullable(v.string()), null)
})

/** What any request says; null where a text does not say it. */
export function envelopeOf(text: string): { readonly id: number | null; readonly verb: string | null } {
  const envelope = v.safeParse(envelopeSchema, parsed(text))
  return envelope.success ? envelope.output : { id: null, verb: null }
}

const roleSchema = v.object({ role: v.optional(v.string(), 'node') })

/** As what a setting would have a subject started. */
function roleIn(value: unknown): string {
  const found = v.safeParse(roleSchema, value)
  return found.success ? found.output.role : 'node'
}

const startSchema = v.object({ id, verb: v.literal('start'), setting: v.unknown() })

/**
 * @param roles as what the subject can be started
 * @throws RequestRefused where a verb or role is not known, or what belongs to it is wrong
 */
export function readRequest(text: string, roles: readonly string[]): Request {
  const start = v.safeParse(startSchema, parsed(text))
  if (start.success && !roles.includes(roleIn(start.output.setting)))
    throw new RequestRefused('unsupported', `this is no ${roleIn(start.output.setting)}, but ${roles.join(', ')}`)
  const request = v.safeParse(requestSchema, parsed(text))
  if (request.success) return request.output
  const { id: number, verb } = envelopeOf(text)
  const [issue] = request.issues
  const where = v.getDotPath(issue)
  if (number !== null && verb !== null && where === 'verb')
    throw new RequestRefused('unsupported', `there is no verb ${verb}`)
  throw new RequestRefused('malformed', `${where ?? 'the request'}: ${issue.message}`)
}

/** A reaction as an answer has it. */
export function writeReaction({ outputs, wake }: Reaction): unknown {
  return {
    outputs: outputs.map((output) =>
      'bytes' in output ? { ...output, bytes: Buffer.from(output.bytes).toString('base64') } : output
    ),
    wake: Number.isFinite(wake) ? wake : null
  }
}

function capabilitiesIn(content: Uint8Array): DeviceCapabilities | undefined {
  try {
    const message = decodeDeviceMessage(content)
    return message.type === 'READY' ? message.capabilities : undefined
  } catch {
    return undefined
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
