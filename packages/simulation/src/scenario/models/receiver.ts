import { Basis } from '@bellwire/device'
import type * as v from 'valibot'
import { type CombStorage, type ReceiverParameters, storageNanoseconds } from '@bellwire/physics'
import { showValue } from '../read/scenario-error.js'
import { recurringDark, recurringDarkProblems } from '../schema/dark.js'
import { choice, described, fields, integer, list, number, optional, quantity, share, time } from '../schema/values.js'
import { gateNoise } from './arm.js'
import { armsToEnd, armsToEndProblems } from './arms-to-end.js'
import { modelKind } from './model-kind.js'

const ALL_BASES = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus'] as const

const comb = fields({
  teeth: described(choice(['square', 'gaussian']), 'Form of the teeth'),
  depth: described(number(0), 'Optical depth at the middle of a tooth'),
  finesse: described(number(1), 'Spacing over the width of a tooth'),
  background: optional(number(0), 'Optical depth that stores nothing. Default 0'),
  spacing: described(quantity('rate', { minimum: 1, note: ', at least 1 Hz' }), 'From tooth to tooth'),
  echo: optional(integer(1, 1000), 'In which a photon is read out, after as many periods of the spacing. Default 1')
})

/** Node a sends photons; a memory at b absorbs them and gives them back, and b measures them as they come out. */
export const receiver = modelKind(
  'receiver',
  {
    emission: optional(share(), 'Probability that an attempt makes a photon. Default 1'),
    storageEfficiency: optional(share(), 'Probability that the memory gives a photon back. Default 1; or give comb'),
    storageTime: optional(time(), 'How long it keeps a photon. Default 0; or give comb'),
    comb: optional(comb, 'The memory as an atomic frequency comb'),
    flips: optional(share(0, 0.5), 'Probability that spin and photon disagree in Z. Default 0'),
    dephasing: optional(share(), 'Probability of a Z error on top. Default 0'),
    announced: optional(integer(0, 3), 'The Bell state, by index, that pairs are in but for their errors. Default 0'),
    bases: optional(list(choice(ALL_BASES)), 'In which b can measure. Default all of Z, X, Y, ZPlus, ZMinus'),
    preparation: optional(recurringDark, 'When b prepares its memory, and no attempt is made')
  },
  {
    light(model, optics, arms) {
      const storage = storageOf(model)
      const parameters: ReceiverParameters = {
        sourceEfficiency: model.emission ?? 1,
        chain: [
          { name: 'arm of a, with its detector', efficiency: arms[0].efficiency },
          { name: 'memory', efficiency: model.storageEfficiency ?? 1 }
        ],
        ...(storage && { storage }),
        detectorEfficiency: 1,
        flipProbability: model.flips ?? 0,
        dephasingProbability: model.dephasing ?? 0,
        announced: model.announced ?? 0
      }
      const bases = (model.bases ?? ALL_BASES).map((basis) => Basis[basis])
      return {
        model: { kind: 'receiver', parameters },
        noise: gateNoise(optics, arms),
        arrival: { b: { bases, choice: 'set' } },
        ...(model.preparation && { dark: model.preparation })
      }
    },
    arms: (model, optics) => armsToEnd(optics, storageTimeOf(model)),
    *problems(model, optics, at) {
      for (const field of ['storageEfficiency', 'storageTime'] as const) {
        if (model.comb !== undefined && model[field] !== undefined)
          yield { path: at('model', field), value: 'given', accepted: `no ${field} with a comb, which has its own` }
      }
      const { bases = ALL_BASES } = model
      if (bases.length === 0 || new Set(bases).size < bases.length)
        yield { path: at('model', 'bases'), value: showValue(bases), accepted: 'different bases, at least one' }
      yield* recurringDarkProblems(model.preparation, at('model', 'preparation'))
      yield* armsToEndProblems(optics, at)
    }
  }
)

interface Memory {
  readonly storageTime?: number | undefined
  readonly comb?: v.InferOutput<typeof comb> | undefined
}

/** Nanoseconds. */
function storageTimeOf(model: Memory): number {
  const storage = storageOf(model)
  return storage === undefined ? (model.storageTime ?? 0) : Math.round(storageNanoseconds(storage))
}

function storageOf({ comb: given }: Memory): CombStorage | undefined {
  if (given === undefined) return undefined
  return {
    toothShape: given.teeth,
    peakDepth: given.depth,
    finesse: given.finesse,
    backgroundDepth: given.background ?? 0,
    spacingHertz: given.spacing,
    echo: given.echo ?? 1
  }
}
