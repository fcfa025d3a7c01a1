import type { Wish } from './wish.js'

/** A request that is to be begun, as it must be known to a process that goes on after this one. */
interface OpenedRequest {
  readonly id: string
  readonly owner: string
  readonly wish: Wish
}

/**
 * What a node must remember of requests when its process is over. `opened` is called before a request is begun, and what
 * it does has to be durable when it returns; `ended` once, when it is over.
 */
export interface RequestLog {
  opened(request: OpenedRequest): void
  ended(id: string, reason: string | undefined, results: readonly object[]): void
}

/** Remembers nothing: what was asked of a process ends with it. */
export const forgetfulLog: RequestLog = { opened: () => undefined, ended: () => undefined }
