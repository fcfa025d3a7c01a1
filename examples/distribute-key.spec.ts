import { expect, it, vi } from 'vitest'

it('gives two neighbours one key', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./distribute-key.mjs')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  expect(lines).toContainEqual(expect.stringMatching(/^released after/))
  expect(lines).toContainEqual(
    expect.stringMatching(/^[1-9]\d+ bits by complementarity-chernoff \(experimental\), \d+ of them net$/)
  )
  expect(lines.at(-1)).toBe('both have the same key')
})
