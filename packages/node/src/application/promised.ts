/**
 * A promise of what a listener will be told. When the signal is aborted, or was before, what has been begun is stopped, and
 * the promise rejected with the signal's reason.
 *
 * @param begin returns what stops it; if it throws, the promise is rejected with that
 */
export function promised<Result>(
  signal: AbortSignal | undefined,
  begin: (resolve: (result: Result) => void, reject: (reason: Error) => void) => () => void
): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const aborted = new AbortController()
    const stop = begin(
      (result) => {
        aborted.abort()
        resolve(result)
      },
      (reason) => {
        aborted.abort()
        reject(reason)
      }
    )
    if (aborted.signal.aborted) return
    const abort = (): void => {
      stop()
      reject(signal?.reason as Error)
    }
    signal?.addEventListener('abort', abort, { once: true, signal: aborted.signal })
  })
}
