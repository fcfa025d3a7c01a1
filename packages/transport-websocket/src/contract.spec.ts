import { readFileSync } from 'node:fs'
import { transportContract } from '@bellwire/transport/contract'
import type { Frame } from '@bellwire/wire'
import { describe, it } from 'vitest'
import { Authority } from '../test/authority.js'
import { WebSocketNetwork } from '../test/web-socket-network.js'

const frames = (
  JSON.parse(
    readFileSync(new URL('../../../spec/vectors/frames.json', import.meta.url), 'utf8'),
    (key, value: unknown) => (key === 'body' ? Uint8Array.from(Buffer.from(value as string, 'hex')) : value)
  ) as { frame: Frame }[]
).map(({ frame }) => frame)

describe.each([
  ['plain, dialled on demand', undefined, false],
  ['plain, between neighbours', undefined, true],
  ['with TLS, dialled on demand', new Authority(), false],
  ['with TLS, between neighbours', new Authority(), true]
])('the contract, of transports over WebSocket, %s', (_what, authority, neighbours) => {
  const cases = transportContract({
    frames,
    setup: async () => new WebSocketNetwork(authority, neighbours).open(),
    teardown: async (network) => network.close()
  })
  it.each(cases)('$name', async ({ run }) => run())
})
