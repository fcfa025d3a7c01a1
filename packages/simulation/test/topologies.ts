import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { readTopology } from '../src/topology/read/read-topology.js'
import type { Topology, TopologyEdge, TopologyNode } from '../src/topology/topology.js'
import { TopologyError } from '../src/topology/topology-error.js'

/** A file of the examples, as text. */
export function exampleText(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../examples/topologies/${name}`, import.meta.url)), 'utf8')
}

/** A network of the Internet Topology Zoo. */
export function zoo(name: 'Belnet' | 'Geant2011'): Topology {
  return readTopology(exampleText(`${name}.graphml`), `${name}.graphml`)
}

/** What is wrong with a file, as its reader tells it. */
export function complaint(text: string, file: string): string {
  try {
    readTopology(text, file)
  } catch (error) {
    if (error instanceof TopologyError) return error.message
    throw error
  }
  return 'nothing'
}

const word = fc.stringMatching(/^[A-Za-zÀ-ž&<>"'.#-]{1,8}$/)
// Without −0, which text does not tell from 0.
const degrees = (limit: number): fc.Arbitrary<number> =>
  fc.double({ min: -limit, max: limit, noNaN: true }).map((value) => value + 0)
const position = fc.record({ latitude: degrees(90), longitude: degrees(180) })

/** Any network: parallel edges, loops, parts, nodes without position and edges without length included. */
export const topologies: fc.Arbitrary<Topology> = fc
  .uniqueArray(word, { minLength: 1, maxLength: 12, size: 'max' })
  .chain((names) => {
    const nodes = names.map(
      (name): fc.Arbitrary<TopologyNode> =>
        fc
          .record({ kind: fc.constantFrom('node' as const, 'external' as const), place: fc.option(position) })
          .map(({ kind, place }) => ({ name, kind, ...(place && { position: place }) }))
    )
    const edge: fc.Arbitrary<TopologyEdge> = fc
      .record({
        a: fc.constantFrom(...names),
        b: fc.constantFrom(...names),
        length: fc.option(fc.double({ min: 0, max: 2e6, noNaN: true })),
        label: fc.option(word)
      })
      .map(({ label, ...rest }) => ({ ...rest, ...(label !== null && { name: label }) }))
    return fc.record({
      name: word,
      nodes: fc.tuple(...nodes),
      edges: fc.array(edge, { maxLength: 25, size: 'max' }),
      notes: fc.constant([])
    })
  })
