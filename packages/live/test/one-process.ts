import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Node } from '@bellwire/node'
import { type NetworkDescription, partyNumbers, SimulatedNetwork } from '@bellwire/simulation'
import { apiHandler } from '../src/management/handler.js'
import { nodeRoutes } from '../src/management/node-routes.js'
import { requestRoutes } from '../src/management/request-routes.js'
import { makeToken, type TokenEntry, Tokens } from '../src/management/tokens.js'
import { makeLog } from '../src/observation/log.js'
import { KeyFigures } from '../src/requests/key-figures.js'
import { NodeKeys } from '../src/requests/node-keys.js'
import { NodePerformer } from '../src/requests/node-performer.js'
import { OpenedCircuits } from '../src/requests/opened-circuits.js'
import { forgetful } from '../src/requests/request-keeper.js'
import { Requests } from '../src/requests/requests.js'
import { tellVoidPairs } from '../src/requests/void-pairs.js'

/** Nodes of a row. */
export function row(names: readonly string[]): NetworkDescription {
  const pairs = names.slice(1).map((b, index) => [names[index] as string, b] as const)
  return {
    nodes: names.map((name) => ({ name, qubits: 4 })),
    stations: pairs.map(([a, b]) => ({ name: `${a}-${b}` })),
    links: pairs.map(([a, b]) => ({
      a,
      b,
      station: `${a}-${b}`,
      delays: [10_000, 10_000] as const,
      model: { kind: 'ideal' as const, parameters: { successProbability: 0.5, fidelity: 1 } },
      window: 100,
      guard: 100
    })),
    network: {}
  }
}

type Answer = { readonly status: number; readonly body: Record<string, unknown> }

/** A program that uses the management of one node. */
interface Program {
  readonly url: string
  readonly token: string
  ask(method: string, path: string, body?: unknown): Promise<Answer>
  /** Lines of a stream, parsed. */
  lines(path: string, body: unknown): AsyncGenerator<Record<string, unknown>>
}

export interface OneProcess {
  /** Of the keys of all nodes: NODE/PEER. */
  readonly folder: string
  readonly nodes: ReadonlyMap<string, Node>
  readonly keyFigures: ReadonlyMap<string, KeyFigures>
  /** @param more of the token that is made for it */
  program(node: string, more?: Partial<TokenEntry>): Program
  close(): void
}

/** Virtual nanoseconds that pass in a millisecond or so. */
const STEP = 5_000_000

/** Nodes with their management, in one process and in virtual time. */
export async function oneProcess(description: NetworkDescription): Promise<OneProcess> {
  const network = new SimulatedNetwork(description, { seed: 7 })
  const { clock, nodes } = network
  const pump = setInterval(() => network.run(clock.now() + STEP), 1)
  const folder = mkdtempSync(join(tmpdir(), 'bellwire-nodes-'))
  const closing: (() => void)[] = [() => rmSync(folder, { recursive: true }), () => clearInterval(pump)]
  const numbers = partyNumbers(description)
  const keyFigures = new Map<string, KeyFigures>()
  const served = new Map<string, { url: string; tokens: TokenEntry[]; known: Tokens }>()
  for (const [name, node] of nodes) {
    const circuits = new OpenedCircuits(() => node.network)
    const nameOf = (one: number) => [...numbers].find(([, other]) => other === one)?.[0] ?? String(one)
    const keys = new NodeKeys({ folder: join(folder, name), node: numbers.get(name) ?? 0, nameOf })
    const figures = new KeyFigures((peer) => `${name}-${nameOf(peer)}`)
    keyFigures.set(name, figures)
    const performer = new NodePerformer(node, clock, circuits, (one) => numbers.get(one), keys, figures)
    const requests = new Requests(clock, performer.perform, forgetful)
    tellVoidPairs(node, requests)
    const naming = { numberOf: (one: string) => numbers.get(one), nameOf }
    const known = new Tokens([])
    const handler = apiHandler({
      routes: [...nodeRoutes(node, circuits, naming), ...requestRoutes(requests, circuits)],
      tokens: known,
      log: makeLog({ role: 'node', name }, 'silent', { write: () => undefined }),
      origins: [],
      now: () => Date.now()
    })
    const server = createServer((request, response) => void handler(request, response))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    served.set(name, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens: [], known })
    closing.push(
      () => server.close(),
      () => server.closeAllConnections(),
      () => void keys.close(),
      () => requests.close(),
      () => node.close()
    )
  }
  return {
    folder,
    nodes,
    keyFigures,
    program: (name, more = {}) => {
      const { token, hash } = makeToken()
      const { url, tokens, known } = served.get(name)!
      tokens.push({ name: `program${tokens.length}`, hash, scopes: ['read', 'circuits', 'requests'], ...more })
      known.replace(tokens)
      return program(url, token)
    },
    close: () => {
      for (const step of closing.toReversed()) step()
    }
  }
}

function program(url: string, token: string): Program {
  const fetched = (method: string, path: string, body: unknown, accept: string) =>
    fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept,
        ...(body !== undefined && { 'content-type': 'application/json' })
      },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
  return {
    url,
    token,
    ask: async (method, path, body) => {
      const answer = await fetched(method, path, body, 'application/json')
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    },
    lines: async function* (path, body) {
      const answer = await fetched('POST', path, body, 'application/x-ndjson')
      if (!answer.ok) throw new Error(await answer.text())
      let text = ''
      for await (const chunk of answer.body!) {
        text += Buffer.from(chunk as Uint8Array).toString()
        const lines = text.split('\n')
        text = lines.pop()!
        for (const line of lines) yield JSON.parse(line) as Record<string, unknown>
      }
    }
  }
}
