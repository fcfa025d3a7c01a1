import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it('prints ten pairs whose outcomes are those of Φ+, but for the errors of the link', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./first-pairs.mjs')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  expect(lines).toHaveLength(10)
  lines.forEach((line, index) => {
    expect(line).toMatch(new RegExp(`^pair ${index}, heralded with Bell index [13]: outcomes [01] and [01]$`))
  })
  const equal = lines.filter((line) => /(\d) and \1$/.test(line))
  // An error has a probability of 2/3 of 2 % in each pair: five or more of ten would be one run in ten million.
  expect(equal.length).toBeGreaterThan(5)
})

it('stands in the README as it is', () => {
  expect(read('../README.md')).toContain(`\`\`\`js\n${read('first-pairs.mjs')}\`\`\``)
})
