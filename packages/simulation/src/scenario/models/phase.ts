import { type Stabilisation, stabilisedPhase, type StabilisedPhase } from '@bellwire/physics'
import { LATEST } from '@bellwire/runtime'
import type * as v from 'valibot'
import { oneOf } from '../read/one-of.js'
import type { FieldPath, Problem } from '../read/scenario-error.js'
import type { OpticsInput } from '../schema/optics.js'
import { described, duration, fields, integer, number, optional, quantity, share } from '../schema/values.js'
import { writtenQuantity } from '../schema/written.js'

// The phase between two nodes whose photons meet: what noise leaves of it, stated or from the hardware that holds it.

const SECOND = 1e9
const TURN = 2 * Math.PI

const feedbackGain = share(0.001, 1.999)
const signedFrequency = quantity('rate', {
  signed: true,
  minimum: -1e9,
  maximum: 1e9,
  note: ', up to 1 GHz either way'
})

const calibration = fields({
  drift: described(
    quantity('frequencyDrift', { signed: true, minimum: -1e9, maximum: 1e9, note: ', up to 1 GHz/s either way' }),
    'Steady growth of the difference'
  ),
  interval: described(duration(), 'From one correction to the next'),
  gain: described(feedbackGain, 'Part of the measured difference that is taken back')
})

const stabilisation = fields({
  phaseWalk: described(
    quantity('phaseWalk', { maximum: 1e6, note: ', 0 to 1e6 rad/sqrt(s)' }),
    'Random walk of the phase between the arms, while nobody holds it'
  ),
  probe: described(quantity('time'), 'Length of a probe, over which the phase is averaged'),
  photons: described(number(0.001), 'Photons of a probe that both detectors count together, on average'),
  visibility: optional(share(0.001), "Of the probes' interference at equal frequencies. Default 1"),
  feedback: described(quantity('time'), 'From the end of a probe to its correction'),
  gap: described(quantity('time'), 'From the last correction to the photons of the attempt'),
  gain: optional(feedbackGain, 'Part of the measured phase that is taken back. Default 1'),
  probes: optional(integer(1, 1000), 'Probes, each with its correction, in a period. Default 1'),
  period: described(
    quantity('time', { minimum: 1e-3, maximum: LATEST, note: ', more than 0, up to 104 days' }),
    'From one attempt with its probes to the next'
  ),
  frequencyDifference: optional(signedFrequency, "Of the two nodes' light; or give calibration. Default 0 Hz"),
  calibration: optional(calibration, 'How the frequency difference is corrected; or give frequencyDifference')
})

export const phase = {
  phaseContrast: optional(share(), 'Contrast that phase noise leaves; or give stabilisation'),
  stabilisation: optional(stabilisation, 'Probes and feedback that hold the phase: contrast and offset follow'),
  phaseOffset: optional(
    quantity('angle', { signed: true, minimum: -TURN, maximum: TURN }),
    'Phase between the arms; what a stabilisation leaves of it on average is added'
  )
}

type StabilisationInput = v.InferOutput<typeof stabilisation>

interface PhaseInput {
  readonly phaseContrast?: number | undefined
  readonly stabilisation?: StabilisationInput | undefined
  readonly phaseOffset?: number | undefined
}

/** Contrast and offset, radians, of a model whose fields are in order. */
export function phaseOf({ phaseContrast = 1, phaseOffset, stabilisation: held }: PhaseInput) {
  if (held === undefined) return { phaseContrast, ...(phaseOffset !== undefined && { phaseOffset }) }
  const { contrast, mean } = stabilisedPhase(stabilisationOf(held))
  const turned = (phaseOffset ?? 0) + mean
  return { phaseContrast: contrast, phaseOffset: Math.atan2(Math.sin(turned), Math.cos(turned)) }
}

/** What the stabilisation of a model leaves; undefined where there is none. */
export function heldPhaseOf(model: object): StabilisedPhase | undefined {
  const { stabilisation: held } = model as PhaseInput
  return held === undefined ? undefined : stabilisedPhase(stabilisationOf(held))
}

function stabilisationOf({
  phaseWalk,
  probe,
  photons,
  feedback,
  gap,
  period,
  ...rest
}: StabilisationInput): Stabilisation {
  const { visibility = 1, gain = 1, probes = 1, frequencyDifference = 0, calibration: corrected } = rest
  return {
    diffusion: phaseWalk ** 2,
    detectedPhotons: photons,
    visibility,
    gain,
    probes,
    probeSeconds: probe / SECOND,
    feedbackSeconds: feedback / SECOND,
    gapSeconds: gap / SECOND,
    periodSeconds: period / SECOND,
    frequencyDifference:
      corrected === undefined
        ? frequencyDifference
        : { driftRate: corrected.drift, intervalSeconds: corrected.interval / SECOND, gain: corrected.gain }
  }
}

/** What the schema cannot say: one of the two ways, and times that fit into one another. `at` leads to the link. */
export function* phaseProblems(
  { phaseContrast, stabilisation: held }: PhaseInput,
  _optics: OpticsInput,
  at: (...path: FieldPath) => FieldPath
): Generator<Problem> {
  yield* oneOf(at('model'), { phaseContrast, stabilisation: held }, 'phaseContrast', 'stabilisation')
  if (held === undefined) return
  const { probe, feedback, gap, probes = 1, period, frequencyDifference, calibration: corrected } = held
  const field = (...path: FieldPath): FieldPath => at('model', 'stabilisation', ...path)
  const time = (nanoseconds: number): string => writtenQuantity('time', nanoseconds)
  const busy = probes * (probe + feedback) + gap
  if (period < busy) {
    yield { path: field('period'), value: time(period), accepted: `at least ${time(busy)}, all probes and the gap` }
  }
  if (corrected === undefined) return
  if (frequencyDifference !== undefined) {
    yield* oneOf(field(), { frequencyDifference, calibration: corrected }, 'frequencyDifference', 'calibration')
  }
  if (corrected.interval < period) {
    const path = field('calibration', 'interval')
    yield { path, value: time(corrected.interval), accepted: `at least ${time(period)}, the period` }
  }
}
