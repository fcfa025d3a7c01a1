import { requireInteger } from '../errors.js'

const NONE = -1

/**
 * Colours the edges of a multigraph, one after the other, so that no two at one vertex have the same colour. An edge
 * without a free colour common to both its ends gets one by swapping two colours along the path that alternates between
 * them (Kempe's chains). Where the graph is bipartite that always succeeds while no vertex has more edges than there
 * are colours (König's theorem); in any graph, while no two neighbours have more than colours + 1 between them. Beyond
 * that it may fail though a colouring exists.
 */
export class EdgeColouring {
  readonly #colours: number
  /** By vertex and colour: the edge there. */
  readonly #at: Int32Array
  readonly #first: number[] = []
  readonly #second: number[] = []
  readonly #colour: number[] = []

  /** @param vertices numbered from 0 */
  constructor(vertices: number, colours: number) {
    requireInteger('vertices', vertices, 0, 2 ** 24)
    requireInteger('colours', colours, 1, 2 ** 16)
    this.#colours = colours
    this.#at = new Int32Array(vertices * colours).fill(NONE)
  }

  /** Colour of the edge with a number. */
  colourOf(edge: number): number {
    return this.#colour[edge] as number
  }

  /** Colours an edge between two vertices. Returns its number; undefined where no colour was found. */
  add(a: number, b: number, exchange = true): number | undefined {
    const common = this.#commonFree(a, b)
    if (common !== NONE) return this.#put(a, b, common)
    if (!exchange) return undefined
    for (let alpha = 0; alpha < this.#colours; alpha++) {
      if (this.#edge(a, alpha) !== NONE) continue
      for (let beta = 0; beta < this.#colours; beta++) {
        if (this.#edge(b, beta) !== NONE) continue
        const path = this.#chain(b, alpha, beta)
        // A chain that ends at the other end would only swap which colour is missing where.
        if (path.end === a) continue
        this.#swap(path.edges, alpha, beta)
        return this.#put(a, b, alpha)
      }
    }
    return undefined
  }

  #edge(vertex: number, colour: number): number {
    return this.#at[vertex * this.#colours + colour] as number
  }

  #commonFree(a: number, b: number): number {
    for (let colour = 0; colour < this.#colours; colour++)
      if (this.#edge(a, colour) === NONE && this.#edge(b, colour) === NONE) return colour
    return NONE
  }

  #put(a: number, b: number, colour: number): number {
    const edge = this.#colour.push(colour) - 1
    this.#first.push(a)
    this.#second.push(b)
    this.#at[a * this.#colours + colour] = edge
    this.#at[b * this.#colours + colour] = edge
    return edge
  }

  /** The path from a vertex by edges of two colours in turn, the first of the first colour. */
  #chain(from: number, alpha: number, beta: number): { readonly edges: number[]; readonly end: number } {
    const edges: number[] = []
    let vertex = from
    let colour = alpha
    for (let edge = this.#edge(vertex, colour); edge !== NONE; edge = this.#edge(vertex, colour)) {
      edges.push(edge)
      vertex = (this.#first[edge] === vertex ? this.#second[edge] : this.#first[edge]) as number
      colour = colour === alpha ? beta : alpha
    }
    return { edges, end: vertex }
  }

  #swap(edges: readonly number[], alpha: number, beta: number): void {
    for (const edge of edges) {
      const at = this.#colour[edge] as number
      for (const vertex of [this.#first[edge], this.#second[edge]] as number[]) {
        if (this.#edge(vertex, at) === edge) this.#at[vertex * this.#colours + at] = NONE
      }
      this.#colour[edge] = at === alpha ? beta : alpha
    }
    for (const edge of edges) {
      const at = this.#colour[edge] as number
      for (const vertex of [this.#first[edge], this.#second[edge]] as number[])
        this.#at[vertex * this.#colours + at] = edge
    }
  }
}
