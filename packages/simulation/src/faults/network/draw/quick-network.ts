import type { NodeNetwork } from '@bellwire/node'
import type { NetworkDescription } from '../../../network/description.js'
import type { Dice } from '../../dice.js'
import { MILLISECOND } from '../../times.js'

/** Everything that a network layer waits for, made short. */
export const QUICK_NETWORK: NodeNetwork = {
  configuration: {
    setUpTime: 20 * MILLISECOND,
    circuitLifetime: 60 * MILLISECOND,
    refreshInterval: 15 * MILLISECOND,
    connectionRetry: 10 * MILLISECOND,
    stallPatience: 10 * MILLISECOND,
    patience: 5 * MILLISECOND,
    holdOff: MILLISECOND,
    settleInterval: 2 * MILLISECOND,
    settleRepeat: 4 * MILLISECOND
  },
  adjacency: { helloInterval: 2 * MILLISECOND, deadInterval: 8 * MILLISECOND, acknowledgeDelay: 0 },
  times: { lifetime: 10_000 * MILLISECOND, refresh: 3000 * MILLISECOND, hopAge: MILLISECOND },
  minimumInterval: MILLISECOND / 2
}

/** Nodes that measure some of the pairs of their circuits to learn what they are worth. */
export function withTests(dice: Dice, description: NetworkDescription): NetworkDescription {
  const testShare = dice.real(0.05, 0.6)
  const testBatch = dice.integer(1, 4)
  const network = { ...QUICK_NETWORK, configuration: { ...QUICK_NETWORK.configuration, testShare, testBatch } }
  return { ...description, network }
}
