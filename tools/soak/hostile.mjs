// Attacks a party's listener, in a process of its own, while a genuine party exchanges frames with it. Needs a build.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@bellwire/runtime'
import { webSocketTransport } from '@bellwire/transport-websocket'
import { encodeFrame, encodeTransportFrames, encodeTransportHello } from '@bellwire/wire'
import { damaged, noise, webSocketFrame } from './hostile-bytes.mjs'

/** @typedef {import('@bellwire/runtime').RandomStream} RandomStream */
/** @typedef {import('@bellwire/wire').Frame} Frame */
/** @typedef {import('./hostile-target.mjs').Seen} Seen */

/**
 * @typedef {object} Hostility
 * @property {number} frames wrong frames, messages, requests and streams of bytes to send
 * @property {number} seed
 * @property {number} [halfOpen] connections on which nothing comes
 * @property {number} [neverRead] parties that read nothing of what is sent to them
 * @property {readonly Uint8Array[]} [valid] encoded frames that are damaged
 * @property {(done: number) => void} [progress]
 */

const TARGET = fileURLToPath(new URL('./hostile-target.mjs', import.meta.url))

/** Connections that attack at once. */
const ATTACKERS = 8

/** Frames that the genuine party has under way at most. */
const UNDER_WAY = 200

/** Bytes by which the target may grow while it is attacked, and for each party that reads nothing of what is sent to it. */
const MEMORY_RISE = 32 * 1024 * 1024
const BACKLOG = 3 * 1024 * 1024

/**
 * Sends what is wrong, and sees that the target stands it: it lives, does not grow, hears nothing that was not said, and
 * serves the genuine party as if nothing were.
 *
 * @param {Hostility} hostility
 */
export async function runHostile({ frames, seed, halfOpen = 0, neverRead = 0, valid = SAMPLES, progress = () => {} }) {
  const random = createRandom(seed).stream('hostile')
  const target = fork(TARGET, ['1', String(ATTACKERS), String(neverRead)])
  /** @type {string[]} */
  const violations = []
  const life = { isOver: false }
  target.once('exit', (code, signal) => {
    life.isOver = true
    violations.push(`the target has ended with ${code ?? signal}`)
  })
  const [{ url, port }] = /** @type {[{ url: string, port: number }]} */ (await once(target, 'message'))
  const ask = async () => {
    target.send('state')
    const [state] = await Promise.race([once(target, 'message'), sleep(10_000, [undefined])])
    return /** @type {Seen | undefined} */ (state)
  }
  const genuine = new Genuine(url)
  await genuine.connected()
  const idlers = await idle(port, halfOpen, neverRead)
  if (neverRead > 0) target.send('flood')

  const counts = {
    sent: 0,
    connections: 0,
    halfOpen,
    neverRead,
    exchanged: 0,
    memoryRise: 0,
    delayP999: 0,
    longestDelay: 0
  }
  /** @type {Promise<Seen | undefined> | undefined} */
  let before
  await Promise.all(
    Array.from({ length: ATTACKERS }, async (_, attacker) => {
      while (!life.isOver && counts.sent < frames) {
        // oxlint-disable-next-line no-await-in-loop -- an attacker has one connection at a time
        const sent = await attack(port, 3 + attacker, valid, random)
        counts.sent += sent
        counts.connections += 1
        progress(counts.sent)
        if (counts.sent > frames / 10) before ??= ask()
      }
    })
  )
  const early = await before
  const after = life.isOver ? undefined : await ask()
  counts.exchanged = await genuine.finish()
  const last = life.isOver ? undefined : await ask()
  if (after === undefined || last === undefined) violations.push('the target does not answer')
  else {
    counts.delayP999 = after.delays.p999
    counts.longestDelay = after.delays.longest
    counts.memoryRise = after.memory - (early ?? after).memory
    if (counts.memoryRise > MEMORY_RISE + neverRead * BACKLOG)
      violations.push(`the target has grown by ${counts.memoryRise} bytes`)
    if (last.fromGenuine !== genuine.sent) violations.push(`${last.fromGenuine} frames of ${genuine.sent} came from 1`)
  }
  violations.push(...genuine.violations)
  for (const socket of idlers) socket.destroy()
  await genuine.close()
  if (!life.isOver) {
    target.removeAllListeners('exit')
    target.kill()
    await once(target, 'exit')
  }
  return { violations, counts, seen: last }
}

/** A party that does what it should, and expects that of the other. */
class Genuine {
  /** @type {string[]} */
  violations = []
  sent = 0
  #heard = 0
  #isOver = false

  /** @param {string} url */
  constructor(url) {
    this.transport = webSocketTransport({
      node: 1,
      parties: new Map([[2, { name: 'target', url, neighbour: true }]]),
      unproven: true,
      observer: {
        dropped: (_from, _to, _frame, reason) => this.violations.push(`a frame was dropped: ${reason}`),
        disconnected: (_peer, reason) => {
          if (!this.#isOver) this.violations.push(`the genuine party was disconnected: ${reason}`)
        }
      }
    })
    this.transport.listen({
      frame: (_from, frame) => {
        if (!('serial' in frame) || frame.serial !== this.#heard) this.violations.push('a frame came back wrong')
        this.#heard += 1
      },
      malformed: (_from, reason) => this.violations.push(`bytes came back: ${reason}`)
    })
  }

  async connected() {
    // oxlint-disable-next-line no-await-in-loop -- waits
    while (!this.transport.isConnected(2)) await sleep(5)
    this.talk = this.#talk()
  }

  async #talk() {
    while (!this.#isOver) {
      while (this.sent - this.#heard < UNDER_WAY) this.transport.send(2, numbered(this.sent++))
      // oxlint-disable-next-line no-await-in-loop -- waits
      await sleep(5)
    }
  }

  /** Waits for what is under way. */
  async finish() {
    this.#isOver = true
    await this.talk
    const end = performance.now() + 10_000
    // oxlint-disable-next-line no-await-in-loop -- waits
    while (this.#heard < this.sent && performance.now() < end) await sleep(5)
    if (this.#heard < this.sent) this.violations.push(`${this.sent - this.#heard} frames did not come back`)
    return this.#heard
  }

  async close() {
    await this.transport.close()
  }
}

/** @param {number} serial @returns {Frame} */
const numbered = (serial) => ({ type: 'MAINTENANCE_ACK', link: 1, incarnation: 7, epoch: 1, serial })

/** @type {readonly Frame[]} */
const SAMPLE_FRAMES = [
  numbered(5),
  {
    type: 'HELLO',
    link: 3,
    incarnation: 9,
    epoch: 0,
    node: 17,
    role: 1,
    answer: false,
    minimumVersion: 1,
    maximumVersion: 2,
    kinds: 2,
    bases: 3,
    heraldingPlace: 1
  },
  {
    type: 'SCHEDULE',
    link: 3,
    incarnation: 9,
    epoch: 2,
    serial: 14,
    firstSlot: 1e6,
    period: 1000,
    bins: [{ start: 0, end: 600, purpose: 1 }]
  },
  { type: 'ASK', dialogue: 9, purpose: 7, step: 300, body: new Uint8Array(300) }
]
const SAMPLES = SAMPLE_FRAMES.map(encodeFrame)

/**
 * One connection with something wrong on it.
 *
 * @param {number} port @param {number} node @param {readonly Uint8Array[]} valid @param {RandomStream} random
 * @returns {Promise<number>} how many wrong things were sent
 */
async function attack(port, node, valid, random) {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true).on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const kind = random.below(20)
  const hello = encodeTransportHello({
    type: 'HELLO',
    minimumVersion: 1,
    maximumVersion: 1,
    node,
    peer: 2,
    incarnation: 1 + random.below(1e9)
  })
  let sent = 1
  if (kind === 0) socket.write(noise(1 + random.below(400), random))
  else if (kind === 1) socket.write(damaged(Buffer.from(UPGRADE), valid, random))
  else {
    socket.write(UPGRADE)
    if (kind === 2) socket.write(webSocketFrame(2, damaged(hello, valid, random)))
    else if (kind === 3) {
      sent = 16
      for (let count = 0; count < sent; count++)
        socket.write(damaged(webSocketFrame(random.below(16), hello), valid, random))
    } else {
      socket.write(webSocketFrame(2, hello))
      sent = 80
      for (let count = 0; count < sent; count += 8) {
        const batch = Array.from({ length: 8 }, () =>
          damaged(valid[random.below(valid.length)] ?? hello, valid, random)
        )
        const message = encodeTransportFrames({ type: 'FRAMES', frames: batch })
        socket.write(webSocketFrame(2, random.below(20) === 0 ? damaged(message, valid, random) : message))
      }
    }
  }
  // A close that is answered: what was sent before has been read.
  socket.write(webSocketFrame(8, new Uint8Array(0)))
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), kind < 4 ? 200 : 10_000)
  await closed
  clearTimeout(timer)
  return sent
}

const UPGRADE = [
  'GET /peer HTTP/1.1',
  'Host: x',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  '\r\n'
].join('\r\n')

/**
 * Connections that cost something and do nothing: half are silent, half have begun to ask; and parties that never read.
 *
 * @param {number} port @param {number} halfOpen @param {number} neverRead
 */
async function idle(port, halfOpen, neverRead) {
  const sockets = Array.from({ length: halfOpen + neverRead }, (_, index) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    if (index >= halfOpen) {
      const node = 3 + ATTACKERS + index - halfOpen
      const hello = {
        type: /** @type {const} */ ('HELLO'),
        minimumVersion: 1,
        maximumVersion: 1,
        node,
        peer: 2,
        incarnation: 1
      }
      socket.write(UPGRADE)
      socket.write(webSocketFrame(2, encodeTransportHello(hello)))
      socket.pause()
    } else if (index % 2 === 0) socket.write('GET /peer HTTP/1.1\r\nHost: x\r\n')
    return socket
  })
  await Promise.all(sockets.map(async (socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])))
  return sockets
}
