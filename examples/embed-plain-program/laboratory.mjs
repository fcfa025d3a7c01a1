// The rest of the network as one process: simulated hardware, the station, and Bob, who takes the pairs that Alice asks for.
//
//   node laboratory.mjs [URL]     where Alice is reached; without it she dials
//
// It prints where it is as its first line, then what Bob gets, and ends with its standard input.
import { randomBytes } from 'node:crypto'
import { DeviceServer } from '@bellwire/device'
import { createNode } from '@bellwire/node'
import { Station } from '@bellwire/physical-layer'
import { createRandom, RealClock } from '@bellwire/runtime'
import { nodeParty, stationParty, worldParties } from '@bellwire/simulation'
import { listenWebSocket, webSocketTransport } from '@bellwire/transport-websocket'
import { network, numberOf, PURPOSE } from './network.mjs'

const alice = { name: 'alice', url: process.argv[2], neighbour: true }
const clock = new RealClock()
const random = createRandom(randomBytes(16).toString('hex'))
const hardware = worldParties(network, { clock, random })
const server = await listenWebSocket()
const at = (/** @type {string} */ name) => ({ name, url: `${server.url}/${name}`, neighbour: true })

// Alice's hardware is reached over the wire. Nobody but this machine can ask for it, so the name that is given is believed.
const { device, clock: clockOfAlice } = hardware.nodes.get('alice')
const devices = new DeviceServer({
  hardware: new Map([['alice', { role: 'node', device, clock: clockOfAlice }]]),
  random,
  trustGivenNames: true
})
server.serve('/device', (channel) => devices.accept(channel), { unproven: true })

const transport = (/** @type {string} */ name, /** @type {string} */ other) =>
  webSocketTransport({
    node: numberOf(name),
    server,
    path: `/${name}`,
    parties: new Map([
      [numberOf('alice'), alice],
      [numberOf(other), at(other)]
    ]),
    unproven: true
  })

const { links } = stationParty(network, 'middle', random)
const incarnations = random.stream('station')
new Station({
  node: numberOf('middle'),
  links,
  clock,
  transport: transport('middle', 'bob'),
  device: hardware.stations.get('middle').device,
  incarnation: () => Math.max(1, incarnations.bits32()),
  runner: 'generated',
  clockQuality: 0
}).start()

const bob = createNode({
  name: 'bob',
  transport: transport('bob', 'middle'),
  device: hardware.nodes.get('bob').device,
  clock,
  random: random.fork('bob'),
  links: nodeParty(network, 'bob').links
})
process.stdin.resume().on('end', () => process.exit())
console.log(server.url)
for await (const { sequence, outcome } of bob.link('alice').receive(PURPOSE)) {
  console.log(`bob: pair ${sequence}, outcome ${outcome?.reveal()}`)
}
