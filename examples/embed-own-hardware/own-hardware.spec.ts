import { expect, it, vi } from 'vitest'

it('drives an instrument of another process, whose pairs both nodes measure (DEV-001, DEV-058)', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./own-hardware.mjs')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  const shares = lines.map((line) => {
    const [, basis, share] = /^100 pairs measured in ([XYZ]): equal outcomes in ([\d.]+) %$/.exec(line) ?? []
    return [basis, Number(share)] as const
  })
  expect(shares.map(([basis]) => basis)).toEqual(['Z', 'X', 'Y'])
  // Of a Werner pair with a fidelity of 0.95 to Φ+, 1 in 30 disagrees with it; no seed makes real hardware repeat itself,
  // so six standard deviations are allowed: one failure in a hundred million runs.
  const off = 100 * (1 / 30 + 6 * Math.sqrt(((1 / 30) * (29 / 30)) / 100))
  const [z, x, y] = shares.map(([, share]) => share)
  expect(z).toBeGreaterThan(100 - off)
  expect(x).toBeGreaterThan(100 - off)
  expect(y).toBeLessThan(off)
})
