// The process that hostile.mjs attacks: party 2 of a network, which sends every numbered frame of party 1 back. Answers
// over IPC what it has seen.
import { listenWebSocket, webSocketTransport } from '@bellwire/transport-websocket'
import { eventLoopDelays } from './event-loop-delays.mjs'

/**
 * @typedef {object} Seen
 * @property {number} fromGenuine frames that count as party 1's
 * @property {number} fromOthers frames of those who attack with a hello that is accepted
 * @property {number} malformed what of them is no frame
 * @property {number} refused connections without a hello that was accepted
 * @property {number} memory resident bytes
 * @property {import('./event-loop-delays.mjs').Delays} delays of the event loop since the last answer
 */

const [genuineNode = '1', attackers = '0', neverReads = '0'] = process.argv.slice(2)
const delays = eventLoopDelays()
const seen = { fromGenuine: 0, fromOthers: 0, malformed: 0, refused: 0 }

const server = await listenWebSocket({ limits: { perAddress: 5000, connections: 5000, helloTimeout: 5000 } })
/** @type {Map<number, { name: string }>} */
const parties = new Map([[Number(genuineNode), { name: 'genuine' }]])
for (let node = 3; node < 3 + Number(attackers) + Number(neverReads); node++)
  parties.set(node, { name: `attacker ${node}` })
const transport = webSocketTransport({
  node: 2,
  server,
  parties,
  unproven: true,
  observer: { failed: () => (seen.refused += 1) }
})
transport.listen({
  frame: (from, frame) => {
    if (from !== Number(genuineNode)) {
      seen.fromOthers += 1
      return
    }
    seen.fromGenuine += 1
    transport.send(from, frame)
  },
  malformed: () => (seen.malformed += 1)
})

process.on('message', (message) => {
  if (message === 'flood') return flood()
  process.send?.({ ...seen, memory: process.memoryUsage().rss, delays: delays() })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ url: `${server.url}/peer`, port: server.address.port })

/** Sends to every party that does not read as much as it may have. */
function flood() {
  const frame = /** @type {const} */ ({ type: 'ASK', dialogue: 1, purpose: 1, step: 1, body: new Uint8Array(60_000) })
  const first = 3 + Number(attackers)
  for (let node = first; node < first + Number(neverReads); node++) {
    transport.send(node, frame)
  }
  setTimeout(flood, 50).unref()
}
