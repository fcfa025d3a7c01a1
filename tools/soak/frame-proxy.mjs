// Stands between processes that exchange frames over WebSocket without TLS, and does to the frames what networks do.
import { dial, listenWebSocket } from '@bellwire/transport-websocket'
import { decodeTransportMessage, encodeTransportFrames, LIMITS } from '@bellwire/wire'

/**
 * @typedef {import('@bellwire/runtime').RandomSource} RandomSource
 * @typedef {import('@bellwire/runtime').RandomStream} RandomStream
 * @typedef {import('@bellwire/transport').MessageChannel} MessageChannel
 */

/**
 * @typedef {object} FaultRates probabilities for each frame
 * @property {number} loss
 * @property {number} duplication
 * @property {number} reordering each copy is late by itself, and overtaken by those after it
 * @property {number} lateness of those, at most, milliseconds
 */

/** @type {FaultRates} */
export const NO_FAULTS = { loss: 0, duplication: 0, reordering: 0, lateness: 0 }

/** What happens to the frames of a whole network. Draws of a direction depend on nothing but its frames before. */
export class FrameFaults {
  /** @type {FaultRates} */
  rates = NO_FAULTS
  counts = { frames: 0, lost: 0, doubled: 0, late: 0, parted: 0, connections: 0 }
  /** Pairs of parties between which nothing passes; true: their connections are ended too. @type {Map<string, boolean>} */
  #apart = new Map()
  /** @type {Map<string, RandomStream>} */
  #streams = new Map()
  #random

  /** @param {RandomSource} random */
  constructor(random) {
    this.#random = random
  }

  /** @param {number} a @param {number} b @param {boolean} ends whether connections are ended, or only silent */
  part(a, b, ends) {
    this.#apart.set(pairOf(a, b), ends)
  }

  /** @param {number} a @param {number} b */
  join(a, b) {
    this.#apart.delete(pairOf(a, b))
  }

  /** Whether there are to be no connections. @param {number} a @param {number} b */
  areCut(a, b) {
    return this.#apart.get(pairOf(a, b)) === true
  }

  /** One frame on its way. @param {number} from @param {number} to @param {() => void} deliver */
  pass(from, to, deliver) {
    const { counts, rates } = this
    const stream = this.#streamOf(from, to)
    const [lost, doubled] = [stream.uniform() < rates.loss, stream.uniform() < rates.duplication]
    counts.frames += 1
    if (this.#apart.has(pairOf(from, to))) counts.parted += 1
    else if (lost) counts.lost += 1
    else {
      if (doubled) counts.doubled += 1
      for (let copy = 0; copy < (doubled ? 2 : 1); copy++) this.#late(stream, deliver)
    }
  }

  /** @param {RandomStream} stream @param {() => void} deliver */
  #late(stream, deliver) {
    const { reordering, lateness } = this.rates
    if (stream.uniform() >= reordering) return deliver()
    this.counts.late += 1
    setTimeout(deliver, lateness * stream.uniform())
  }

  /** @param {number} from @param {number} to */
  #streamOf(from, to) {
    const name = `frames/${from}/${to}`
    const stream = this.#streams.get(name) ?? this.#random.stream(name)
    this.#streams.set(name, stream)
    return stream
  }
}

/** The address at which one party is reached by the others, and all connections with it that were dialled there. */
export class FrameProxy {
  #server
  #target
  #faults
  /** @type {Set<{ a: number, b: number, end: () => void }>} */
  #joined = new Set()

  /**
   * @param {string} target where the party listens, such as ws://127.0.0.1:7101
   * @param {FrameFaults} faults
   */
  static async open(target, faults) {
    return new FrameProxy(await listenWebSocket(), target, faults)
  }

  /**
   * @param {import('@bellwire/transport-websocket').ListeningServer} server
   * @param {string} target
   * @param {FrameFaults} faults
   */
  constructor(server, target, faults) {
    this.#server = server
    this.#target = target
    this.#faults = faults
    server.serve('/peer', (near) => this.#called(near), { unproven: true, messageBytes: LIMITS.transportBytes })
  }

  get address() {
    const { host, port } = this.#server.address
    return `${host}:${port}`
  }

  /** Ends the connections of parties that are to have none. */
  cut() {
    for (const { a, b, end } of this.#joined) if (this.#faults.areCut(a, b)) end()
  }

  async close() {
    for (const { end } of this.#joined) end()
    await this.#server.close()
  }

  /** @param {MessageChannel} near */
  #called(near) {
    /** @type {Uint8Array[]} */
    let early = []
    /** @type {((bytes: Uint8Array) => void) | undefined} */
    let pass
    let end = (/** @type {string} */ _reason) => {}
    near.listen({
      message: (bytes) => {
        if (pass !== undefined) return pass(bytes)
        early.push(bytes)
        if (early.length > 1) return
        end = this.#join(near, bytes, (passes) => {
          pass = passes
          for (const message of early.splice(0)) pass(message)
        })
      },
      closed: (reason) => end(reason)
    })
  }

  /**
   * Dials the party for a caller.
   *
   * @param {MessageChannel} near
   * @param {Uint8Array} hello
   * @param {(pass: (bytes: Uint8Array) => void) => void} joined
   * @returns {(reason: string) => void} what ends both
   */
  #join(near, hello, joined) {
    const { type, node: a = -1, peer: b = -1 } = /** @type {any} */ (decodeTransportMessage(hello))
    const between = { a, b, end: () => end('cut') }
    const end = (/** @type {string} */ reason) => {
      if (!this.#joined.delete(between)) return
      dialling.close(reason)
      near.close(reason)
    }
    this.#joined.add(between)
    const dialling = dial(`${this.#target}/peer`, {
      limits: { messageBytes: LIMITS.transportBytes },
      failed: (error) => end(error.message),
      connected: (far) => {
        this.#faults.counts.connections += 1
        far.listen({ message: (bytes) => this.#pass(b, a, bytes, near), closed: end })
        joined((bytes) => this.#pass(a, b, bytes, far))
      }
    })
    if (type !== 'HELLO' || this.#faults.areCut(a, b)) end('cut')
    return end
  }

  /** @param {number} from @param {number} to @param {Uint8Array} bytes @param {MessageChannel} channel */
  #pass(from, to, bytes, channel) {
    const message = decodeTransportMessage(bytes)
    if (message.type !== 'FRAMES') return channel.send(bytes)
    for (const frame of message.frames) {
      const one = encodeTransportFrames({ type: 'FRAMES', frames: [frame] })
      this.#faults.pass(from, to, () => channel.send(one))
    }
  }
}

/** @param {number} a @param {number} b */
function pairOf(a, b) {
  return `${Math.min(a, b)} ${Math.max(a, b)}`
}
