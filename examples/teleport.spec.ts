import { expect, it, vi } from 'vitest'

it('teleports six states over two links, and finds them as they were sent', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./teleport.mjs')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  expect(lines.filter((line) => /^alice: \|.*⟩ delivered$/.test(line))).toHaveLength(6)
  expect(lines.filter((line) => /^bob: {3}\|.*⟩ found as it was sent: yes$/.test(line))).toHaveLength(6)
})
