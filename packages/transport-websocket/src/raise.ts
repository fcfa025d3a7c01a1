/** What an owner throws is no affair of a connection, which would stop reading: it goes to the host, as an uncaught exception. */
export function raise(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
