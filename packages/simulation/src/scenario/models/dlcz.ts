import { operatingPointsOf } from '@bellwire/physics'
import { both, list, optional, share } from '../schema/values.js'
import { interference, interferenceOf } from './interference.js'
import { modelKind } from './model-kind.js'
import { phaseProblems } from './phase.js'

const kind = 'dlcz'

/** Two atomic ensembles written at once, one photon detected, from either. */
export const dlcz = modelKind(
  kind,
  {
    ...interference,
    retrievalEfficiencies: optional(
      both(share(1e-6)),
      'Probability that an excitation of a, of b is retrieved and detected; taken out of the state. Default 1'
    ),
    brightnesses: optional(list(share(0, 0.99)), 'Write-out probabilities χ to choose from')
  },
  {
    light(model, optics, arms) {
      const { parameters: optical, noise } = interferenceOf(model, optics, arms)
      const { brightnesses, retrievalEfficiencies: [retrievalEfficiencyA, retrievalEfficiencyB] = [1, 1] } = model
      const parameters = { ...optical, retrievalEfficiencyA, retrievalEfficiencyB }
      return {
        model: { kind, parameters },
        noise,
        ...(brightnesses && { operatingPoints: operatingPointsOf({ kind, parameters }, noise, brightnesses) })
      }
    },
    problems: phaseProblems
  }
)
