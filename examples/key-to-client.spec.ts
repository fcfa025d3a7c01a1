import { expect, it, vi } from 'vitest'

it('brings a key from the pairs of a link to two applications (KEY-060, KEY-061)', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./key-to-client.mjs')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  expect(lines).toEqual([
    expect.stringMatching(/^[1-9]\d+ bits by complementarity-chernoff \(experimental\); S = 2\.\d{3}$/),
    expect.stringMatching(/^256 of 8064 bits of authentication key were burnt: \d+ bits net$/),
    expect.stringMatching(/^alice was given the key [0-9a-f-]{36}, and bob collected it by that name$/),
    'all bits are those of the session'
  ])
})
