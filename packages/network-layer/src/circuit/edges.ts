import type { Hop } from '@bellwire/wire'

/** A link of a topology as routes and what is known of links are compared by. */
export function edgeOf({
  first,
  second,
  link
}: {
  readonly first: number
  readonly second: number
  readonly link: number
}): string {
  return `${first}/${second}/${link}`
}

/** The links of a route, as those of a topology are named. */
export function edgesOf(hops: readonly Hop[], responder: number): string[] {
  return hops.map(({ node, link }, index) => {
    const next = hops[index + 1]?.node ?? responder
    return edgeOf({ first: Math.min(node, next), second: Math.max(node, next), link })
  })
}
