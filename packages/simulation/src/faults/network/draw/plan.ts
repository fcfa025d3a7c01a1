import { createRandom } from '@bellwire/runtime'
import { Dice } from '../../dice.js'
import type { NetworkFaultPlan } from '../plan.js'
import { withApplications } from './applications.js'
import { drawChannelFaults } from './channels.js'
import { drawCircuits, withOrders, withPaths, withRates } from './circuits.js'
import { withDistillation } from './distillation.js'
import { withWrongClocks } from './clocks.js'
import { drawNetwork } from './network.js'
import { withOtherHardware } from './hardware.js'
import { drawSettings } from './settings.js'
import { drawHalves, drawLinkCrashes, drawPartitions } from './partitions.js'
import { drawRestarts } from './restarts.js'
import { MICROSECOND, MILLISECOND } from '../../times.js'

/** Draws a run: each seed turns a random subset of the faults on. What was added later has streams of its own. */
export function drawNetworkPlan(seed: number): NetworkFaultPlan {
  const random = createRandom(seed)
  const dice = (name: string): Dice => new Dice(random.stream(`networkPlan/${name}`))
  const shape = dice('shape')
  const faultsEnd = shape.integer(8, 50) * MILLISECOND
  const perfect = shape.chance(0.4)
  const lasting = perfect || shape.chance(0.5)
  const calm = shape.chance(0.1)
  const paths = dice('paths')
  const several = paths.chance(0.2)
  const plain = drawNetwork(dice('network'), { perfect, lasting, faultsEnd, closed: several })
  const drawn = withOtherHardware(dice('hardware'), plain)
  const settled = { ...drawn, network: drawSettings(dice('settings')) }
  const timed = calm ? settled : withWrongClocks(dice('clocks'), settled)
  const asked = withRates(dice('rates'), drawCircuits(dice('circuits'), timed, faultsEnd))
  const distilled = withDistillation(dice('distillation'), {
    network: timed,
    circuits: withPaths(paths, several, withOrders(dice('orders'), timed, asked))
  })
  const { circuits } = distilled
  const used = withApplications(dice('applications'), distilled.network, { faultsEnd, calm })
  const { network, applications, teleportation } = used
  const interpreted = shape.chance(0.1)
  return {
    seed,
    network,
    runner: dice('runner').chance(0.002) ? 'actor' : interpreted ? 'interpreted' : 'generated',
    mode: dice('mode').chance(0.15) ? 'exact' : 'skip',
    wire: shape.chance(0.15),
    perfect,
    lasting,
    faultsEnd,
    faults: calm
      ? []
      : [
          ...drawChannelFaults(dice('channels'), network, faultsEnd),
          ...drawPartitions(dice('partitions'), network, faultsEnd),
          ...drawHalves(dice('halves'), network, faultsEnd),
          ...drawLinkCrashes(dice('linkCrashes'), network, faultsEnd),
          ...drawRestarts(dice('restarts'), network, faultsEnd),
          ...used.faults
        ],
    circuits,
    habit: {
      longest: shape.one([0, 50 * MICROSECOND, MILLISECOND]),
      keeps: shape.chance(0.2) ? shape.real(0, 0.3) : 0
    },
    applications,
    teleportation
  }
}
