import { darkProblems } from '../schema/dark.js'
import { kindOf } from '../models/kinds.js'
import type { Scenario } from '../schema/scenario.js'
import { applicationProblems, circuitUseProblems } from './application-references.js'
import { known, pairName } from './known.js'
import { memoryProblems } from './memory-problems.js'
import { type FieldPath, type Problem, showValue } from './scenario-error.js'

// What a schema cannot say: names that must exist or be unique, fields that exclude or need each other.

/** Names and numbers that must be unique. */
export function* nameProblems(scenario: Scenario): Generator<Problem> {
  yield* uniqueNames(scenario)
  yield* uniqueNumbers(scenario)
}

/** Fields of nodes that need each other. */
export function* nodeProblems(scenario: Scenario): Generator<Problem> {
  for (const [index, node] of scenario.nodes.entries()) {
    yield* memoryProblems(node, (...path) => ['nodes', index, ...path])
  }
}

/** Whom the links join, and their fields that exclude or need each other. */
export function* linkProblems(scenario: Scenario): Generator<Problem> {
  const nodes = scenario.nodes.map(({ name }) => name)
  const stations = scenario.stations.map(({ name }) => name)
  const joined = new Set<string>()
  for (const [index, link] of scenario.links.entries()) {
    const at = (...path: FieldPath): FieldPath => ['links', index, ...path]
    yield* known(at('a'), link.a, nodes, 'node')
    yield* known(at('b'), link.b, nodes, 'node')
    if (link.a === link.b) yield { path: at('b'), value: showValue(link.b), accepted: 'another node than at a' }
    yield* known(at('station'), link.station, stations, 'station')
    const pair = pairName(link.a, link.b)
    if (joined.has(pair))
      yield {
        path: at(),
        value: `a second link between ${link.a} and ${link.b}`,
        accepted: 'one link between two nodes'
      }
    joined.add(pair)
    yield* modelProblems(link, at)
  }
}

/** The same of requests, circuits, applications and faults, once the links are in order. */
export function* useProblems(scenario: Scenario): Generator<Problem> {
  const nodes = scenario.nodes.map(({ name }) => name)
  const stations = scenario.stations.map(({ name }) => name)
  const joined = new Set(scenario.links.map(({ a, b }) => pairName(a, b)))
  yield* requestProblems(scenario, nodes, joined)
  yield* circuitProblems(scenario, nodes)
  yield* circuitUseProblems(scenario)
  yield* applicationProblems(scenario)
  yield* faultProblems(scenario, nodes, stations)
}

function* circuitProblems({ circuits = [] }: Scenario, nodes: readonly string[]): Generator<Problem> {
  for (const [index, { from, to }] of circuits.entries()) {
    yield* known(['circuits', index, 'from'], from, nodes, 'node')
    yield* known(['circuits', index, 'to'], to, nodes, 'node')
    if (from === to) yield { path: ['circuits', index, 'to'], value: showValue(to), accepted: 'another node than from' }
  }
}

function* modelProblems(link: Scenario['links'][number], at: (...path: FieldPath) => FieldPath): Generator<Problem> {
  const { model } = link
  const kind = kindOf(model)
  yield* kind.problems?.(model, link, at) ?? []
  const measured =
    (link.length === undefined ? 0 : 1) +
    (link.arms?.a?.length !== undefined || link.arms?.b?.length !== undefined ? 1 : 0)
  if (measured === 2)
    yield { path: at('length'), value: 'given', accepted: 'either the length of the link or those of its arms' }
  if (measured === 0) {
    for (const end of ['a', 'b'] as const) {
      if (link.arms?.[end]?.delay === undefined)
        yield {
          path: at('length'),
          value: 'missing',
          accepted: 'the length of the link, or a length or delay of both arms'
        }
    }
  }
  if (link.slotPeriod !== undefined && link.attemptRate !== undefined)
    yield { path: at('attemptRate'), value: 'given', accepted: 'either slotPeriod or attemptRate' }
  if (link.drift !== undefined) {
    const { law, time, thresholds, dark } = link.drift
    if ((law === 'constant') !== (time === undefined)) {
      yield {
        path: at('drift', 'time'),
        value: time === undefined ? 'missing' : 'given',
        accepted: law === 'constant' ? 'no time with law constant' : `a time, for law ${law}`
      }
    }
    if (thresholds.drifting > thresholds.outOfSpecification) {
      yield {
        path: at('drift', 'thresholds', 'drifting'),
        value: showValue(thresholds.drifting),
        accepted: `at most outOfSpecification, ${thresholds.outOfSpecification}`
      }
    }
    yield* darkProblems(dark, at('drift', 'dark'))
    if (dark !== undefined && 'preparation' in model && model.preparation !== undefined)
      yield { path: at('drift', 'dark'), value: 'given', accepted: 'none, with a preparation of the memory' }
  }
  if (typeof link.scheduler === 'object' && link.scheduler.kind === 'time-division') {
    const { period, bins } = link.scheduler
    for (const [index, { start, end }] of bins.entries()) {
      if (!(end > start && end <= period))
        yield {
          path: at('scheduler', 'bins', index, 'end'),
          value: showValue(end),
          accepted: `an integer from ${start + 1} to ${period}`
        }
      if (start < (bins[index - 1]?.end ?? 0))
        yield {
          path: at('scheduler', 'bins', index, 'start'),
          value: showValue(start),
          accepted: 'a slot not before the end of the bin before'
        }
    }
  }
}

function* requestProblems(
  scenario: Scenario,
  nodes: readonly string[],
  joined: ReadonlySet<string>
): Generator<Problem> {
  for (const [index, request] of (scenario.requests ?? []).entries()) {
    const at = (...path: FieldPath): FieldPath => ['requests', index, ...path]
    yield* known(at('from'), request.from, nodes, 'node')
    yield* known(at('to'), request.to, nodes, 'node')
    const bothKnown = nodes.includes(request.from) && nodes.includes(request.to)
    if (bothKnown && !joined.has(pairName(request.from, request.to)))
      yield { path: at('to'), value: showValue(request.to), accepted: `a node to which ${request.from} has a link` }
    if (request.repeat !== undefined && request.arrivals !== undefined)
      yield { path: at('arrivals'), value: 'given', accepted: 'either repeat or arrivals' }
    if (request.number === 'continuous') {
      if (request.consecutive === false)
        yield { path: at('consecutive'), value: 'false', accepted: 'true with number continuous' }
      for (const field of ['repeat', 'arrivals'] as const) {
        if (request[field] !== undefined)
          yield { path: at(field), value: 'given', accepted: `no ${field} with number continuous` }
      }
    }
    const kind = request.kind ?? 'keep'
    if (kind === 'keep' && request.bases !== undefined)
      yield { path: at('bases'), value: 'given', accepted: 'no bases with kind keep' }
    if (kind === 'prepare' && request.bases?.to !== undefined)
      yield { path: at('bases', 'to'), value: 'given', accepted: 'no basis of the other end with kind prepare' }
    if (kind !== 'keep' && request.hold !== undefined)
      yield { path: at('hold'), value: 'given', accepted: 'no hold but with kind keep' }
  }
}

function* faultProblems(scenario: Scenario, nodes: readonly string[], stations: readonly string[]): Generator<Problem> {
  const channels = new Set<string>()
  for (const { a, b, station } of scenario.links)
    for (const [one, other] of [
      [a, b],
      [a, station],
      [b, station]
    ] as const)
      channels.add(pairName(one, other))
  for (const [index, fault] of (scenario.faults ?? []).entries()) {
    const at = (...path: FieldPath): FieldPath => ['faults', index, ...path]
    if ('node' in fault) yield* known(at('node'), fault.node, nodes, 'node')
    if ('station' in fault) yield* known(at('station'), fault.station, stations, 'station')
    if ('between' in fault && !channels.has(pairName(...fault.between)))
      yield { path: at('between'), value: showValue(fault.between), accepted: 'two names that share a channel' }
    if ('until' in fault && fault.until !== undefined && fault.until <= fault.at)
      yield { path: at('until'), value: `${fault.until} ns`, accepted: `a time after ${fault.at} ns` }
  }
}

function* uniqueNames({ nodes, stations }: Scenario): Generator<Problem> {
  const names = new Set<string>()
  for (const [list, parties] of [
    ['nodes', nodes],
    ['stations', stations]
  ] as const) {
    for (const [index, { name }] of parties.entries()) {
      if (names.has(name))
        yield {
          path: [list, index, 'name'],
          value: showValue(name),
          accepted: 'a name that no other node or station has'
        }
      names.add(name)
    }
  }
}

/** The network numbers whoever has no number: one more than the last. */
function* uniqueNumbers({ nodes, stations }: Scenario): Generator<Problem> {
  const numbers = new Set<number>()
  let last = 0
  for (const [list, parties] of [
    ['nodes', nodes],
    ['stations', stations]
  ] as const) {
    for (const [index, party] of parties.entries()) {
      last = party.number ?? last + 1
      if (numbers.has(last))
        yield {
          path: [list, index, 'number'],
          value: String(last),
          accepted: 'a number that no other node or station has'
        }
      numbers.add(last)
    }
  }
}
