import InlineWorker from '../worker.js?worker&inline'

/** The simulation's worker in a page of one file: from a disk no other file could be loaded, so it is made of a text. */
export function startWorker(): Worker {
  return new InlineWorker()
}
