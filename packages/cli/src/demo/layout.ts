import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Deployment, readDeployment } from '@bellwire/live'
import { certifyDeployment } from '../certs/deployment-certificates.js'
import { addToken } from '../certs/tokens.js'
import { kmeName, writeKmes } from '../key-places/kme-files.js'
import { packageFile } from '../package-file.js'

/** The network of the demonstration, which comes with the program. */
const SCENARIO = fileURLToPath(packageFile('demo/network.yaml'))

const STATIONS = ['west', 'middle', 'east', 'hub'] as const
const NODES = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'] as const

/** The two whose keys applications collect. */
export const KEY_NODES = ['n5', 'n6'] as const
/** Every pair of nodes that distributes keys. */
const KEY_PAIRS = [KEY_NODES, ['n1', 'n2']] as const

/** Octets of the authentication key that two nodes share from the beginning. */
const FIRST_KEY = 1024

/** A KME of the demonstration. */
export interface KmePlace {
  readonly name: string
  readonly configuration: string
  /** Where applications collect keys. */
  readonly url: string
  /** Folder of certificates; the application of a node NODE has sae-NODE. */
  readonly tls: string
}

/** What the processes of a demonstration need, in a folder that is for its owner alone. */
export interface Layout {
  readonly folder: string
  readonly file: string
  readonly deployment: Deployment
  readonly token: string
  readonly kmes: readonly KmePlace[]
}

/** @param frameDelay milliseconds */
export async function layOut(frameDelay: number): Promise<Layout> {
  const folder = mkdtempSync(join(tmpdir(), 'bellwire-demo-'))
  try {
    return await layOutIn(folder, frameDelay)
  } catch (error) {
    // There are keys in it.
    rmSync(folder, { recursive: true })
    throw error
  }
}

async function layOutIn(folder: string, frameDelay: number): Promise<Layout> {
  const file = join(folder, 'deployment.json')
  const ports = await freePorts(2 * (1 + STATIONS.length + NODES.length) + 3)
  const next = () => `127.0.0.1:${ports.shift()}`
  const place = () => ({ listen: next(), manage: next() })
  const places = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, place()]))
  const content = {
    scenario: SCENARIO,
    frameDelay: `${frameDelay} ms`,
    clockError: `${frameDelay / 2} ms`,
    certificates: 'certificates',
    tokens: 'tokens.json',
    data: 'data',
    world: place(),
    stations: places(STATIONS),
    nodes: places(NODES)
  }
  // YAML takes JSON as it is.
  writeFileSync(file, JSON.stringify(content, null, 2))
  const deployment = readDeployment(file)
  certifyDeployment(deployment, undefined)
  const scopes = ['read', 'circuits', 'requests', 'faults', 'watch']
  const token = addToken(deployment, { name: 'demo', scopes, purposes: [], expires: undefined })
  for (const pair of KEY_PAIRS) shareKey(folder, pair)
  const [first, second, link] = ports
  if (first === undefined || second === undefined || link === undefined) throw new Error('there are too few free ports')
  const kmeFolder = join(folder, 'kme')
  const nodes = KEY_NODES.map((name, index) => ({
    name,
    node: deployment.parties.get(name)?.number ?? 0,
    spool: join(keyFolder(folder, name, KEY_NODES[1 - index] ?? ''), 'spool')
  }))
  writeKmes(kmeFolder, nodes, { applications: [first, second], link })
  const kmes = KEY_NODES.map((name, index) => ({
    name: kmeName(name),
    configuration: join(kmeFolder, `${kmeName(name)}.json`),
    url: `https://127.0.0.1:${[first, second][index]}`,
    tls: join(kmeFolder, 'tls')
  }))
  return { folder, file, deployment, token, kmes }
}

/** Two nodes are given the same key, as by a courier. */
function shareKey(folder: string, [a, b]: readonly [string, string]): void {
  const key = randomBytes(FIRST_KEY)
  for (const [own, peer] of [
    [a, b],
    [b, a]
  ] as const) {
    const place = keyFolder(folder, own, peer)
    mkdirSync(place, { recursive: true, mode: 0o700 })
    writeFileSync(join(place, 'first.key'), key, { mode: 0o600 })
  }
  key.fill(0)
}

function keyFolder(folder: string, own: string, peer: string): string {
  return join(folder, 'data', own, 'keys', peer)
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address !== null && typeof address === 'object') ports.push(address.port)
  }
  for (const server of servers) await new Promise((resolve) => void server.close(resolve))
  return ports
}
