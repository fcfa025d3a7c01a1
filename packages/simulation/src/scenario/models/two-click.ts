import { interference, interferenceOf } from './interference.js'
import { modelKind } from './model-kind.js'
import { phaseProblems } from './phase.js'

/** Two rounds with a spin flip between, one photon detected in each. */
export const twoClick = modelKind('two-click', interference, {
  light(model, optics, arms) {
    const { parameters, noise } = interferenceOf(model, optics, arms)
    return { model: { kind: 'two-click', parameters }, noise }
  },
  problems: phaseProblems
})
