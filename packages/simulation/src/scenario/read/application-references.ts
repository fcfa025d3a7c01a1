import { meantBy } from '@bellwire/application-layer'
import type { ApplicationInput } from '../schema/application.js'
import type { Scenario } from '../schema/scenario.js'
import { overOf } from '../applications/over.js'
import { FIRST_APPLICATION_PURPOSE } from '../applications/purposes.js'
import { known, pairName } from './known.js'
import { type FieldPath, type Problem, showValue } from './scenario-error.js'

/** What circuits with names and applications must not be called. */
const WAYS = ['link', 'circuit']

/** Names and numbers of circuits, which depend on what they are for. */
export function* circuitUseProblems({ circuits = [] }: Scenario): Generator<Problem> {
  const names = new Set<string>()
  for (const [index, { name, number }] of circuits.entries()) {
    const at = (field: string): FieldPath => ['circuits', index, field]
    if (name === undefined) {
      if (number === undefined)
        yield { path: at('number'), value: 'missing', accepted: 'a number of pairs, or a name for applications' }
      continue
    }
    if (WAYS.includes(name) || names.has(name)) {
      yield {
        path: at('name'),
        value: showValue(name),
        accepted: `a name that no other circuit has, and not ${WAYS.join(' or ')}`
      }
    }
    names.add(name)
  }
}

/** Whom applications join, and over what. */
export function* applicationProblems(scenario: Scenario): Generator<Problem> {
  const { applications = [] } = scenario
  if (applications.length === 0) return
  const nodes = scenario.nodes.map(({ name }) => name)
  const joined = new Set(scenario.links.map(({ a, b }) => pairName(a, b)))
  for (const [index, entry] of applications.entries()) {
    const { from, to } = entry
    const at = (field: string): FieldPath => ['applications', index, field]
    yield* known(at('from'), from, nodes, 'node')
    yield* known(at('to'), to, nodes, 'node')
    if (from === to) yield { path: at('to'), value: showValue(to), accepted: 'another node than from' }
    if (entry.over === 'link' && !joined.has(pairName(from, to)))
      yield { path: at('over'), value: '"link"', accepted: `circuit: ${from} and ${to} share no link` }
    else yield* circuitProblems(scenario, entry, at)
    yield* keptPairsProblems(scenario, entry, at)
    if (entry.kind === 'bounces' && new Set(entry.lengths).size < 2)
      yield { path: at('lengths'), value: showValue(entry.lengths), accepted: 'two different numbers at least' }
  }
  for (const list of ['requests', 'circuits'] as const) {
    for (const [index, { purpose = 0 }] of (scenario[list] ?? []).entries()) {
      if (purpose < FIRST_APPLICATION_PURPOSE) continue
      const accepted = `an integer below ${FIRST_APPLICATION_PURPOSE} where there are applications, which have the others`
      yield { path: [list, index, 'purpose'], value: String(purpose), accepted }
    }
  }
}

/** What needs kept pairs where a link has none. */
function* keptPairsProblems(
  scenario: Scenario,
  entry: ApplicationInput,
  at: (field: string) => FieldPath
): Generator<Problem> {
  if (overOf(scenario, entry).kind !== 'link' || entry.kind === 'measure') return
  const { from, to } = entry
  const link = scenario.links.find(({ a, b }) => pairName(a, b) === pairName(from, to))
  if (link?.model.kind !== 'pair-source') return
  const why = `: the link of ${from} and ${to} measures pairs as they come`
  if (entry.kind !== 'key-distribution')
    yield {
      path: at('kind'),
      value: showValue(entry.kind),
      accepted: `key-distribution with protocol bbm92, or measure${why}`
    }
  else if (meantBy(entry).protocol !== 'bbm92')
    yield { path: at('protocol'), value: showValue(meantBy(entry).protocol), accepted: `bbm92${why}` }
}

function* circuitProblems(
  { circuits = [] }: Scenario,
  { from, to, over, minimumFidelity }: ApplicationInput,
  at: (field: string) => FieldPath
): Generator<Problem> {
  if (over === undefined || WAYS.includes(over)) return
  const names = circuits.flatMap(({ name }) => (name === undefined ? [] : [name]))
  const circuit = circuits.find(({ name }) => name === over)
  if (circuit === undefined) return yield* known(at('over'), over, [...WAYS, ...names], 'way')
  if (circuit.from !== from || circuit.to !== to)
    yield {
      path: at('over'),
      value: `${showValue(over)}, from ${circuit.from} to ${circuit.to}`,
      accepted: `a circuit from ${from} to ${to}`
    }
  if (minimumFidelity !== undefined)
    yield { path: at('minimumFidelity'), value: 'given', accepted: `none: the circuit ${over} has its own` }
}
