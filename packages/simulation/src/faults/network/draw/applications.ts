import type { TeleportationConfiguration } from '@bellwire/application-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import { MILLISECOND } from '../../times.js'
import type { PlannedApplication } from '../plan.js'

const BASES = ['Z', 'X', 'Y'] as const

interface Drawn {
  readonly network: NetworkDescription
  readonly applications: readonly PlannedApplication[]
  readonly teleportation: TeleportationConfiguration | undefined
}

/** In a third of the runs: teleportations and sockets, and nodes with memory for them, as a rule. */
export function withApplications(dice: Dice, network: NetworkDescription, faultsEnd: Nanoseconds): Drawn {
  if (dice.chance(2 / 3)) return { network, applications: [], teleportation: undefined }
  const more = dice.integer(1, 6)
  const nodes = network.nodes.map((node) => ({ ...node, qubits: node.qubits + more }))
  const applications = Array.from({ length: dice.integer(1, 3) }, () => drawApplication(dice, network, faultsEnd))
  const teleportation = drawTimers(dice)
  return { network: { ...network, nodes }, applications, teleportation }
}

function drawApplication(dice: Dice, { nodes }: NetworkDescription, faultsEnd: Nanoseconds): PlannedApplication {
  const from = dice.one(nodes)
  const to = dice.one(nodes.filter((node) => node !== from))
  const basis = () => (dice.chance(0.6) ? { basis: dice.one(BASES) } : { random: 'XYZ' as const })
  return {
    kind: dice.chance(0.6) ? 'teleport' : 'measure',
    at: dice.integer(0, Math.round(0.7 * faultsEnd)),
    from: from.name,
    to: to.name,
    number: dice.chance(0.6) ? dice.integer(1, 12) : dice.integer(13, 300),
    bases: [basis(), basis()]
  }
}

/** Short, and a correction is not sent for longer than its receiver remembers. */
function drawTimers(dice: Dice): TeleportationConfiguration {
  const firstWait = dice.integer(MILLISECOND / 5, MILLISECOND)
  return {
    firstWait,
    longestWait: 4 * firstWait,
    attempts: dice.integer(3, 8),
    patience: dice.integer(1, 10) * MILLISECOND,
    hold: dice.integer(5, 20) * MILLISECOND,
    lifetime: 60 * MILLISECOND
  }
}
