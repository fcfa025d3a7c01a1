import { Packr } from 'msgpackr'
import type { FeedCommand } from './commands.js'
import type { FeedMessage } from './messages.js'

// Without record structures: every message can be read by itself, by any reader of MessagePack.
const packr = new Packr({ useRecords: false })

/** Types of messages and commands that this version knows. */
const MESSAGES: ReadonlySet<string> = new Set<FeedMessage['type']>([
  'network',
  'records',
  'pairs',
  'samples',
  'pace',
  'faults',
  'notice'
])
const COMMANDS: ReadonlySet<string> = new Set<FeedCommand['type']>([
  'pace',
  'step',
  'seek',
  'cut',
  'crash',
  'lie',
  'restart-station'
])

/** Bytes that are no message of a feed. */
export class FeedError extends Error {
  override readonly name = 'FeedError'
  readonly code = 'FEED_MALFORMED'
}

/** A message of a feed, or a command, as the payload of one WebSocket message. */
export function encodeFeed(message: FeedMessage | FeedCommand): Uint8Array {
  return packr.pack(message)
}

/** @throws FeedError for what is no message of a feed */
export function decodeFeed(bytes: Uint8Array): FeedMessage {
  return decoded(bytes, MESSAGES, 'message') as unknown as FeedMessage
}

/** @throws FeedError for what is no command, or one with a field of another type */
export function decodeCommand(bytes: Uint8Array): FeedCommand {
  const command = decoded(bytes, COMMANDS, 'command')
  for (const [field, type] of Object.entries(FIELDS)) {
    const value = command[field]
    if (value === undefined && !isRequired(command.type, field)) continue
    if (typeof value !== type || (type === 'number' && !Number.isFinite(value)))
      throw new FeedError(`${field} of ${command.type} is ${shown(value)}; accepted: ${type}`)
  }
  return command as unknown as FeedCommand
}

/** A number itself, of anything else what it is. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value
}

const FIELDS = {
  speed: 'number',
  paused: 'boolean',
  by: 'number',
  to: 'number',
  link: 'number',
  node: 'string',
  station: 'string',
  on: 'boolean'
} as const

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  step: ['by'],
  seek: ['to'],
  cut: ['link', 'on'],
  crash: ['node', 'on'],
  lie: ['station', 'on'],
  'restart-station': ['station']
}

function isRequired(type: string, field: string): boolean {
  return REQUIRED[type]?.includes(field) === true
}

function decoded(
  bytes: Uint8Array,
  known: ReadonlySet<string>,
  what: string
): { readonly type: string } & Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = packr.unpack(bytes)
  } catch (error) {
    throw new FeedError(`not MessagePack: ${error instanceof Error ? error.message : String(error)}`)
  }
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined
  if (typeof type !== 'string' || !known.has(type))
    throw new FeedError(`type is ${String(type)}; accepted for a ${what}: ${[...known].join(', ')}`)
  return value as { readonly type: string } & Readonly<Record<string, unknown>>
}
