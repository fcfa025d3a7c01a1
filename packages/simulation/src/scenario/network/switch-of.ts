import { demandWeighted, random, randomAsking, reserved, roundRobin, type SwitchPolicy } from '@bellwire/physical-layer'
import type { SwitchDescription } from '../../network/description.js'
import { pairName } from '../read/known.js'
import type { LinkInput } from '../schema/link.js'
import type { SimplePolicy, SwitchInput } from '../schema/switch.js'

const POLICIES: { readonly [Name in SimplePolicy]: SwitchPolicy } = {
  random,
  'random-asking': randomAsking,
  'round-robin': roundRobin,
  'demand-weighted': demandWeighted
}

/**
 * A station's switch.
 *
 * @param links of the scenario: they are numbered from 1 in the order of the list
 */
export function switchOf({ policy, ...rest }: SwitchInput, links: readonly LinkInput[]): SwitchDescription {
  return { ...rest, policy: policyOf(policy, links) }
}

function policyOf(policy: SwitchInput['policy'], links: readonly LinkInput[]): SwitchPolicy {
  if (typeof policy === 'string') return POLICIES[policy]
  const numbers = new Map(links.map(({ a, b }, index) => [pairName(a, b), index + 1]))
  const bins = policy.bins.map(({ a, b, ...turns }) => ({ ...turns, link: numbers.get(pairName(a, b)) ?? 0 }))
  return reserved(policy.cycle, bins, POLICIES[policy.otherwise ?? 'random-asking'])
}
