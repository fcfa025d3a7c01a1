import {
  interceptedPairs,
  localStrategy,
  mislabelledPairs,
  rememberingDevices,
  silentDevices,
  type Strategy,
  wernerPairs
} from '@bellwire/application-layer'
import type { RandomStream } from '@bellwire/runtime'
import type { Devices } from './plan.js'

/** Devices that play as planned. */
export function devicesOf(devices: Devices, draws: RandomStream): Strategy {
  switch (devices.kind) {
    case 'werner':
      return wernerPairs(devices.visibility, draws)
    case 'local table':
      return localStrategy(() => devices.table)
    case 'mixture': {
      const table = oneForEachRound(devices.tables, draws)
      return localStrategy(table)
    }
    case 'memory':
      return rememberingDevices(devices.habit, draws)
    case 'intercepted':
      return interceptedPairs({ ...devices, angle: oneForEachRound(devices.angles, draws) }, draws)
    case 'silent':
      return silentDevices(draws)
    default:
      return mislabelledPairs(devices, draws)
  }
}

/** The same for a round whenever it is asked. */
function oneForEachRound<T>(choices: readonly T[], draws: RandomStream): (round: number) => T {
  const drawn: T[] = []
  return (round) => (drawn[round] ??= choices[draws.below(choices.length)] as T)
}
