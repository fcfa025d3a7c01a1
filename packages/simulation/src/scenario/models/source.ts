import type { HeraldedSourceParameters } from '@bellwire/physics'
import { recurringDark, recurringDarkProblems } from '../schema/dark.js'
import { described, number, optional, share } from '../schema/values.js'
import { gateNoise } from './arm.js'
import { armsToEnd, armsToEndProblems } from './arms-to-end.js'
import { modelKind } from './model-kind.js'

/** A source of photon pairs beside b: one of a pair meets a photon of a, the other goes into a memory at b. */
export const source = modelKind(
  'source',
  {
    emission: optional(share(), 'Probability that an attempt of a makes a photon. Default 1'),
    meanPairs: described(number(0, 1), 'Pairs that the source makes in an attempt, on average'),
    idlerEfficiency: optional(
      share(),
      'Probability that the photon at the station is detected. Default: the detectors’'
    ),
    storageEfficiency: optional(share(), 'Probability that the other is in the memory of b afterwards. Default 1'),
    photonOverlap: optional(share(), 'Overlap of the two photons at the station. Default 1'),
    flips: optional(share(0, 0.5), 'Probability that spin and photon disagree in Z. Default 0'),
    dephasing: optional(share(), 'Probability of a Z error on top. Default 0'),
    preparation: optional(recurringDark, 'When b prepares its memory, and no attempt is made')
  },
  {
    light(model, optics, arms) {
      const parameters: HeraldedSourceParameters = {
        emitterEfficiency: (model.emission ?? 1) * arms[0].efficiency,
        meanPairs: model.meanPairs,
        idlerEfficiency: model.idlerEfficiency ?? optics.detectors?.efficiency ?? 1,
        storageEfficiency: model.storageEfficiency ?? 1,
        photonOverlap: model.photonOverlap ?? 1,
        flipProbability: model.flips ?? 0,
        dephasingProbability: model.dephasing ?? 0
      }
      return {
        model: { kind: 'source', parameters },
        noise: gateNoise(optics, arms),
        ...(model.preparation && { dark: model.preparation })
      }
    },
    arms: (_model, optics) => armsToEnd(optics),
    *problems(model, optics, at) {
      yield* recurringDarkProblems(model.preparation, at('model', 'preparation'))
      yield* armsToEndProblems(optics, at)
    }
  }
)
