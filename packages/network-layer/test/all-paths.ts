import { type LinkCost, type TopologyLink, wernerParameter } from '../src/index.js'

export interface PlainPath {
  nodes: number[]
  links: number[]
  cost: number
  fidelity: number
  /** −ln of the Werner parameter, each link's rounded to whole 2^−40ths: so that equal losses are equal. */
  loss: number
}

/**
 * The oracle of path search: walks every loopless path, keeps those within the bound, and sorts. Shares no code with
 * the search.
 */
export function allPaths(
  topology: readonly TopologyLink[],
  from: number,
  to: number,
  cost: LinkCost,
  minimumFidelity: number,
  swapWerner: (node: number) => number = () => 1
): PlainPath[] {
  const found: PlainPath[] = []
  const walk = (nodes: number[], links: number[], total: number, werner: number, loss: number): void => {
    const here = nodes.at(-1)!
    if (here === to) {
      const inner = nodes.slice(1, -1)
      const endToEnd = inner.reduce((product, node) => product * swapWerner(node), werner)
      if (inner.some((node) => swapWerner(node) === 0)) return
      if (endToEnd >= wernerParameter(minimumFidelity) - 1e-11) {
        found.push({ nodes, links, cost: total, loss, fidelity: (1 + 3 * endToEnd) / 4 })
      }
      return
    }
    for (const link of topology) {
      if (link.first !== here && link.second !== here) continue
      const next = link.first === here ? link.second : link.first
      const metric = cost(link)
      if (nodes.includes(next) || !metric) continue
      walk(
        [...nodes, next],
        [...links, link.link],
        total + metric.cost,
        werner * metric.werner,
        loss + Math.round(-Math.log(metric.werner) * 2 ** 40) + (next === to ? 0 : swapLoss(swapWerner(next)))
      )
    }
  }
  walk([from], [], 0, 1, 0)
  return found.sort((a, b) => a.cost - b.cost || a.links.length - b.links.length || a.loss - b.loss || alphabetic(a, b))
}

function swapLoss(factor: number): number {
  return 2 * Math.round((-Math.log(factor) * 2 ** 40) / 2)
}

/** Node by node from the source on, parallel links by their identifier. */
function alphabetic(a: PlainPath, b: PlainPath): number {
  for (let k = 0; k < a.links.length; k++) {
    const order = a.nodes[k + 1]! - b.nodes[k + 1]! || a.links[k]! - b.links[k]!
    if (order !== 0) return order
  }
  return 0
}
