import type { EntanglementSource } from './source.js'

/** Cancels requests of a source, and gives back what still comes of them. */
export function giveUp(source: EntanglementSource, requests: Iterable<number>): void {
  const open = new Set(requests)
  if (open.size === 0) return
  const unlisten = source.listen({
    delivered: ({ asked, request, pair }) => {
      if (asked && open.has(request)) source.release(pair)
    },
    expired: () => undefined,
    ended: (request) => {
      if (open.delete(request) && open.size === 0) unlisten()
    }
  })
  for (const request of open) source.cancel(request)
}
