import type { Hop } from '@bellwire/wire'

/** The links of a route, as those of a topology are named. */
export function edgesOf(hops: readonly Hop[], responder: number): string[] {
  return hops.map(({ node, link }, index) => {
    const next = hops[index + 1]?.node ?? responder
    return `${Math.min(node, next)}/${Math.max(node, next)}/${link}`
  })
}
