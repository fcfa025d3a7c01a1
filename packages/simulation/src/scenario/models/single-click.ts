import { operatingPointsUnder } from '@bellwire/physics'
import { list, optional, share } from '../schema/values.js'
import { interference, interferenceOf } from './interference.js'
import { modelKind } from './model-kind.js'
import { phaseProblems } from './phase.js'

/** One photon detected, from either side. */
export const singleClick = modelKind(
  'single-click',
  { ...interference, brightnesses: optional(list(share()), 'Bright-state populations to choose from') },
  {
    light(model, optics, arms) {
      const { parameters, noise } = interferenceOf(model, optics, arms)
      const { brightnesses } = model
      return {
        model: { kind: 'single-click', parameters },
        noise,
        ...(brightnesses && { operatingPoints: operatingPointsUnder(parameters, noise, brightnesses) })
      }
    },
    problems: phaseProblems
  }
)
