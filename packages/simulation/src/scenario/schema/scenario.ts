import * as v from 'valibot'
import { applications } from './application.js'
import { circuit } from './circuit.js'
import { fault } from './fault.js'
import { type LinkInput, link } from './link.js'
import { mode, type NodeInput, node, station } from './node.js'
import { platform } from './platform.js'
import { request } from './request.js'
import { described, duration, fields, integer, list, name, optional, words } from './values.js'

const SEED = 'an integer from 0, or a text'

/** What a scenario file may say. */
export const scenarioSchema = fields({
  $schema: optional(v.string('a text'), 'The schema of this file, for editors'),
  name: described(words(), 'Of the scenario'),
  description: optional(v.string('a text'), 'For people'),
  seed: optional(
    v.union([integer(0), v.pipe(v.string(SEED), v.minLength(1, SEED))], SEED),
    'Of all randomness. Default 1'
  ),
  duration: described(duration(), 'Simulated time, from the start of the nodes'),
  mode: optional(mode, 'Skip failed attempts in one exact draw, or play every attempt. Default skip'),
  platforms: optional(
    v.record(name, platform, 'a mapping of names to platforms'),
    'Hardware described here, by name, for links and nodes'
  ),
  nodes: described(v.pipe(list(node), v.minLength(2, 'a list of at least two nodes')), 'The nodes'),
  stations: described(
    v.pipe(list(station), v.minLength(1, 'a list of at least one station')),
    'The heralding stations'
  ),
  links: described(v.pipe(list(link), v.minLength(1, 'a list of at least one link')), 'The links'),
  requests: optional(list(request), 'What applications ask of links'),
  circuits: optional(list(circuit), 'Pairs between nodes that need not share a link; there is a network layer then'),
  applications: optional(applications, 'Programs at two nodes that use pairs of a link, or of a circuit'),
  faults: optional(list(fault), 'What goes wrong, and when')
})

/** A scenario as its file has it: times in nanoseconds, lengths in kilometres, rates per second, shares 0..1. */
export type ScenarioFile = v.InferOutput<typeof scenarioSchema>

/** A scenario in which what its platforms say has come to its links and nodes. */
export type Scenario = Omit<ScenarioFile, 'platforms' | 'links' | 'nodes'> & {
  readonly links: readonly LinkInput[]
  readonly nodes: readonly NodeInput[]
}
