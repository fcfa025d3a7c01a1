import type { Nanoseconds } from '@bellwire/runtime'
import type { Channel } from '@bellwire/transport'
import type { Dice } from '../dice.js'
import { ALICE, BOB, type FaultAction, type PartyName, STATION } from '../plan.js'
import { MICROSECOND, MILLISECOND } from '../times.js'

const DIRECTIONS: readonly (readonly [PartyName, PartyName])[] = [
  [ALICE, BOB],
  [BOB, ALICE],
  [ALICE, STATION],
  [STATION, ALICE],
  [BOB, STATION],
  [STATION, BOB]
]

export function drawChannelFaults(dice: Dice, faultsEnd: Nanoseconds): FaultAction[] {
  const lossy = dice.chance(0.45)
  const duplicating = dice.chance(0.3)
  const jittery = dice.chance(0.3)
  const reordering = dice.chance(0.3)
  const worst = dice.chance(0.3) ? 0.3 : 0.1
  if (!(lossy || duplicating || jittery || reordering)) return []
  const actions: FaultAction[] = []
  for (const [from, to] of DIRECTIONS) {
    const changes: Partial<Channel> = {
      ...(lossy && dice.chance(0.7) ? { loss: dice.real(0, worst) } : {}),
      ...(duplicating && dice.chance(0.7) ? { duplication: dice.real(0, 0.5) } : {}),
      ...(jittery ? { jitter: dice.integer(0, 100) * MICROSECOND } : {}),
      ...(reordering && dice.chance(0.7)
        ? { reordering: { probability: dice.real(0, 0.3), extraDelay: dice.integer(1, 300) * MICROSECOND } }
        : {})
    }
    actions.push({ at: dice.chance(0.5) ? 0 : dice.integer(0, faultsEnd), type: 'channel', from, to, changes })
  }
  return actions
}

export function drawPartitions(dice: Dice, faultsEnd: Nanoseconds): FaultAction[] {
  if (!dice.chance(0.3)) return []
  const actions: FaultAction[] = []
  for (let count = dice.integer(1, 3); count > 0; count--) {
    const [from, to] = dice.one(DIRECTIONS)
    const at = dice.integer(0, faultsEnd)
    const until = at + dice.integer(100 * MICROSECOND, 8 * MILLISECOND)
    actions.push({ at, type: 'cut', from, to }, { at: until, type: 'heal', from, to })
    if (dice.chance(0.6))
      actions.push({ at, type: 'cut', from: to, to: from }, { at: until, type: 'heal', from: to, to: from })
  }
  return actions
}

export function drawRestarts(dice: Dice, faultsEnd: Nanoseconds): FaultAction[] {
  const actions: FaultAction[] = []
  for (const node of [ALICE, BOB] as const) {
    if (dice.chance(0.15)) actions.push({ at: dice.integer(0, faultsEnd), type: 'restart', node })
    if (dice.chance(0.1)) {
      const at = dice.integer(0, faultsEnd)
      actions.push(
        { at, type: 'crash', node },
        { at: at + dice.integer(10 * MICROSECOND, 3 * MILLISECOND), type: 'recover', node }
      )
    }
  }
  if (dice.chance(0.15)) {
    for (let count = dice.integer(1, 2); count > 0; count--)
      actions.push({ at: dice.integer(0, faultsEnd), type: 'restartStation' })
  }
  // Nobody is left who knows of an epoch, but for what the nodes have written down.
  if (dice.chance(0.04)) {
    const at = dice.integer(0, faultsEnd)
    actions.push(
      { at, type: 'restart', node: ALICE },
      { at, type: 'restart', node: BOB },
      { at, type: 'restartStation' }
    )
  }
  return actions
}
