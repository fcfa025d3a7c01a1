/** What a real clock needs of its host. The default is the running engine's own; tests bring another. */
export interface WallTime {
  /** Monotonic time, milliseconds with a fraction, from any origin. */
  now(): number
  /** Calls `wake` once, after about that many milliseconds, never before the caller has returned. */
  wait(milliseconds: number, wake: () => void): () => void
}

/** The parts of a browser's or Node's global object that keep time. */
interface Host {
  readonly performance: { now(): number }
  setTimeout(callback: () => void, milliseconds: number): unknown
  clearTimeout(handle: unknown): void
  readonly setImmediate?: (callback: () => void) => unknown
  readonly clearImmediate?: (handle: unknown) => void
}

/**
 * The engine's monotonic time. Timeouts of engines are a millisecond coarse; where there is setImmediate, the last
 * millisecond is waited out by it, so that events run within some ten microseconds of their due time.
 */
export const engineTime: WallTime = {
  now: () => engine().performance.now(),
  wait: (milliseconds, wake) => {
    const host = engine()
    if (milliseconds < 1 && host.setImmediate !== undefined) {
      const handle = host.setImmediate(wake)
      return () => host.clearImmediate?.(handle)
    }
    const handle = host.setTimeout(wake, Math.floor(milliseconds))
    return () => host.clearTimeout(handle)
  }
}

function engine(): Host {
  return globalThis as unknown as Host
}
