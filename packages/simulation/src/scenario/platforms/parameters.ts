import type { ParameterTag, TaggedParameter } from '@bellwire/physics'
import { anySchema } from '../schema/parts.js'
import { platform, type PlatformInput } from '../schema/platform.js'
import { written } from '../schema/written.js'

/** Every number of a description, by its field; assumed where the description does not say otherwise. */
export function platformParameters(description: PlatformInput): Readonly<Record<string, TaggedParameter>> {
  const { tags = {}, title: _title, paper: _paper, ...parts } = description
  return Object.fromEntries(
    [...numbers(written(anySchema(platform), parts), '')].map(([field, text]) => {
      const [value, unit] = text
      return [field, { symbol: field, value, unit, tag: tagOf(field, tags) }]
    })
  )
}

/** The tag of a field, or of what it is a part of. */
function tagOf(field: string, tags: Readonly<Record<string, ParameterTag>>): ParameterTag {
  const parent = field.replace(/[.[][^.[]*$/, '')
  return tags[field] ?? (parent === field ? 'assumed' : tagOf(parent, tags))
}

/** [field, number and unit] of everything that is a number, with or without a unit. */
function* numbers(value: unknown, field: string): Generator<[string, [number, string]]> {
  if (typeof value === 'number') yield [field, [value, '1']]
  else if (typeof value === 'string') {
    const [, number, unit] = /^([-+\d.e]+) (.+)$/.exec(value) ?? []
    if (number !== undefined && unit !== undefined) yield [field, [Number(number), unit]]
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* numbers(item, `${field}[${index}]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* numbers(item, field === '' ? key : `${field}.${key}`)
  }
}

/** The fields that a tag may be of: every number, and whatever numbers are a part of. */
export function taggable(description: PlatformInput): readonly string[] {
  const fields = new Set<string>()
  for (const field of Object.keys(platformParameters(description))) {
    const parts = field.split(/(?=[.[])/)
    for (const [index] of parts.entries()) fields.add(parts.slice(0, index + 1).join(''))
  }
  return [...fields]
}
