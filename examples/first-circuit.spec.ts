import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it('prints five pairs at both ends of a chain, the same ones', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./first-circuit.mjs')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  expect(lines[0]).toBe('by nodes 1, 2, 3 to 4')
  const at = (end: string) =>
    lines.flatMap((line) => (line.startsWith(`at ${end}:`) ? [line.slice(10).replace(/, outcome.*/, '')] : []))
  expect(at('alice')).toHaveLength(5)
  expect(at('bob')).toEqual(at('alice'))
})

it('stands in the README as it is', () => {
  expect(read('../README.md')).toContain(`\`\`\`js\n${read('first-circuit.mjs')}\`\`\``)
})
