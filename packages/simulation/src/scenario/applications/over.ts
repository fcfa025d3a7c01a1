import type { ConnectionWish } from '@bellwire/network-layer'
import type { ApplicationInput } from '../schema/application.js'
import type { CircuitInput } from '../schema/circuit.js'
import type { Scenario } from '../schema/scenario.js'

/** What an application is over: the link between its nodes, or circuits that are opened for it, all alike. */
export type Over = { readonly kind: 'link' } | { readonly kind: 'circuit'; readonly named: CircuitInput | undefined }

/** Of the pairs of an application that does not say. */
const MINIMUM_FIDELITY = 0.5

export function overOf({ links, circuits = [] }: Scenario, { from, to, over }: ApplicationInput): Over {
  if (over === 'link') return { kind: 'link' }
  if (over !== undefined && over !== 'circuit')
    return { kind: 'circuit', named: circuits.find((circuit) => circuit.name === over) }
  const joined = links.some(({ a, b }) => (a === from && b === to) || (a === to && b === from))
  return over === undefined && joined ? { kind: 'link' } : { kind: 'circuit', named: undefined }
}

export function minimumFidelityOf({ minimumFidelity = MINIMUM_FIDELITY }: ApplicationInput): number {
  return minimumFidelity
}

/** What an application's circuits are asked for. */
export function circuitWish(
  entry: ApplicationInput,
  named: CircuitInput | undefined,
  to: number,
  purpose: number
): ConnectionWish {
  if (named === undefined) return { to, purpose, minimumFidelity: minimumFidelityOf(entry) }
  const { minimumFidelity, rate = 0, cutoff = 0, order = 'asap', distillation = {}, paths = 1 } = named
  return { to, purpose, minimumFidelity, rate, cutoff, order, distillation, paths }
}
