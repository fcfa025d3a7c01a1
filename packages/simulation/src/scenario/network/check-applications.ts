import { ApplicationError, LedgerPool } from '@bellwire/application-layer'
import { BitString } from '@bellwire/post-processing'
import { networkOfTopology, chain, idealLinks } from '../../topology/index.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { sessionWish } from '../applications/session-wish.js'
import { type Problem, showValue } from '../read/scenario-error.js'
import type { ApplicationInput } from '../schema/application.js'
import type { Scenario } from '../schema/scenario.js'

/** How many numbers each analysis takes, and which goes with a protocol that names none. */
const EPSILONS = {
  'complementarity-azuma': 1,
  'complementarity-chernoff': 1,
  'entropy-accumulation': 5,
  'entropic-uncertainty': 2
} as const
/** Sifted rounds have two, and none goes without saying. */
const ANALYSES = {
  sifted: undefined,
  'shared-tests': 'entropy-accumulation',
  bbm92: 'entropic-uncertainty'
} as const

const POOL_BITS = 1024
const MILLIMETRE = 0.001

/** What the stack refuses of sessions whose every field is in order. */
export function* applicationRefusals({ applications = [] }: Scenario): Generator<Problem> {
  for (const [index, entry] of applications.entries()) {
    if (entry.kind !== 'key-distribution') continue
    const { protocol = 'shared-tests', epsilons, analysis = ANALYSES[protocol] } = entry
    if (epsilons !== undefined && analysis !== undefined && epsilons.length !== EPSILONS[analysis]) {
      const [count, path] = [EPSILONS[analysis], ['applications', index, 'epsilons']]
      const accepted = `${count} number${count === 1 ? '' : 's'} for ${analysis}`
      yield { path, value: showValue(epsilons), accepted }
    }
    const refusal = refusalOf(entry)
    if (refusal === undefined) continue
    // Every error of input names the field, its value and what is accepted.
    const [, field = '', accepted = refusal] = /^(\w+) is [^;]*; accepted: (.*)$/s.exec(refusal) ?? []
    const isField = Object.hasOwn(entry, field)
    yield {
      path: ['applications', index, ...(isField ? [field] : [])],
      value: isField ? showValue(entry[field as keyof typeof entry]) : `refused: ${refusal}`,
      accepted
    }
  }
}

function refusalOf(entry: Extract<ApplicationInput, { kind: 'key-distribution' }>): string | undefined {
  const network = new SimulatedNetwork(networkOfTopology(chain(2, MILLIMETRE), { link: idealLinks() }), { seed: 1 })
  const node = network.node('n1')
  const source = node.linkSource('n2', { purpose: 1, request: { minimumFidelity: 0.5 } })
  try {
    node.applications.diqkd({ ...sessionWish(entry), source, pool: new LedgerPool(new BitString(POOL_BITS)) })
    return undefined
  } catch (error) {
    if (error instanceof ApplicationError) return error.message
    throw error
  }
}
