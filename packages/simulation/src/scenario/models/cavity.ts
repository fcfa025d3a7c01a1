import { modesDuring, operatingPointsOf } from '@bellwire/physics'
import { described, integer, list, number, optional, quantity, share } from '../schema/values.js'
import { oneOf } from '../read/one-of.js'
import { interference, interferenceOf } from './interference.js'
import { modelKind } from './model-kind.js'
import { phase, phaseProblems } from './phase.js'

const kind = 'cavity'

const rate = (minimum = 1e-9) => quantity('angularFrequency', { minimum, note: minimum > 0 ? ', more than 0' : '' })
const { efficiencies, photonOverlap } = interference

/** Two parametric cavities with memories inside, one idler detected, from either, in one of several temporal modes. */
export const cavity = modelKind(
  kind,
  {
    efficiencies,
    photonOverlap,
    ...phase,
    decay: described(rate(), 'κ of the signal and the idler mode'),
    coupling: described(rate(0), 'G of the signal mode to the whole ensemble'),
    linewidth: described(rate(), 'Γ of the ensemble, full width at half maximum'),
    finesse: optional(number(1), 'Of the comb in the ensemble. Default 1, no comb'),
    modeBandwidth: described(rate(), 'Band B of a temporal mode, which lasts 2π/B'),
    modes: optional(integer(1, 1_000_000), 'Temporal modes of one attempt; or give pump'),
    pump: optional(quantity('time'), 'Length of the pump pulse, filled with modes'),
    brightnesses: optional(list(share(0, 0.95)), 'Drives over their threshold to choose from')
  },
  {
    light(model, optics, arms) {
      const { decay, coupling, linewidth, finesse = 1, modeBandwidth, brightnesses } = model
      const { parameters, noise } = interferenceOf({ ...model, operationsContrast: 1 }, optics, arms)
      const { operationsContrast: _, ...optical } = parameters
      const modes = model.modes ?? modesDuring((model.pump ?? 0) / 1e3, modeBandwidth)
      const heralding = {
        kind,
        parameters: {
          ...optical,
          cavity: {
            cavityDecay: decay,
            collectiveCoupling: coupling,
            inhomogeneousLinewidth: linewidth,
            combFinesse: finesse
          },
          modeBandwidth,
          modes
        }
      } as const
      return {
        model: heralding,
        noise,
        ...(brightnesses && { operatingPoints: operatingPointsOf(heralding, noise, brightnesses) })
      }
    },
    *problems(model, optics, at) {
      const { modes, pump, modeBandwidth } = model
      yield* phaseProblems(model, optics, at)
      yield* oneOf(at('model'), { modes, pump }, 'modes', 'pump')
      if (pump !== undefined && modesDuring(pump / 1e3, modeBandwidth) < 1) {
        const shortest = ((2 * Math.PI) / modeBandwidth) * 1e3
        yield {
          path: at('model', 'pump'),
          value: `${pump} ns`,
          accepted: `at least one mode, ${shortest.toPrecision(4)} ns`
        }
      }
    }
  }
)
