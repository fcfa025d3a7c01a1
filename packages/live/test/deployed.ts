import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TestAuthority } from '@bellwire/key-store'
import { PARTY_URI } from '@bellwire/transport-websocket'
import { ManagementClient } from '../src/management/client.js'
import { makeToken, type Scope } from '../src/management/tokens.js'
import { identityFiles } from '../src/processes/identity.js'

const SCENARIO = `name: two nodes
duration: 1 s
nodes: [{ name: alice, qubits: 4 }, { name: bob, qubits: 4 }]
stations: [{ name: middle }]
links:
  - { a: alice, b: bob, station: middle, length: 1 km, model: { kind: ideal, attempts: 2, fidelity: 1 } }
`

export const ROLES = { world: 'world', middle: 'station', alice: 'node', bob: 'node' } as const
export type Name = keyof typeof ROLES
export const NAMES = Object.keys(ROLES) as readonly Name[]

interface Choices {
  /** Of the same names. */
  readonly scenario?: string
  /** The world runs the station. */
  readonly inWorld?: boolean
}

/** The files of a deployment of two nodes, a station and a world, in a folder of its own. */
export class Deployed {
  readonly folder = mkdtempSync(join(tmpdir(), 'bellwire-live-'))
  readonly file = join(this.folder, 'deployment.yaml')
  readonly certificates = join(this.folder, 'certificates')
  readonly tokens = join(this.folder, 'tokens.json')
  /** Allowed everything. */
  readonly token: string
  readonly #clients = new Map<string, ManagementClient>()
  readonly #manage = new Map<Name, number>()
  readonly #authority = new TestAuthority()

  private constructor({ scenario = SCENARIO, inWorld = false }: Choices, ports: readonly number[]) {
    const { token, hash } = makeToken()
    this.token = token
    const scopes: Scope[] = ['read', 'circuits', 'requests', 'faults', 'watch']
    mkdirSync(this.certificates)
    this.writeTokens([{ name: 'tester', hash, scopes }])
    writeFileSync(join(this.folder, 'network.yaml'), scenario)
    const place = (name: Name) => {
      const index = 2 * NAMES.indexOf(name)
      this.#manage.set(name, ports[index + 1]!)
      const within = inWorld && ROLES[name] === 'station' ? ', inWorld: true' : ''
      return `{ listen: '127.0.0.1:${ports[index]}', manage: '127.0.0.1:${ports[index + 1]}'${within} }`
    }
    // A machine that does much else at the time takes its time.
    writeFileSync(
      this.file,
      `scenario: network.yaml
frameDelay: 100 ms
clockError: 20 ms
certificates: certificates
tokens: tokens.json
log: debug
world: ${place('world')}
stations:
  middle: ${place('middle')}
nodes:
  alice: ${place('alice')}
  bob: ${place('bob')}
`
    )
  }

  static async make(choices: Choices = {}): Promise<Deployed> {
    return new Deployed(choices, await freePorts(2 * NAMES.length))
  }

  writeTokens(tokens: readonly object[]): void {
    writeFileSync(this.tokens, JSON.stringify({ tokens }), { mode: 0o600 })
  }

  /** Certificates of a name; those of all by the same authority. */
  certify(name: string, proven = name): void {
    const { key, certificate } = this.#authority.issue({
      commonName: proven,
      uris: [PARTY_URI + proven],
      hosts: ['127.0.0.1'],
      role: 'server-and-client'
    })
    const files = identityFiles(name)
    writeFileSync(join(this.certificates, files.authority), this.#authority.certificate)
    writeFileSync(join(this.certificates, files.key), key, { mode: 0o600 })
    writeFileSync(join(this.certificates, files.certificate), certificate)
  }

  url(name: Name): string {
    return `https://127.0.0.1:${this.#manage.get(name)}`
  }

  client(name: Name, token = this.token): ManagementClient {
    const key = `${name} ${token}`
    let client = this.#clients.get(key)
    if (client === undefined) {
      client = new ManagementClient({
        url: this.url(name),
        token,
        server: { name, authority: this.#authority.certificate }
      })
      this.#clients.set(key, client)
    }
    return client
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}

/** Ports of this machine that nobody listens at now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    ports.push((server.address() as { port: number }).port)
  }
  for (const server of servers) await new Promise((resolve) => void server.close(resolve))
  return ports
}
