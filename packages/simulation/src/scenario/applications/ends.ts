import { type EntanglementSource, meantBy } from '@bellwire/application-layer'
import type { MeasuredLinkSourceOptions, Node } from '@bellwire/node'
import { CircuitSource } from '@bellwire/node'
import type { ApplicationInput, KeyDistributionInput } from '../schema/application.js'
import { OpenedCircuit } from '../../programs/opened-circuit.js'
import { circuitWish, minimumFidelityOf, overOf } from './over.js'
import { nodeOf, numberOf, type Stage } from './stage.js'

/** Kept pairs of an application, at its two nodes. */
export interface Ends {
  readonly from: EntanglementSource
  readonly to: EntanglementSource
}

/** A key by trusted measurements needs no pairs to keep, and a link may have none. */
function measuresPairs(stage: Stage, entry: ApplicationInput): entry is KeyDistributionInput {
  if (entry.kind !== 'key-distribution' || meantBy(entry).protocol !== 'bbm92') return false
  return !nodeOf(stage, entry.from).keepsPairsWith(entry.to)
}

function measuredEnds(from: Node, to: Node, entry: KeyDistributionInput, options: MeasuredLinkSourceOptions): Ends {
  return { from: from.measuredLinkSource(entry.to, options), to: to.measuredLinkSource(entry.from, options) }
}

/**
 * Has two nodes share pairs for a purpose, over their link or a circuit.
 *
 * @param ready told when there is a link or a circuit, possibly before this returns
 * @param failed told every time that there is no circuit
 * @returns the circuit, where it is not the link
 */
export function openEnds(
  stage: Stage,
  entry: ApplicationInput,
  purpose: number,
  { ready, failed }: { readonly ready: (ends: Ends) => void; readonly failed: (reason: string) => void }
): OpenedCircuit | undefined {
  const [first, last] = [nodeOf(stage, entry.from), nodeOf(stage, entry.to)]
  const over = overOf(stage.scenario, entry)
  const { clock } = stage.network
  if (over.kind === 'link') {
    const options = { purpose, request: { minimumFidelity: minimumFidelityOf(entry) } }
    const ends = measuresPairs(stage, entry)
      ? measuredEnds(first, last, entry, { ...options, zShare: entry.probability })
      : { from: first.linkSource(entry.to, options), to: last.linkSource(entry.from, options) }
    ends.to.accept()
    ready(ends)
    return undefined
  }
  const to = new CircuitSource(last.network, last.qubits, clock, { purpose, peer: numberOf(stage, entry.from) })
  to.accept()
  const wish = circuitWish(entry, over.named, numberOf(stage, entry.to), purpose)
  const circuit = new OpenedCircuit({
    node: first,
    clock,
    programs: stage.programs,
    wish,
    told: { opened: () => ready({ from: circuit, to }), failed }
  })
  first.network.subscribe({ connectionChanged: stage.programs.call })
  circuit.open()
  return circuit
}
