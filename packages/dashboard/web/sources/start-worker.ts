/** The simulation's worker, from a file of its own. */
export function startWorker(): Worker {
  return new Worker(new URL('../worker.ts', import.meta.url))
}
