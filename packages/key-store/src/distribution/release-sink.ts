import type { KeyOrigin, KeySink } from '@bellwire/application-layer'
import { QKD_PROTOCOL_NAMES, type QkdProtocol } from '@bellwire/wire'
import { KeyError } from '../errors.js'
import { sessionIdentifier } from '../identifiers.js'
import { spoolBlock } from '../spool/lay-down.js'
import type { KeyBlock } from '../store/key-store.js'

type Release = KeySink['release']

export interface ReleaseSinkOptions {
  /** This node's number. */
  readonly node: number
  /** KME ID of the other end. */
  readonly peer: string
  /** Bits; as of the store that the block is for. */
  readonly unitSize: number
  /** Milliseconds since 1970 UTC. */
  readonly time: () => number
  /**
   * Takes a block durably, such as `kme.addBlock` or a store's. A block that is known was taken before; every other error
   * of it is thrown by `release`, and then the session has not ended: it releases the key again when its node resumes it.
   */
  readonly add: (block: KeyBlock) => void
}

/**
 * Where sessions of key distribution release their keys to: each becomes a block, once, however often it is released. Of a
 * key that is no whole number of units the rest is discarded, and all of one that is shorter than a unit; the other end does
 * the same, because both have the same length.
 */
export class ReleaseSink implements KeySink {
  readonly #options: ReleaseSinkOptions

  constructor(options: ReleaseSinkOptions) {
    this.#options = options
  }

  /** A sink into the spool of a KME that runs, or will run, in a process of its own. */
  static spool(folder: string, options: Omit<ReleaseSinkOptions, 'add'>): ReleaseSink {
    return new ReleaseSink({ ...options, add: (block) => spoolBlock(folder, block) })
  }

  /** @throws KeyError STORE_FULL */
  release(origin: Parameters<Release>[0], key: Parameters<Release>[1]): void {
    const { add, unitSize } = this.#options
    if (key.length < unitSize) return
    const block = this.#blockOf(origin, key)
    try {
      add(block)
    } catch (error) {
      if (!(error instanceof KeyError && error.code === 'BLOCK_KNOWN')) throw error
    } finally {
      block.material.fill(0)
    }
  }

  #blockOf(origin: KeyOrigin, key: Parameters<Release>[1]): KeyBlock {
    const { node, peer, time } = this.#options
    const { session: name, analysis, label: standing, length, chsh, proposal } = origin
    return {
      session: sessionIdentifier([node, origin.peer], name),
      label: analysis,
      peer,
      time: time(),
      distribution: {
        name,
        protocol: QKD_PROTOCOL_NAMES[proposal.protocol as QkdProtocol],
        standing,
        length,
        rounds: proposal.rounds,
        ...(chsh !== undefined && { chsh })
      },
      // Bits of an octet that is not full would be those of no key.
      material: key.bytes.slice(0, Math.floor(key.length / 8))
    }
  }
}
