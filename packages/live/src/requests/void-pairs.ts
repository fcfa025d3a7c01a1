import type { Node } from '@bellwire/node'
import { linkPairName } from './names.js'
import type { Requests } from './requests.js'

/** Tells whoever had a pair of a link of those that are void (LNK-069). */
export function tellVoidPairs(node: Pick<Node, 'links'>, requests: Requests): void {
  for (const link of node.links) link.subscribe({ expired: (pair) => requests.voided(link.peer, linkPairName(pair)) })
}
