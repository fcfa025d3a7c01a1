import * as v from 'valibot'
import { oneOf } from '../read/one-of.js'
import { showValue } from '../read/scenario-error.js'
import { integer, list, number, optional, share } from '../schema/values.js'
import { modelKind } from './model-kind.js'

const bellIndex = integer(0, 3)

/** Heralds of a stated probability that deliver a stated state. */
export const ideal = modelKind(
  'ideal',
  {
    successProbability: optional(share(), 'Probability that one slot heralds; or give attempts'),
    attempts: optional(number(1), 'Slots that a herald takes on average'),
    fidelity: optional(share(0.25), 'Of the Werner state that a herald delivers; or give bellDiagonal'),
    bellDiagonal: optional(
      v.strictTuple([share(), share(), share(), share()], 'a list of four probabilities that sum to 1'),
      'Probability of each error, by Bell index'
    ),
    announced: optional(list(bellIndex), 'Bell states that heralds announce, all equally likely. Default [0]')
  },
  {
    light(model) {
      const successProbability = model.successProbability ?? 1 / (model.attempts ?? 1)
      const announced = model.announced === undefined ? {} : { announced: model.announced }
      const errors =
        model.bellDiagonal === undefined ? { fidelity: model.fidelity ?? 1 } : { bellDiagonal: model.bellDiagonal }
      return { model: { kind: 'ideal', parameters: { successProbability, ...announced, ...errors } } }
    },
    *problems(model, _optics, at) {
      yield* oneOf(at('model'), model, 'successProbability', 'attempts')
      yield* oneOf(at('model'), model, 'fidelity', 'bellDiagonal')
      const total = model.bellDiagonal?.reduce((sum, one) => sum + one, 0) ?? 1
      if (Math.abs(total - 1) > 1e-9)
        yield {
          path: at('model', 'bellDiagonal'),
          value: showValue(model.bellDiagonal),
          accepted: 'four probabilities that sum to 1'
        }
    }
  }
)
