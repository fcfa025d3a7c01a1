import { readFileSync } from 'node:fs'
import { transportContract } from '@bellwire/transport/contract'
import type { Frame } from '@bellwire/wire'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { NatsNetwork } from '../test/nats-network.js'
import { missingServer, TestServer } from '../test/nats-server.js'
import { natsPermissions } from './index.js'

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'

const frames = (
  JSON.parse(
    readFileSync(new URL('../../../spec/vectors/frames.json', import.meta.url), 'utf8'),
    (key, value: unknown) => (key === 'body' ? Uint8Array.from(Buffer.from(value as string, 'hex')) : value)
  ) as { frame: Frame }[]
).map(({ frame }) => frame)

const users = [1, 2, 3].map(
  (node) =>
    `{ user: party${node}, password: party${node}, permissions: ${JSON.stringify(natsPermissions('contract', node))} }`
)

describe.skipIf(missing !== undefined && canSkip).each([
  ['without users', false],
  ['with a user for each party', true]
])(`the contract, of transports over NATS, %s${missing ? ` (${missing})` : ''}`, (_what, withUsers) => {
  const server = new TestServer(withUsers ? `authorization: { users: [ ${users.join(', ')} ] }` : '')
  beforeAll(() => server.start())
  afterAll(() => server.remove())

  const cases = transportContract({
    frames,
    setup: () => Promise.resolve(new NatsNetwork(server.url, 'contract', withUsers)),
    teardown: (network) => network.close()
  })
  it.each(cases)('$name', ({ run }) => run())
})
