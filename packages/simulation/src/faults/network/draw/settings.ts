import type { NodeNetwork } from '@bellwire/node'
import type { Dice } from '../../dice.js'
import { MILLISECOND } from '../../times.js'

/** How all nodes of a run do it: everything that a network layer waits for made short, and what may differ drawn. */
export function drawSettings(dice: Dice): NodeNetwork {
  const varied = dice.chance(0.4)
  return {
    configuration: {
      setUpTime: 20 * MILLISECOND,
      circuitLifetime: 60 * MILLISECOND,
      refreshInterval: 15 * MILLISECOND,
      connectionRetry: 10 * MILLISECOND,
      stallPatience: 10 * MILLISECOND,
      distrust: 10 * MILLISECOND,
      burst: 10 * MILLISECOND,
      patience: 5 * MILLISECOND,
      holdOff: MILLISECOND,
      settleInterval: 2 * MILLISECOND,
      settleRepeat: 4 * MILLISECOND,
      ...(varied
        ? {
            window: dice.integer(1, 4),
            settleNumber: dice.one([1, 2, 8, 64]),
            testShare: dice.chance(0.5) ? dice.real(0.05, 0.5) : 0,
            testBatch: dice.integer(1, 6),
            testWindow: dice.integer(30, 60)
          }
        : {})
    },
    adjacency: { helloInterval: 2 * MILLISECOND, deadInterval: 8 * MILLISECOND, acknowledgeDelay: 0 },
    times: { lifetime: 10_000 * MILLISECOND, refresh: 3000 * MILLISECOND, hopAge: MILLISECOND },
    minimumInterval: MILLISECOND / 2
  }
}
