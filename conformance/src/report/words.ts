import { decodeDeviceMessage, decodeFrame, type DeviceMessage, type Frame, WireError } from '@bellwire/wire'
import type { ReleasedKey } from '../subject/key.js'
import type { Call, Response } from '../subject/kme.js'
import type { Answer, Wish } from '../subject/service.js'
import type { Output } from '../subject/subject.js'
import type { Deed } from '../trace/compare.js'

/** What a frame is recognised by, beside its type, in the order in which it is said. */
const TELLING = [
  'circuit',
  'request',
  'outcome',
  'sequence',
  'bellIndex',
  'low',
  'high',
  'confirmed',
  'slot',
  'firstSlot',
  'slots',
  'qubit',
  'createId',
  'queueId',
  'serial',
  'number',
  'code',
  'error',
  'state',
  'quality',
  'answer',
  'final'
] as const

/** Of texts that a node chooses, so much is shown. */
const MOST = 100

/** A message, wish or answer in a few words: its type, and what tells it from others of its type. */
export function messageWords(message: Frame | DeviceMessage | Wish | Answer): string {
  const fields: Readonly<Record<string, unknown>> = { ...message, ...('create' in message && Object(message.create)) }
  const said = TELLING.flatMap((name) => {
    const value = fields[name]
    return typeof value === 'number' || value === true ? [value === true ? name : `${name} ${value}`] : []
  })
  return cut([message.type, ...said].join(' '))
}

/** A request of an application to a KME. */
export function callWords({ call, caller, method, path }: Call): string {
  return cut(`${call}: ${caller} ${method} ${path}`)
}

/** What it is answered; never bits of keys. */
export function responseWords({ call, status }: Response): string {
  return `${call}: ${status}`
}

/** A key that is released; never its bits. */
export function keyWords({ opener, dialogue, length }: ReleasedKey): string {
  return `releases the ${length} bits of session ${opener}/${dialogue}`
}

/** Bytes of which nobody knows what they say. */
export function bytesWords(bytes: Uint8Array): string {
  return cut(
    `${bytes.length} bytes ${Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  )
}

/** What a node did, in a few words. */
export function deedWords(deed: Deed): string {
  switch (deed.deed) {
    case 'nothing':
      return 'nothing more'
    case 'wake':
      return deed.wake === Infinity ? 'never wants to be woken' : `wants to be woken at ${deed.wake} ns`
    case 'failure':
      return cut(`fails: ${deed.message}`)
    case 'output':
      return outputWords(deed.output)
  }
}

function outputWords(output: Output): string {
  switch (output.type) {
    case 'reset':
      return 'resets its hardware'
    case 'answer':
      return `answers its application ${messageWords(output.answer)}`
    case 'response':
      return `answers ${responseWords(output)}`
    case 'wish':
      return `asks its link ${messageWords(output.wish)}`
    case 'key':
      return keyWords(output)
    case 'device':
      return `tells its hardware ${read(output.bytes, decodeDeviceMessage)}`
    case 'frame':
      return `sends to ${output.to} ${read(output.bytes, decodeFrame)}`
  }
}

function read(bytes: Uint8Array, decode: (bytes: Uint8Array) => Frame | DeviceMessage): string {
  try {
    return `${messageWords(decode(bytes))}, ${bytesWords(bytes)}`
  } catch (error) {
    if (error instanceof WireError) return bytesWords(bytes)
    throw error
  }
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text
}
