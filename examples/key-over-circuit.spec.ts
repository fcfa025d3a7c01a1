import { expect, it, vi } from 'vitest'

it('leaves the key of a circuit in the stores of both ends', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./key-over-circuit.mjs')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  expect(lines).toHaveLength(3)
  const bits = Number(
    /^(\d+) bits by complementarity-chernoff \(experimental\), S = 2\.\d{3}$/.exec(lines[0] ?? '')?.[1]
  )
  expect(bits).toBeGreaterThan(256)
  const [alice, bob] = lines
    .slice(1)
    .map((line) => /^(\d+) units shared with (kme-\w+): ([0-9a-f-]{36})$/.exec(line) ?? [])
  expect([alice?.[1], alice?.[2]]).toEqual([String(Math.floor(bits / 256)), 'kme-bob'])
  expect([bob?.[1], bob?.[2], bob?.[3]]).toEqual([alice?.[1], 'kme-alice', alice?.[3]])
})
