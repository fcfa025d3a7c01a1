import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml'
import { showValue } from '../../scenario/read/scenario-error.js'
import { TopologyError } from '../topology-error.js'
import { TextPlaces } from './text-places.js'

/** An element's `data`, by the lower-case name of its key. */
type Data = ReadonlyMap<string, { readonly text: string; readonly at: XmlElement }>

/** A file of GraphML as elements and data: the XML below it is not the reader's concern. */
export class GraphmlDocument {
  readonly graph: XmlElement
  readonly #places: TextPlaces
  readonly #keys: ReadonlyMap<string, string>
  readonly #defaults: ReadonlyMap<string, readonly [name: string, at: XmlElement][]>

  /** @throws TopologyError for text that is not well-formed XML, or has not one graph in an element `graphml` */
  constructor(text: string, file: string) {
    this.#places = new TextPlaces(file, text)
    const root = this.#parse(text)
    if (localName(root) !== 'graphml') this.fail('root element', `<${root.name}>`, '<graphml>', root)
    const keys = childrenOf(root, 'key')
    this.#keys = new Map(keys.map((key) => [this.attribute(key, 'key', 'id'), nameOf(key)]))
    this.#defaults = this.#defaultsOf(keys)
    const graphs = childrenOf(root, 'graph')
    const [graph, second] = graphs
    if (graph === undefined) this.fail('graph', 'missing', 'one <graph> inside <graphml>', root)
    if (second !== undefined) this.fail('graph', `one of ${graphs.length}`, 'one <graph> inside <graphml>', second)
    this.graph = graph
  }

  #parse(text: string): XmlElement {
    try {
      // Entities that the file declares itself are refused, so that none can grow beyond measure.
      const { root } = parseXml(text, { includeOffsets: true })
      if (root !== null) return root
      throw new TopologyError('XML', 'empty', 'a well-formed document', this.#places.at(0))
    } catch (error) {
      if (error instanceof XmlError) {
        const what = (error.message.split('\n')[0] ?? '').replace(/ \(line .*$/, '')
        const { line, column } = error
        throw new TopologyError('XML', `wrong (${what})`, 'a well-formed document', {
          file: this.#places.file,
          line,
          column
        })
      }
      if (error instanceof RangeError) {
        throw new TopologyError('XML', 'nested too deeply', 'elements of a graph', this.#places.at(0))
      }
      throw error
    }
  }

  /** A key's default, by what it is for. */
  #defaultsOf(keys: readonly XmlElement[]): ReadonlyMap<string, [string, XmlElement][]> {
    const defaults = new Map<string, [string, XmlElement][]>()
    for (const key of keys) {
      const [value] = childrenOf(key, 'default')
      if (value === undefined) continue
      const all = key.attributes.for === undefined || key.attributes.for === 'all'
      for (const element of all ? ['graph', 'node', 'edge'] : [key.attributes.for as string]) {
        defaults.set(element, [...(defaults.get(element) ?? []), [nameOf(key), value]])
      }
    }
    return defaults
  }

  /** The elements of a name that lie directly in the graph, or in another element. */
  elements(name: string, inside = this.graph): XmlElement[] {
    return childrenOf(inside, name)
  }

  /** @param field what the element is called in an error */
  attribute(element: XmlElement, field: string, name: string): string {
    const value = element.attributes[name]
    if (value === undefined) this.fail(`${field}.${name}`, 'missing', `an attribute ${name}`, element)
    return value
  }

  /** @param field what the element is called in an error */
  data(element: XmlElement, field: string): Data {
    const data = new Map<string, { text: string; at: XmlElement }>()
    for (const [name, at] of this.#defaults.get(localName(element)) ?? []) data.set(name, { text: at.text.trim(), at })
    for (const child of childrenOf(element, 'data')) {
      const key = this.attribute(child, `${field}.data`, 'key')
      const name = this.#keys.get(key)
      if (name === undefined) {
        this.fail(`${field}.data.key`, showValue(key), `the id of a <key>: ${[...this.#keys.keys()].join(', ')}`, child)
      }
      data.set(name, { text: child.text.trim(), at: child })
    }
    return data
  }

  fail(field: string, value: string, accepted: string, at: XmlElement): never {
    throw new TopologyError(field, value, accepted, this.#places.at(at.start))
  }
}

/** What people call the key; keys without a name are for the program that wrote the file. */
function nameOf(key: XmlElement): string {
  return (key.attributes['attr.name'] ?? `key ${key.attributes.id ?? ''}`).toLowerCase()
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && localName(child) === name
  )
}

/** Without the prefix of the namespace. */
function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1)
}
