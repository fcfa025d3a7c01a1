import type { RandomSource } from '@bellwire/runtime'
import type { ApplicationInput } from '../schema/application.js'
import { BouncesApplication } from './bounces.js'
import { KeyDistributionApplication } from './key-distribution.js'
import type { PlayedApplication } from './played-application.js'
import { SocketApplication } from './socket.js'
import type { Stage } from './stage.js'
import { TeleportApplication } from './teleport.js'
import { TomographyApplication } from './tomography.js'

/** The applications of a scenario, none of them begun. Each draws from a source of its own. */
export function applicationsOf(stage: Stage): readonly PlayedApplication[] {
  return (stage.scenario.applications ?? []).map((entry, index) =>
    applicationOf({ ...stage, random: forked(stage.random, index) }, entry, index)
  )
}

function forked(random: RandomSource, index: number): RandomSource {
  return random.fork(`application/${index}`)
}

function applicationOf(stage: Stage, entry: ApplicationInput, index: number): PlayedApplication {
  switch (entry.kind) {
    case 'teleport':
      return new TeleportApplication(stage, entry, index)
    case 'key-distribution':
      return new KeyDistributionApplication(stage, entry, index)
    case 'tomography':
      return new TomographyApplication(stage, entry, index)
    case 'bounces':
      return new BouncesApplication(stage, entry, index)
    default:
      return new SocketApplication(stage, entry, index)
  }
}
