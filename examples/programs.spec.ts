import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it.each(['teleport.mjs', 'distribute-key.mjs', 'key-over-circuit.mjs'])(
  '%s stands in the guide as it is',
  (program) => {
    expect(read('README.md')).toContain(`\`\`\`js\n${read(program)}\`\`\``)
  }
)

it('shows nothing in the guide that is no program', () => {
  expect(read('README.md').match(/^```[a-z]+$/gm)).toEqual(['```js', '```js', '```js'])
})
