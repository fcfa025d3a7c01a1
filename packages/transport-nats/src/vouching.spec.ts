import { connect, type NatsConnection, usernamePasswordAuthenticator } from '@nats-io/transport-node'
import { encodeFrame } from '@bellwire/wire'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingServer, TestServer } from '../test/nats-server.js'
import { numbered, type Party, party } from '../test/party.js'
import { natsPermissions } from './index.js'

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'

const user = (name: string, node: number): string =>
  `{ user: ${name}, password: "of ${name}", permissions: ${JSON.stringify(natsPermissions('test', node))} }`

describe.skipIf(missing !== undefined && canSkip)(
  `a server with a user for each party${missing ? ` (${missing})` : ''}`,
  () => {
    const server = new TestServer(
      `authorization: { users: [ ${user('alice', 1)}, ${user('bob', 2)}, ${user('eve', 3)} ] }`
    )
    const open: { close(): Promise<void> }[] = []

    const join = async (name: string, node: number): Promise<Party> => {
      const joined = await party(node, { servers: server.urlOf(name, `of ${name}`), peers: [1, 2, 3] })
      open.push(joined.transport)
      return joined
    }
    /** Speaks the protocol of NATS as it likes. */
    const eve = async (): Promise<NatsConnection> => {
      const authenticator = usernamePasswordAuthenticator('eve', 'of eve')
      const connection = await connect({ servers: server.url, authenticator })
      open.push(connection)
      return connection
    }

    beforeAll(() => server.start())
    afterEach(async () => {
      await Promise.all(open.splice(0).map((one) => one.close()))
    })
    afterAll(() => server.remove())

    it('lets no frame through that does not come from the party it names (WIR-050, TRN-064)', async () => {
      const [alice, bob, impostor] = [await join('alice', 1), await join('bob', 2), await eve()]
      await expect.poll(() => bob.told.at(-1)).toBe('connected 1')
      const run = alice.transport.incarnation
      const to = `bellwire.test.frames.2.${bob.transport.incarnation}`
      impostor.publish(`${to}.1.${run}`, encodeFrame(numbered(666)))
      impostor.publish(`${to}.1.${run + 1}`, encodeFrame(numbered(667)))
      impostor.publish(`bellwire.test.call.2.1.${run + 1}`)
      impostor.publish(`bellwire.test.presence.1.${run + 1}.here`)
      impostor.publish(`bellwire.test.presence.1.${run}.gone`)
      // What comes after all this on the same connection shows that it would have come by now.
      impostor.publish(`${to}.3.7`, encodeFrame(numbered(3)))
      await expect.poll(() => bob.heard).toEqual(['3: 3'])
      alice.transport.send(2, numbered(1))
      await expect.poll(() => bob.heard).toEqual(['3: 3', '1: 1'])
      expect(bob.told.filter((line) => line.startsWith('disconnected'))).toEqual([])
    })

    it('lets nobody listen to the frames of others (TRN-065)', async () => {
      const [alice, bob, listener] = [await join('alice', 1), await join('bob', 2), await eve()]
      const heard: string[] = []
      const refused: (string | undefined)[] = []
      for (const subject of [
        'bellwire.test.frames.2.*.*.*',
        'bellwire.test.call.2.*.*',
        'bellwire.test.frames.>',
        'bellwire.>',
        '>'
      ]) {
        listener.subscribe(subject, {
          callback: (error, message) => void (error === null ? heard.push(message.subject) : refused.push(subject))
        })
      }
      await expect.poll(() => refused.length).toBe(5)
      alice.transport.send(2, numbered(1))
      await expect.poll(() => bob.heard).toEqual(['1: 1'])
      await listener.flush()
      expect(heard).toEqual([])
    })

    it('refuses a party that takes itself for another, when it begins', async () => {
      await expect(join('eve', 1)).rejects.toMatchObject({
        code: 'NATS_NOT_PERMITTED',
        field: 'subscription',
        value: expect.stringMatching(/^bellwire\.test\.frames\.1\.\d+\.\*\.\*, which is refused$/) as string
      })
    })

    it('refuses a user it does not know, by a message without the password', async () => {
      const refusal = await party(1, { servers: server.urlOf('alice', 'secret') }).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ code: 'NATS_UNAUTHORIZED', field: 'servers' })
      expect(String(refusal)).not.toContain('secret')
      expect(String(refusal)).toMatch(
        /^NatsError: servers is 127\.0\.0\.1:\d+ \(Authorization Violation\); accepted: a server that/
      )
    })
  }
)
