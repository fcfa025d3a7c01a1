import { randomBytes, randomInt } from 'node:crypto'
import { createRandom, RealClock } from '@bellwire/runtime'
import { MemoryNetwork } from '@bellwire/transport'
import {
  DEFAULT_KEY_TIMERS,
  DEFAULT_LIMITS,
  KeyDelivery,
  KeyDeliveryClient,
  type KeyDeliveryLimits,
  type KeyDeliveryServer,
  KeyManager,
  type KeyStore,
  type KeyTimers,
  memoryKeyStore,
  serveKeys,
  TestAuthority,
  type TlsIdentity
} from '../src/index.js'

/** Applications and the KME of each. */
const SAES = new Map([
  ['alice', 'kme-a'],
  ['anna', 'kme-a'],
  ['bob', 'kme-b'],
  ['bert/é', 'kme-b'],
  ['carol', 'kme-b'],
  ['zoe', 'kme-z']
])

const MILLISECOND = 1_000_000

const QUICK_TIMERS: KeyTimers = {
  ...DEFAULT_KEY_TIMERS,
  reserveInterval: 20 * MILLISECOND,
  reserveAttempts: 5,
  noteInterval: 20 * MILLISECOND,
  blockInterval: 20 * MILLISECOND,
  patience: 200 * MILLISECOND
}

interface Side {
  readonly store: KeyStore
  readonly manager: KeyManager
  readonly server: KeyDeliveryServer
}

/** Two KMEs in this process, with their interfaces for applications on real sockets; frames between them go through memory. */
export class LiveKmes {
  readonly clients: KeyDeliveryClient[] = []
  /** What has gone wrong inside of the servers. */
  readonly failures: unknown[]

  private constructor(
    readonly authority: TestAuthority,
    readonly network: MemoryNetwork,
    readonly clock: RealClock,
    readonly a: Side,
    readonly b: Side,
    failures: unknown[]
  ) {
    this.failures = failures
  }

  static async start(
    options: { limits?: Partial<KeyDeliveryLimits>; requestTimeout?: number; bodyLimit?: number } = {}
  ) {
    const failures: unknown[] = []
    const failed = (error: unknown) => void failures.push(error)
    const authority = new TestAuthority()
    const clock = new RealClock()
    const network = new MemoryNetwork({ clock, random: createRandom(randomInt(2 ** 31)), wire: true })
    network.connect(1, 2, { delay: MILLISECOND })
    const side = async (node: number, peer: number, kmeId: string, peerId: string): Promise<Side> => {
      const direction = node < peer ? 'even' : 'odd'
      const store = memoryKeyStore({ unitSize: 256, direction, capacity: 4096 })
      const transport = network.attach(node, kmeId)
      const manager = new KeyManager({
        node,
        peer,
        store,
        clock,
        runner: 'generated',
        send: (frame) => transport.send(peer, frame),
        random: () => randomInt(2 ** 32),
        timers: QUICK_TIMERS
      })
      transport.listen({
        frame: (from, frame) => manager.frame(from, frame),
        malformed: (_from, reason) => {
          throw new Error(reason)
        }
      })
      manager.start()
      const limits = { ...DEFAULT_LIMITS, ...options.limits }
      const delivery = new KeyDelivery({ kmeId, saes: SAES, managers: new Map([[peerId, manager]]), limits })
      const tls = authority.kme(kmeId, ['127.0.0.1', 'localhost'])
      const { requestTimeout = 10_000, bodyLimit = 65_536 } = options
      return { store, manager, server: await serveKeys({ delivery, tls, requestTimeout, bodyLimit, failed }) }
    }
    const a = await side(1, 2, 'kme-a', 'kme-b')
    const b = await side(2, 1, 'kme-b', 'kme-a')
    return new LiveKmes(authority, network, clock, a, b, failures)
  }

  /** A block of random octets for both ends; returns when both know that the other has it. */
  async addBlock(units: number, label = 'test'): Promise<string> {
    const session = crypto.randomUUID()
    const material = randomBytes(32 * units)
    this.a.manager.addBlock({ session, label, peer: 'kme-b', time: 0, material })
    this.b.manager.addBlock({ session, label, peer: 'kme-a', time: 0, material })
    while ([this.a, this.b].some(({ store }) => store.block(session)?.state !== 'confirmed')) await sleep(2)
    return session
  }

  async client(saeId: string, tls?: TlsIdentity): Promise<KeyDeliveryClient> {
    const { port } = SAES.get(saeId) === 'kme-b' ? this.b.server : this.a.server
    const client = new KeyDeliveryClient({
      url: `https://127.0.0.1:${port}`,
      tls: tls ?? this.authority.sae(saeId),
      connections: 8
    })
    this.clients.push(client)
    return client
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close()
    await Promise.all([this.a.server.close(100), this.b.server.close(100)])
    this.a.manager.stop()
    this.b.manager.stop()
    this.clock.close()
  }
}

export async function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
