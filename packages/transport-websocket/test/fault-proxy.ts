import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

interface Pair {
  /** The end that has called, and the one that was called for it. */
  readonly near: Socket
  readonly far: Socket
  /** Nothing passes any more, and neither end hears of the other's. */
  isHalfOpen: boolean
}

/** Stands between a caller and a server, and does to their TCP connections what networks do to them. */
export class FaultProxy {
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  readonly #timers = new Set<NodeJS.Timeout>()
  /** Milliseconds by which all that passes from now on is late. */
  delay = 0
  /** Ends new connections at once. */
  refuses = false
  #isFrozen = false

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {
    this.#server = createServer((near) => this.#called(near))
  }

  static async open(target: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
    const proxy = new FaultProxy(target)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Connections that pass through. */
  get connections(): number {
    return [...this.#pairs].filter(({ isHalfOpen }) => !isHalfOpen).length
  }

  /** Reads nothing of either end any more: what they send stays with them. Or goes on reading. */
  set frozen(on: boolean) {
    this.#isFrozen = on
    for (const socket of [...this.#pairs].flatMap(({ near, far }) => [near, far])) {
      if (on) socket.pause()
      else socket.resume()
    }
  }

  /** Ends all connections at both ends, as a reset does. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
  }

  /** Loses all that comes on the connections there are, and tells neither end: as when a machine between them is gone. */
  halfOpen(): void {
    for (const pair of this.#pairs) pair.isHalfOpen = true
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const { near, far } of this.#pairs) {
      near.destroy()
      far.destroy()
    }
    await closed
  }

  #called(near: Socket): void {
    near.on('error', () => {})
    if (this.refuses) {
      near.resetAndDestroy()
      return
    }
    const far = connect(this.target)
    far.on('error', () => {})
    const pair: Pair = { near, far, isHalfOpen: false }
    this.#pairs.add(pair)
    this.#join(pair, near, far)
    this.#join(pair, far, near)
  }

  #join(pair: Pair, from: Socket, to: Socket): void {
    from.setNoDelay(true)
    if (this.#isFrozen) from.pause()
    from.on('data', (data) => this.#pass(pair, () => to.write(data)))
    from.on('close', () => {
      this.#pass(pair, () => to.destroy())
      if (to.destroyed) this.#pairs.delete(pair)
    })
  }

  /** In the order of coming: timers of one duration run in the order in which they were set. */
  #pass(pair: Pair, act: () => void): void {
    if (pair.isHalfOpen) return
    if (this.delay === 0) return act()
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      if (!pair.isHalfOpen) act()
    }, this.delay)
    this.#timers.add(timer)
  }
}
