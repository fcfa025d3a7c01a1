import { readdirSync, readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'

const folder = new URL('../../../../spec/machines/', import.meta.url)
const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>

describe('the tables of the abstract machines', () => {
  const validate = new Ajv.default({ allErrors: true }).compile(read('machine.schema.json'))
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'machine.schema.json')

  it.each(names)('are as their schema says: %s', (name) => {
    validate(read(name))
    expect(validate.errors).toBeNull()
    expect(validate({ ...read(name), states: {} })).toBe(false)
  })
})
