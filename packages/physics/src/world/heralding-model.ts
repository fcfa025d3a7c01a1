import type { OperatingPoint } from '@bellwire/device'
import { pairFidelity } from '@bellwire/quantum'
import { idealSlot, type IdealParameters } from '../components/ideal-slot.js'
import type { DetectorNoise, Side, SlotModel } from '../components/slot-model.js'
import { singleClickSlot, type SingleClickParameters } from '../single-click/slot.js'
import { twoClickRounds, type TwoClickParameters } from '../two-click/rounds.js'

/** How a link's heralds come about, with the parameters of its optics. */
export type HeraldingModel =
  /** "A herald delivers this state": both photons must be due, brightness and noise change nothing. */
  | { readonly kind: 'ideal'; readonly parameters: IdealParameters }
  /** One photon detected, from either side: the brightness is the emitters' bright-state population. */
  | { readonly kind: 'single-click'; readonly parameters: SingleClickParameters }
  /** Two rounds with a spin flip between, one click in each. The emitters are prepared with α = ½, whatever is asked. */
  | { readonly kind: 'two-click'; readonly parameters: TwoClickParameters }

/** One attempt as the models describe it: one slot, or two when `second` is given and the first round goes on. */
export interface AttemptModel {
  readonly first: SlotModel
  /** [detector that clicked alone in the first round]; null where one slot is the whole attempt. */
  readonly second: readonly [SlotModel, SlotModel] | null
}

const NOTHING: SlotModel = { heraldProbability: 0, patterns: [] }

/** The population that a model really gives to the bright state when `asked` for one. */
export function effectiveBrightness(model: HeraldingModel, asked: number): number {
  return model.kind === 'single-click' ? asked : 0.5
}

/** ⟨Z⟩ of a spin after an emission whose photon nobody has learned anything from. ↑ = |0⟩ is the dark state. */
export function emittedPolarisation(model: HeraldingModel, brightness: number): number {
  return model.kind === 'single-click' ? 1 - 2 * brightness : 0
}

/** One attempt under given light from either side and given noise in either round. */
export function attemptModel(model: HeraldingModel, a: Side, b: Side, noise: DetectorNoise): AttemptModel {
  switch (model.kind) {
    case 'ideal':
      return { first: a.present && b.present ? idealSlot(model.parameters) : NOTHING, second: null }
    case 'single-click':
      return { first: singleClickSlot(model.parameters, a, b, noise), second: null }
    case 'two-click': {
      const rounds = twoClickRounds(model.parameters, a, b, noise, noise)
      return { first: rounds.first, second: rounds.second }
    }
  }
}

/**
 * The second round of a two-click attempt under noise of its own.
 *
 * @param noiseFirst the noise that the first round was played under
 */
export function secondRoundModel(
  model: HeraldingModel,
  a: Side,
  b: Side,
  noiseFirst: DetectorNoise,
  noiseSecond: DetectorNoise
): readonly [SlotModel, SlotModel] {
  if (model.kind !== 'two-click') return [NOTHING, NOTHING]
  return twoClickRounds(model.parameters, a, b, noiseFirst, noiseSecond).second
}

const DEFAULT_BRIGHTNESSES: readonly number[] = Array.from({ length: 25 }, (_, step) => 0.005 * 100 ** (step / 24))

/**
 * What a link gives at each brightness, both sides set alike: fidelity of the heralded state, averaged over the
 * herald patterns, and the probability that one slot heralds (per slot also where an attempt takes two: attempts per
 * slot times heralds per attempt). In order of increasing brightness.
 */
export function operatingPointsOf(
  model: HeraldingModel,
  noise: DetectorNoise,
  brightnesses: readonly number[] = DEFAULT_BRIGHTNESSES
): OperatingPoint[] {
  const points = model.kind === 'single-click' ? [...brightnesses].sort((a, b) => a - b) : [1]
  return points.map((brightness) => {
    const side = { present: true, brightness: effectiveBrightness(model, brightness) }
    const { first, second } = attemptModel(model, side, side, noise)
    if (second === null) {
      return {
        brightness,
        fidelity: meanFidelity(first) / first.heraldProbability,
        successProbability: first.heraldProbability
      }
    }
    let fidelity = 0
    let heralds = 0
    for (const { detectors, probability } of first.patterns) {
      const after = second[detectors - 1]
      if (after === undefined) continue
      fidelity += probability * meanFidelity(after)
      heralds += probability * after.heraldProbability
    }
    const slotsPerAttempt = 1 + first.heraldProbability
    return { brightness, fidelity: fidelity / heralds, successProbability: heralds / slotsPerAttempt }
  })
}

/** Σ p·F over the heralding patterns. */
function meanFidelity(slot: SlotModel): number {
  let sum = 0
  for (const { bellIndex, state, probability } of slot.patterns) {
    if (bellIndex >= 0 && state !== null) sum += probability * pairFidelity(state, bellIndex)
  }
  return sum
}
