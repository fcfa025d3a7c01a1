/**
 * Does at two ends what is of no use at one: where it fails at one of them, the signal ends it at the other, too.
 *
 * @throws what failed first
 */
export async function together(ends: (signal: AbortSignal) => readonly Promise<void>[]): Promise<void> {
  const failed = new AbortController()
  try {
    await Promise.all(ends(failed.signal))
  } catch (error) {
    failed.abort(error)
    throw error
  }
}
