// A process that should be a node under test, and has one fault, named by its argument.
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { WebSocketServer } from 'ws'

const fault = process.argv[2]
const token = 'a token for tests, no secret'

const identity = { implementation: 'faulty', version: '1', specification: '1.0', capabilities: [] }
const unsupported = { error: { code: 'unsupported', message: 'there is no such verb' } }
const unstarted = { error: { code: 'unstarted', message: 'there is no node' } }
const malformed = { error: { code: 'malformed', message: 'it is no request' } }
const nothing = { result: { outputs: [], wake: null } }

/** @type {Record<string, (verb: string, id: number, setting: unknown) => unknown>} */
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
  'has begun': (verb) => (verb === 'advance' ? nothing : undefined),
  'takes anything': (verb) => (verb === undefined ? { id: 0, ...nothing } : undefined),
  'begins with nothing': (verb, _id, setting) => (verb === 'start' && setting === undefined ? nothing : undefined),
  'no reaction': (verb, _id, setting) =>
    verb === 'start' && setting !== undefined ? { result: { outputs: 'none' } } : undefined,
  'no bytes': (verb, _id, setting) =>
    verb === 'start' && setting !== undefined
      ? { result: { outputs: [{ type: 'frame', to: 1, bytes: '?' }], wake: null } }
      : undefined,
  leaves: (verb, _id, setting) => (verb === 'start' && setting !== undefined ? process.exit(1) : undefined)
}

if (fault === 'says nothing') createServer().listen(0, '127.0.0.1')
else if (fault === 'says something else') console.log('listening')
else if (fault === 'does not start') throw new Error('there is no configuration')
else serve()

function serve() {
  const server = createHttpServer()
  const sockets = new WebSocketServer({ noServer: true })
  let taken = false
  let isStarted = false
  server.on('upgrade', (request, socket, head) => {
    const isTester = request.headers.authorization === `Bearer ${token}`
    const status =
      isTester || fault === 'open to all' ? (taken && fault !== 'two testers' ? '409 Conflict' : '') : '401 No'
    if (status !== '') return socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    taken ||= isTester
    sockets.handleUpgrade(request, socket, head, (one) => sockets.emit('connection', one))
  })
  server.listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
    console.log(JSON.stringify({ ready: true, control: `ws://127.0.0.1:${port}/`, token }))
  })
  sockets.on('connection', (socket) => {
    socket.on('message', (/** @type {Buffer} */ data) => {
      const { id = null, verb, setting } = requestIn(data.toString('utf8'))
      const wrong = FAULTS[fault ?? 'none']?.(verb, id, setting)
      if (wrong === 'nothing') return
      if (typeof wrong === 'string') return socket.send(wrong)
      socket.send(JSON.stringify({ id, ...(wrong ?? right(verb, setting, isStarted)) }))
      isStarted ||= verb === 'start' && setting !== undefined
      if (verb === 'shutdown' && fault !== 'stays') process.exit(fault === 'ends badly' ? 7 : 0)
    })
  })
}

/** @param {string} text */
function requestIn(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** @param {string | undefined} verb @param {unknown} setting @param {boolean} isStarted */
function right(verb, setting, isStarted) {
  if (verb === undefined || (verb === 'start' && setting === undefined)) return malformed
  if (verb === 'hello') return { result: identity }
  if (verb === 'input' || verb === 'advance') return isStarted ? nothing : unstarted
  if (verb === 'start') return nothing
  return verb === 'shutdown' ? { result: {} } : unsupported
}
