// Connections of an attacker, with TLS or without.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Milliseconds until a connection on which nothing happens is given up: what was sent may be the beginning of something. */
const PATIENCE = 1500

/**
 * @typedef {{ key: string | Buffer, certificate: string | Buffer }} Identity
 * @typedef {{ port: number, identity?: Identity | undefined, localAddress?: string }} Way
 */

/**
 * Opens TLS as whoever an identity proves, sends what is given, and reads until the other end closes.
 *
 * @param {Way} way
 * @param {readonly (string | Uint8Array)[]} parts
 * @returns {Promise<Buffer>} what was answered
 */
export async function tell(way, parts) {
  const socket = secured(way)
  /** @type {Buffer[]} */
  const answers = []
  socket.on('data', (/** @type {Buffer} */ bytes) => answers.push(bytes))
  socket.once('secureConnect', () => {
    for (const part of parts) socket.write(part)
  })
  await closed(socket)
  return Buffer.concat(answers)
}

/** TLS that is not waited for. @param {Way} way */
export function secured({ port, identity, localAddress = '127.0.0.1' }) {
  const proof = identity && { key: identity.key, cert: identity.certificate }
  // Who serves is of no interest to an attacker.
  const options = { host: '127.0.0.1', port, localAddress, rejectUnauthorized: false, ...proof }
  // Which address it comes from is an option of connections, and so of those with TLS.
  const socket = connectTls(/** @type {import('node:tls').ConnectionOptions} */ (options))
  return socket.on('error', () => {})
}

/** Bytes on a bare connection. @param {Way} way @param {Uint8Array} bytes */
export async function throwAt(way, bytes) {
  const socket = bare(way)
  socket.write(bytes)
  socket.end()
  socket.resume()
  await closed(socket)
}

/** @param {Way} way */
export function bare({ port, localAddress = '127.0.0.1' }) {
  return connect({ port, host: '127.0.0.1', localAddress }).on('error', () => {})
}

/** @param {import('node:net').Socket} socket */
async function closed(socket) {
  socket.setTimeout(PATIENCE, () => socket.destroy())
  if (!socket.closed) await once(socket, 'close').catch(() => {})
}

/** The first bytes of TLS, as a client sends them. */
export async function clientHello() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const socket = secured({ port })
  const [accepted] = /** @type {[import('node:net').Socket]} */ (await once(server, 'connection'))
  const [bytes] = /** @type {[Buffer]} */ (await once(accepted, 'data'))
  socket.destroy()
  accepted.destroy()
  server.close()
  return bytes
}

/** An address of this machine's for each number: limits of addresses are not what is tried here. @param {number} number */
export function loopback(number) {
  return `127.1.${(number >> 8) & 255}.${1 + (number & 127)}`
}
