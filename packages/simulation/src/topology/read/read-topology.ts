import type { Topology } from '../topology.js'
import { TopologyError } from '../topology-error.js'
import { readGraphml } from './graphml.js'
import { readSequence } from './sequence.js'

/**
 * Reads a network from GraphML, such as the files of the Internet Topology Zoo, or from a topology file of the simulator
 * SeQUeNCe, in JSON or, if the file is called so, YAML. Which of them it is is told by the first character.
 *
 * @param fileName for errors, and for the network's name where the file has none
 * @throws TopologyError for the first thing that is wrong
 */
export function readTopology(text: string, fileName: string): Topology {
  const content = text.replace(/^\uFEFF/, '')
  const first = content.trimStart()[0]
  const base = fileName.split(/[\\/]/).at(-1) ?? fileName
  const name = base.replace(/\.[^.]+$/, '') || base
  if (first === '<') return readGraphml(content, fileName, name)
  if (first === '{' || (first !== undefined && /\.ya?ml$/i.test(fileName))) return readSequence(content, fileName, name)
  throw new TopologyError(
    'file',
    first === undefined ? 'empty' : `a text that starts with ${JSON.stringify(first)}`,
    'GraphML, or a topology file of SeQUeNCe in JSON or YAML',
    { file: fileName, line: 1, column: 1 }
  )
}
