import { toJsonSchema } from '@valibot/to-json-schema'
import { describe, expect, it } from 'vitest'
import { scenarioSchema } from './scenario.js'

/** What editors need: every text that a scenario may hold, before units are converted. */
function publishedSchema(): string {
  const schema = toJsonSchema(scenarioSchema, { typeMode: 'input', target: 'draft-07' })
  return `${JSON.stringify({ ...schema, title: 'Bellwire scenario' }, null, 2)}\n`
}

describe('the published JSON Schema', () => {
  it('is what the scenario reader accepts (vitest -u writes it anew)', async () => {
    await expect(publishedSchema()).toMatchFileSnapshot('../../../schema/scenario.schema.json')
  })
})
