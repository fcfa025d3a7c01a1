// An HTTP server with something of its own to serve, and a node of the stack behind it. Other processes reach the node by
// WebSocket at /peer of the same server; people and programs ask it for pairs by a route of the application.
//
//   node server.mjs [PORT]
//   curl http://127.0.0.1:8080/hello
//   curl -X POST 'http://127.0.0.1:8080/pairs?number=3'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { RemoteDevice } from '@bellwire/device'
import { createNode } from '@bellwire/node'
import { createRandom } from '@bellwire/runtime'
import { nodeParty } from '@bellwire/simulation'
import { attachWebSocket, dial, webSocketTransport } from '@bellwire/transport-websocket'
import { network, numberOf, PURPOSE } from '../embed-plain-program/network.mjs'

/** Of the node, when it is up. @type {import('@bellwire/node').LinkService | undefined} */
let link

// The application, as it was before, with a route more.
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method === 'GET' && pathname === '/hello') response.end('hello\n')
  else if (request.method === 'POST' && pathname === '/pairs') void pairs(Number(searchParams.get('number')), response)
  else response.writeHead(404).end()
})
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1')
await once(server, 'listening')
const { port } = server.address()

// Its node: the others dial the server that is there. They are one process here, which in a real network is there already.
const transport = webSocketTransport({
  node: numberOf('alice'),
  server: attachWebSocket(server),
  path: '/peer',
  parties: new Map(['bob', 'middle'].map((name) => [numberOf(name), { name, neighbour: true }])),
  unproven: true
})
const program = fileURLToPath(new URL('../embed-plain-program/laboratory.mjs', import.meta.url))
const laboratory = spawn(process.execPath, [program, `ws://127.0.0.1:${port}/peer`], {
  stdio: ['pipe', 'pipe', 'inherit']
})
const [url] = await once(createInterface({ input: laboratory.stdout }), 'line')

const found = new EventEmitter()
const device = new RemoteDevice({ name: 'alice', watch: { connected: () => found.emit('device') } })
dial(`${url}/device`, { connected: (channel) => device.attach(channel) })
await once(found, 'device')
const node = createNode({
  name: 'alice',
  transport,
  device,
  clock: device.clock,
  random: createRandom(randomBytes(16).toString('hex')),
  links: nodeParty(network, 'alice').links
})
await node.link('bob').ready()
link = node.link('bob')
console.log(`http://127.0.0.1:${port}`)

/**
 * Asks for pairs, measures this end's halves, and answers with the outcomes. Who hangs up asks no more.
 *
 * @param {number} number
 * @param {import('node:http').ServerResponse} response
 */
async function pairs(number, response) {
  if (link === undefined) return response.writeHead(503).end()
  if (!(Number.isInteger(number) && number >= 1 && number <= 100)) return response.writeHead(400).end()
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const measured = []
  try {
    const bases = { originator: { basis: 'Z' }, responder: { basis: 'Z' } }
    const wish = { kind: 'measure', number, minimumFidelity: 0.9, purpose: PURPOSE, ...bases }
    for await (const { sequence, outcome } of link.create(wish, { signal: gone.signal }))
      measured.push({ pair: sequence, outcome: outcome?.reveal() })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(measured))
  } catch (error) {
    response.writeHead(502).end(`${error.message}\n`)
  }
}
