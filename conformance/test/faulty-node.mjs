// A process that should be a node under test, and has one fault, named by its argument.
import { createServer } from 'node:net'
import { WebSocketServer } from 'ws'

const fault = process.argv[2]
const token = 'a token for tests, no secret'

const identity = { implementation: 'faulty', version: '1', specification: '1.0', capabilities: [] }
const unsupported = { error: { code: 'unsupported', message: 'there is no such verb' } }
const nothing = { result: { outputs: [], wake: null } }

/** @type {Record<string, (verb: string, id: number) => unknown>} */
const FAULTS = {
  none: () => undefined,
  silent: () => 'nothing',
  'no JSON': () => 'hello, tester',
  'no answer': () => ({ greeting: 'hello' }),
  'other id': (_verb, id) => ({ id: id + 1, ...nothing }),
  'refuses hello': () => unsupported,
  'no identity': (verb) => (verb === 'hello' ? { result: {} } : undefined),
  'does anything': (verb) => (verb === 'hello' ? undefined : { result: {} }),
  'other identity': (verb, id) => (verb === 'hello' ? { result: { ...identity, version: String(id) } } : undefined),
  'other specification': (verb) => (verb === 'hello' ? { result: { ...identity, specification: '0.1' } } : undefined),
  'no reaction': (verb) => (verb === 'start' ? { result: { outputs: 'none' } } : undefined),
  'no bytes': (verb) =>
    verb === 'start' ? { result: { outputs: [{ type: 'frame', to: 1, bytes: '?' }], wake: null } } : undefined,
  leaves: (verb) => (verb === 'start' ? process.exit(1) : undefined)
}

if (fault === 'says nothing') createServer().listen(0, '127.0.0.1')
else if (fault === 'says something else') console.log('listening')
else if (fault === 'does not start') throw new Error('there is no configuration')
else serve()

function serve() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('listening', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
    console.log(JSON.stringify({ ready: true, control: `ws://127.0.0.1:${port}/`, token }))
  })
  server.on('connection', (socket) => {
    socket.on('message', (/** @type {Buffer} */ data) => {
      const { id, verb } = JSON.parse(data.toString('utf8'))
      const wrong = FAULTS[fault ?? 'none']?.(verb, id)
      if (wrong === 'nothing') return
      if (typeof wrong === 'string') return socket.send(wrong)
      socket.send(JSON.stringify({ id, ...(wrong ?? right(verb)) }))
      if (verb === 'shutdown') process.exit(0)
    })
  })
}

/** @param {string} verb */
function right(verb) {
  if (verb === 'hello') return { result: identity }
  if (['start', 'input', 'advance'].includes(verb)) return nothing
  return verb === 'shutdown' ? { result: {} } : unsupported
}
