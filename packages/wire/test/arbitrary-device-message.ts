import fc from 'fast-check'
import { describe, loadDefinitions, lookup, members } from '../scripts/definitions.js'
import type { DeviceMessage } from '../src/index.js'

type Definition = ReturnType<typeof members>[number]['message']
type Field = Definition['fieldsArray'][number]

const definitions = loadDefinitions()

/** Random device messages that are in their ranges, by the definitions; every edge of a range is often among them. */
export const arbitraryDeviceMessages = members(definitions, 'DeviceMessage').map(({ type, message }) => ({
  type,
  arbitrary: fieldsOf(message).map((fields) => related({ type, ...fields } as unknown as DeviceMessage))
}))

export const arbitraryDeviceMessage = fc.oneof(...arbitraryDeviceMessages.map(({ arbitrary }) => arbitrary))

function fieldsOf(message: Definition): fc.Arbitrary<Record<string, unknown>> {
  const fields = message.fieldsArray.map((field) => [field.name, valueOf(field)] as const)
  return fc.record(Object.fromEntries(fields), { noNullPrototype: true })
}

function valueOf(field: Field): fc.Arbitrary<unknown> {
  const { maximumCount, optional } = describe(field)
  const one = oneOf(field)
  if (maximumCount > 0) return fc.array(one, { maxLength: Math.min(maximumCount, 8) })
  return optional ? fc.option(one, { nil: undefined }) : one
}

function oneOf(field: Field): fc.Arbitrary<unknown> {
  const { kind, minimum, maximum } = describe(field)
  const edges = fc.constantFrom(minimum, maximum)
  switch (kind) {
    case 'message':
      return fieldsOf(lookup(field) as Definition)
    case 'bool':
      return fc.boolean()
    case 'bytes':
      return fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.from(bytes))
    case 'double':
      return fc.oneof(fc.double({ min: minimum, max: maximum, noNaN: true }), edges)
    default:
      return fc.oneof(fc.integer({ min: minimum, max: maximum }), edges)
  }
}

/** Brings together what is bound to each other. */
function related(message: DeviceMessage): DeviceMessage {
  switch (message.type) {
    case 'HELLO': {
      const { minimumVersion: a, maximumVersion: b } = message
      return { ...message, minimumVersion: Math.min(a, b), maximumVersion: Math.max(a, b) }
    }
    case 'GENERATE':
    case 'OBSERVE':
      return { ...message, slots: Math.min(message.slots, Number.MAX_SAFE_INTEGER - message.firstSlot) }
    default:
      return message
  }
}
