import type { DistillationWish, StageWish } from '@bellwire/network-layer'
import type { NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import { MICROSECOND } from '../../times.js'
import type { PlannedCircuit } from '../plan.js'

interface Drawn {
  readonly network: NetworkDescription
  readonly circuits: readonly Omit<PlannedCircuit, 'distillation'>[]
}

/** In every third run: circuits that distil, and nodes with memory for it, as a rule. */
export function withDistillation(
  dice: Dice,
  { network, circuits }: Drawn
): { readonly network: NetworkDescription; readonly circuits: readonly PlannedCircuit[] } {
  const none = { network, circuits: circuits.map((circuit) => ({ ...circuit, distillation: {} })) }
  if (dice.chance(2 / 3)) return none
  const more = dice.integer(0, 6)
  return {
    network: {
      ...network,
      nodes: network.nodes.map((node) => ({
        ...node,
        qubits: node.qubits + more,
        ...(node.durations && { durations: { ...node.durations, distil: dice.integer(0, 60) * MICROSECOND } })
      }))
    },
    circuits: circuits.map((circuit) => ({ ...circuit, distillation: drawWish(dice) }))
  }
}

function drawWish(dice: Dice): DistillationWish {
  const where = dice.one(['links', 'links', 'ends', 'ends', 'both', 'nowhere'] as const)
  return {
    ...(where === 'links' || where === 'both' ? { links: drawStage(dice) } : {}),
    ...(where === 'ends' || where === 'both' ? { ends: drawStage(dice) } : {})
  }
}

function drawStage(dice: Dice): StageWish {
  return {
    protocol: dice.one(['bbpssw', 'dejmps', 'dejmps', 'doubleSelection'] as const),
    schedule: dice.one(['nested', 'pumped'] as const),
    rounds: dice.one([1, 1, 2])
  }
}
