import type { TeleportationConfiguration } from '@bellwire/application-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { Channel } from '@bellwire/transport'
import type { NetworkDescription, NodeDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import { MICROSECOND, MILLISECOND } from '../../times.js'
import type { NetworkFault, PlannedApplication } from '../plan.js'

const BASES = ['Z', 'X', 'Y'] as const

interface Drawn {
  readonly network: NetworkDescription
  readonly applications: readonly PlannedApplication[]
  readonly teleportation: TeleportationConfiguration | undefined
  readonly faults: readonly NetworkFault[]
}

interface Shape {
  readonly faultsEnd: Nanoseconds
  /** There are no faults. */
  readonly calm: boolean
}

/**
 * In a third of the runs: teleportations and sockets, and nodes with memory for them, as a rule. There is more that can go
 * wrong for them: measurements that take long, nodes that start again, frames between nodes far apart that are lost.
 */
export function withApplications(dice: Dice, network: NetworkDescription, { faultsEnd, calm }: Shape): Drawn {
  if (dice.chance(2 / 3)) return { network, applications: [], teleportation: undefined, faults: [] }
  const more = dice.integer(1, 6)
  const slow = dice.chance(0.5)
  const nodes = network.nodes.map((node): NodeDescription => {
    const enlarged = { ...node, qubits: node.qubits + more }
    if (!slow) return enlarged
    const durations = {
      ...node.durations,
      swap: dice.integer(0, 200) * MICROSECOND,
      correct: dice.integer(0, 200) * MICROSECOND
    }
    return { ...enlarged, durations }
  })
  const applications = Array.from({ length: dice.integer(1, 3) }, () => drawApplication(dice, network, faultsEnd))
  const teleportation = drawTimers(dice)
  const classical = calm || dice.chance(0.4) ? {} : { classical: drawChannel(dice) }
  const faults = calm ? [] : applications.flatMap((application) => drawRestarts(dice, application, faultsEnd))
  return { network: { ...network, nodes, ...classical }, applications, teleportation, faults }
}

/** Of frames between nodes that are no neighbours. */
function drawChannel(dice: Dice): Partial<Channel> {
  return {
    loss: dice.chance(0.7) ? dice.real(0, 0.5) : 0,
    duplication: dice.chance(0.5) ? dice.real(0, 0.3) : 0,
    jitter: dice.chance(0.5) ? dice.integer(0, 300) * MICROSECOND : 0
  }
}

/** One of the two nodes, or both, once or several times. */
function drawRestarts(dice: Dice, { at, from, to }: PlannedApplication, faultsEnd: Nanoseconds): NetworkFault[] {
  if (dice.chance(0.5)) return []
  return Array.from({ length: dice.integer(1, 4) }, () => ({
    at: dice.integer(at, faultsEnd),
    type: 'restart' as const,
    node: dice.one([from, to])
  }))
}

function drawApplication(dice: Dice, { nodes }: NetworkDescription, faultsEnd: Nanoseconds): PlannedApplication {
  const from = dice.one(nodes)
  const to = dice.one(nodes.filter((node) => node !== from))
  const basis = () => (dice.chance(0.6) ? { basis: dice.one(BASES) } : { random: 'XYZ' as const })
  return {
    kind: dice.chance(0.6) ? 'teleport' : 'measure',
    at: dice.integer(0, Math.round(0.5 * faultsEnd)),
    from: from.name,
    to: to.name,
    number: dice.chance(0.4) ? dice.integer(1, 12) : dice.integer(13, 300),
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
