// A plain program with a node of the stack in it: it asks for pairs with another process, and prints what it measures.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { RemoteDevice } from '@bellwire/device'
import { createNode } from '@bellwire/node'
import { createRandom } from '@bellwire/runtime'
import { nodeParty } from '@bellwire/simulation'
import { dial, webSocketTransport } from '@bellwire/transport-websocket'
import { network, numberOf, PURPOSE } from './network.mjs'

// The other processes: in a real network they are there already.
const laboratory = spawn(process.execPath, [fileURLToPath(new URL('laboratory.mjs', import.meta.url))], {
  stdio: ['pipe', 'pipe', 'inherit']
})
const said = createInterface({ input: laboratory.stdout })[Symbol.asyncIterator]()
const { value: url } = await said.next()

// The hardware of this node, behind a socket. A driver of one's own is a QuantumDevice just as well.
const found = new EventEmitter()
const device = new RemoteDevice({ name: 'alice', watch: { connected: () => found.emit('device') } })
const dialling = dial(`${url}/device`, { connected: (channel) => device.attach(channel) })
await once(found, 'device')

// The frames: this program dials the others. `unproven` is for loopback; otherwise `tls` proves who is there.
const transport = webSocketTransport({
  node: numberOf('alice'),
  parties: new Map(['bob', 'middle'].map((name) => [numberOf(name), { name, url: `${url}/${name}`, neighbour: true }])),
  unproven: true
})

const node = createNode({
  name: 'alice',
  transport,
  device,
  clock: device.clock,
  random: createRandom(randomBytes(16).toString('hex')),
  links: nodeParty(network, 'alice').links
})

const link = node.link('bob')
await link.ready()
const pairs = link.create({
  kind: 'measure',
  number: 5,
  minimumFidelity: 0.9,
  purpose: PURPOSE,
  originator: { basis: 'Z' },
  responder: { basis: 'Z' }
})
for await (const pair of pairs) {
  console.log(`alice: pair ${pair.sequence}, outcome ${pair.outcome?.reveal()}`)
  console.log((await said.next()).value)
}

node.close()
await transport.close()
dialling.close()
device.close()
laboratory.stdin.end()
