import type { Nanoseconds } from '@bellwire/runtime'
import type { Dice } from '../dice.js'
import { ALICE, BOB, type PlannedRequest, type ReleaseHabit } from '../plan.js'
import { MICROSECOND, MILLISECOND } from '../times.js'

export function drawRequests(dice: Dice, faultsEnd: Nanoseconds): PlannedRequest[] {
  const requests: PlannedRequest[] = []
  for (const node of [ALICE, BOB] as const) {
    for (let count = dice.integer(0, 6); count > 0; count--) {
      requests.push({
        at: dice.integer(0, faultsEnd),
        node,
        request: {
          kind: dice.one(['keep', 'keep', 'measure', 'prepare'] as const),
          number: dice.chance(0.8) ? dice.integer(1, 4) : dice.integer(5, 30),
          minimumFidelity: dice.chance(0.9) ? 0.5 : dice.real(0.5, 1),
          timeLimit: dice.chance(0.5) ? 0 : dice.integer(200, 12_000) * MICROSECOND,
          purpose: dice.chance(0.9) ? dice.integer(0, 1) : 7,
          priority: dice.integer(0, 7),
          atomic: dice.chance(0.2),
          consecutive: dice.chance(0.7),
          raw: dice.chance(0.3),
          originator: dice.chance(0.5)
            ? { basis: dice.one(['Z', 'X', 'Y', 'ZPlus', 'ZMinus'] as const) }
            : { random: dice.one(['XZ', 'XYZ', 'CHSH'] as const) },
          responder: dice.chance(0.5) ? { basis: dice.one(['Z', 'X', 'Y'] as const) } : { random: 'XZ' as const }
        },
        cancelAfter: dice.chance(0.2) ? dice.integer(0, 5 * MILLISECOND) : Infinity
      })
    }
  }
  return requests
}

export function drawHabit(dice: Dice): ReleaseHabit {
  return { longest: dice.one([0, 100 * MICROSECOND, 2 * MILLISECOND]), keeps: dice.chance(0.2) ? dice.real(0, 0.5) : 0 }
}
