import { defaultLead } from '../../network/switch-configuration.js'
import { linkOf } from '../network/network-of.js'
import type { Scenario } from '../schema/scenario.js'
import type { SwitchInput } from '../schema/switch.js'
import { pairName } from './known.js'
import { type FieldPath, type Problem, showValue } from './scenario-error.js'

/** Fields of switches that need each other, and what they say of links. */
export function* switchProblems(scenario: Scenario): Generator<Problem> {
  yield* distanceProblems(scenario)
  for (const [index, { name, switch: board }] of scenario.stations.entries()) {
    if (board === undefined) continue
    const at = (...path: FieldPath): FieldPath => ['stations', index, 'switch', ...path]
    const links = scenario.links.filter(({ station }) => station === name)
    yield* binProblems(board, links, at)
    const shortest = (board.lead ?? defaultLead(links.map(linkOf))) + (board.duration ?? 0)
    if (board.slot <= shortest) {
      const accepted = `more than the lead and the duration of switching, ${shortest} ns`
      yield { path: at('slot'), value: `${board.slot} ns`, accepted }
    }
  }
}

/** A node has one way to a station, whichever of its links it is for: the frames of all of them take it. */
function* distanceProblems({ links }: Scenario): Generator<Problem> {
  const ways = new Map<string, { readonly delay: number; readonly link: string }>()
  for (const [index, link] of links.entries()) {
    const [a, b] = linkOf(link).delays
    for (const [node, delay] of [
      [link.a, a],
      [link.b, b]
    ] as const) {
      const way = `${node}/${link.station}`
      const known = ways.get(way)
      ways.set(way, known ?? { delay, link: `${link.a}-${link.b}` })
      if (known === undefined || known.delay === delay) continue
      const value = `${delay} ns from ${node} to ${link.station}`
      yield { path: ['links', index], value, accepted: `${known.delay} ns, as in the link ${known.link}` }
    }
  }
}

function* binProblems(
  { policy }: SwitchInput,
  links: Scenario['links'],
  at: (...path: FieldPath) => FieldPath
): Generator<Problem> {
  if (typeof policy === 'string') return
  const joined = new Set(links.map(({ a, b }) => pairName(a, b)))
  const names = links.map(({ a, b }) => `${a} and ${b}`).join(', ')
  for (const [index, { start, end, a, b }] of policy.bins.entries()) {
    const bin = (field: string): FieldPath => at('policy', 'bins', index, field)
    if (start >= policy.cycle)
      yield { path: bin('start'), value: showValue(start), accepted: `an integer from 0 to ${policy.cycle - 1}` }
    else if (end <= start || end > policy.cycle)
      yield { path: bin('end'), value: showValue(end), accepted: `an integer from ${start + 1} to ${policy.cycle}` }
    if (!joined.has(pairName(a, b)))
      yield { path: bin('b'), value: showValue(b), accepted: `ends of a link of this station: ${names}` }
  }
}
