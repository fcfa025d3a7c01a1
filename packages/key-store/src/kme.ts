import { randomInt } from 'node:crypto'
import { type Clock, RealClock, type Task } from '@bellwire/runtime'
import { KeyDelivery } from './delivery/key-delivery.js'
import { type KeyDeliveryServer, serveKeys } from './delivery/server.js'
import { KeyManager } from './entity/key-manager.js'
import type { KeyTimers } from './entity/timers.js'
import { KeyError } from './errors.js'
import type { KmeConfiguration } from './kme-configuration.js'
import { type Address, TlsLink } from './link/tls-link.js'
import { oneLine } from '@bellwire/transport-websocket'
import { bound, configured, makeFolder, readIdentity } from './starting.js'
import { Spool, type SpoolOptions } from './spool/spool.js'
import type { BlockRecord, KeyBlock } from './store/key-store.js'
import { removeDeadClaims } from './store/folder-lock.js'
import { openKeyStore, storeFolder } from './store/open.js'

export interface KmeOptions {
  readonly timers?: KeyTimers
  /** For people. */
  readonly log?: (text: string) => void
  /** The process can no longer be trusted with its stores and should end. */
  readonly failed?: (error: unknown) => void
}

const HOUR = 3_600_000

/** Milliseconds between two looks into the spool. */
const SPOOL_INTERVAL = 500

/** A running KME: stores on the disk, links to its peers, and its interface for applications. */
export interface Kme {
  readonly applications: Address
  /** Where peers call. */
  readonly link: Address | undefined
  readonly managers: ReadonlyMap<string, KeyManager>
  /** @param block its `peer` is a peer's KME ID. @throws KeyError */
  addBlock(block: KeyBlock): BlockRecord
  close(): Promise<void>
}

/**
 * Starts a KME. Nothing is left behind where it throws.
 *
 * @throws KeyError CONFIGURATION_INVALID, CERTIFICATE_INVALID, STORE_IN_USE, STORE_MISMATCH
 */
export async function startKme(configuration: KmeConfiguration, options: KmeOptions = {}): Promise<Kme> {
  const { kme, peers, saes, limits, unitSize, capacity, retention, applications, store: folder } = configuration
  const { timers } = options
  const log = options.log && ((text: string) => options.log?.(oneLine(text)))
  let hasFailed = false
  const failed =
    options.failed &&
    ((error: unknown) => {
      hasFailed = true
      options.failed?.(error)
    })
  const tls = readIdentity(configuration)
  const closing: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    makeFolder('store', folder)
    if (configuration.spool !== undefined) makeFolder('spool', configuration.spool)
    const real = new RealClock()
    closing.push(() => real.close())
    const clock = watchedClock(real, failed)
    const link = new TlsLink({
      node: kme.node,
      tls,
      peers: peers.map(({ id, node, address }) => ({ kmeId: id, node, address })),
      listen: configuration.link,
      random: () => randomInt(2 ** 32) / 2 ** 32,
      ...(log !== undefined && { log })
    })
    const managers = new Map<string, KeyManager>()
    const byNode = new Map<number, KeyManager>()
    for (const { id, node } of peers) {
      const direction = kme.node < node ? 'even' : 'odd'
      const own = storeFolder(folder, id)
      await removeDeadClaims(own)
      const store = configured('store', folder, 'a folder that this process can write to', () =>
        openKeyStore(own, { unitSize, capacity, direction })
      )
      closing.push(async () => store.close())
      const manager = new KeyManager({
        node: kme.node,
        peer: node,
        store,
        clock,
        runner: 'generated',
        send: (frame) => link.send(node, frame),
        connected: () => link.connected(node),
        random: () => randomInt(2 ** 32),
        soon: (work) => void setImmediate(() => watched(work, failed)),
        ...(timers !== undefined && { timers })
      })
      managers.set(id, manager)
      byNode.set(node, manager)
    }
    link.listen({
      frame: (from, frame) => watched(() => byNode.get(from)?.frame(from, frame), failed),
      malformed: (from, reason) => log?.(`node ${from} sent what is no frame: ${reason}`)
    })
    closing.push(() => {
      for (const manager of managers.values()) {
        try {
          manager.stop()
        } catch (error) {
          // What has failed once cannot be ended well, and its cause was told.
          if (!hasFailed) throw error
        }
      }
    })
    closing.push(async () => link.close())
    await bound('link', configuration.link, async () => link.start())
    const delivery = new KeyDelivery({ kmeId: kme.id, saes: new Map(Object.entries(saes)), managers, limits })
    const server: KeyDeliveryServer = await bound('applications', applications, async () =>
      serveKeys({ delivery, tls, ...applications, ...(failed && { failed }) })
    )
    closing.push(async () => server.close())
    // A KME that cannot serve leaves its stores as they are: what is in doubt is burnt only now.
    for (const manager of managers.values()) manager.start()
    const addBlock = (block: KeyBlock): BlockRecord => {
      const manager = managers.get(block.peer)
      if (manager !== undefined) return manager.addBlock(block)
      throw new KeyError('BLOCK_INVALID', 'peer', block.peer, [...managers.keys()].join(', '))
    }
    const prune = () =>
      watched(() => {
        for (const { store } of managers.values()) store.prune(Date.now(), retention * HOUR)
      }, failed)
    prune()
    const pruning = setInterval(prune, HOUR)
    closing.push(() => clearInterval(pruning))
    if (configuration.spool !== undefined) {
      closing.push(
        watch({ folder: configuration.spool, add: addBlock, largest: largestFile(configuration) }, log, failed)
      )
    }
    return { applications: { host: server.host, port: server.port }, link: link.address, managers, addBlock, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Octets of the text of a block that fills a store. Beyond a certain length no text can be had in this language at all. */
function largestFile({ capacity, unitSize }: KmeConfiguration): number {
  return Math.min(65_536 + 4 * Math.ceil((capacity * unitSize) / 8 / 3), 256 * 1024 * 1024)
}

/** @returns what ends it */
function watch(given: Omit<SpoolOptions, 'now'>, log: KmeOptions['log'], failed: KmeOptions['failed']): () => void {
  const spool = new Spool({ ...given, now: () => Date.now() })
  const look = () =>
    watched(() => {
      for (const { file, outcome, reason } of spool.look()) {
        log?.(`${JSON.stringify(file)} in the spool is ${outcome}${reason === undefined ? '' : `: ${reason}`}`)
      }
    }, failed)
  look()
  const timer = setInterval(look, SPOOL_INTERVAL)
  return () => clearInterval(timer)
}

/** A clock whose tasks fail as everything else does that uses a store. */
function watchedClock(clock: Clock, failed: KmeOptions['failed']): Clock {
  const guarded = (task: Task): Task => ({ run: () => watched(() => task.run(), failed) })
  return {
    now: () => clock.now(),
    at: (due, task) => clock.at(due, guarded(task)),
    timer: (task) => clock.timer(guarded(task))
  }
}

function watched(work: () => void, failed: KmeOptions['failed']): void {
  try {
    work()
  } catch (error) {
    if (failed === undefined) throw error
    failed(error)
  }
}
