import type { OperatingPoint } from '@bellwire/device'
import { pairFidelity } from '@bellwire/quantum'
import { type ReceiverParameters, receiverSlot } from '../absorptive-memory/receiver-slot.js'
import { idealSlot, type IdealParameters } from '../components/ideal-slot.js'
import type { ClickPattern, DetectorNoise, Side, SlotModel } from '../components/slot-model.js'
import { type DlczParameters, dlczSlot } from '../dlcz/slot.js'
import type { CavityParameters } from '../parametric-cavity-link/parameters.js'
import { cavitySlot } from '../parametric-cavity-link/slot.js'
import type { HeraldedSourceParameters } from '../heralded-source/parameters.js'
import { heraldedSourceSlot } from '../heralded-source/slot.js'
import { singleClickSlot, type SingleClickParameters } from '../single-click/slot.js'
import { twoClickRounds, type TwoClickParameters } from '../two-click/rounds.js'
import { CAVITY_DRIVES, cavityDrive, cavityPolarisation } from './cavity-model.js'
import { DLCZ_EXCITATIONS, dlczExcitation, dlczPolarisation } from './dlcz-model.js'
import type { PairSourceLinkParameters } from './pair-source-model.js'

/** How a link's heralds come about, with the parameters of its optics. */
export type HeraldingModel =
  /** "A herald delivers this state": both photons must be due, brightness and noise change nothing. */
  | { readonly kind: 'ideal'; readonly parameters: IdealParameters }
  /** One photon detected, from either side: the brightness is the emitters' bright-state population. */
  | { readonly kind: 'single-click'; readonly parameters: SingleClickParameters }
  /** Two rounds with a spin flip between, one click in each. The emitters are prepared with α = ½, whatever is asked. */
  | { readonly kind: 'two-click'; readonly parameters: TwoClickParameters }
  /** One photon detected, from either of two atomic ensembles: the brightness is the write-out probability χ. */
  | { readonly kind: 'dlcz'; readonly parameters: DlczParameters }
  /** One idler detected, from either of two parametric cavities: the brightness is λ/λ_threshold of the drive. */
  | { readonly kind: 'cavity'; readonly parameters: CavityParameters }
  /** Coincidences of two ends that measure photon pairs as they come: no attempts, and nothing to keep. */
  | { readonly kind: 'pair-source'; readonly parameters: PairSourceLinkParameters }
  /** A photon of a that a memory at b gives back and b detects: side b is ready to detect, not emitting. */
  | { readonly kind: 'receiver'; readonly parameters: ReceiverParameters }
  /** A photon of a meets one of a pair whose other goes into a memory at b: side b is ready to absorb, not emitting. */
  | { readonly kind: 'source'; readonly parameters: HeraldedSourceParameters }

/** One attempt as the models describe it: one slot, or two when `second` is given and the first round goes on. */
export interface AttemptModel {
  readonly first: SlotModel
  /** [detector that clicked alone in the first round]; null where one slot is the whole attempt. */
  readonly second: readonly [SlotModel, SlotModel] | null
}

const NOTHING: SlotModel = { heraldProbability: 0, patterns: [] }

/** The brightness that a model really works with when `asked` for one. */
export function effectiveBrightness(model: HeraldingModel, asked: number): number {
  switch (model.kind) {
    case 'ideal':
    case 'two-click':
    case 'pair-source':
    case 'receiver':
    case 'source':
      return 0.5
    case 'single-click':
      return asked
    case 'dlcz':
      return dlczExcitation(asked)
    case 'cavity':
      return cavityDrive(asked)
  }
}

/**
 * ⟨Z⟩ of a side's memory after an emission whose photon nobody has learned anything from. ↑ = |0⟩ is the dark state.
 *
 * @param side 0 for side A, 1 for side B
 * @param brightness what the model really gave, see effectiveBrightness
 */
export function emittedPolarisation(model: HeraldingModel, side: 0 | 1, brightness: number): number {
  switch (model.kind) {
    case 'ideal':
    case 'two-click':
    case 'pair-source':
    case 'receiver':
    case 'source':
      return 0
    case 'single-click':
      return 1 - 2 * brightness
    case 'dlcz':
      return dlczPolarisation(model.parameters, side, brightness)
    case 'cavity':
      return cavityPolarisation(model.parameters, brightness)
  }
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
    case 'dlcz':
      return { first: dlczSlot(model.parameters, a, b, noise), second: null }
    case 'cavity':
      return { first: cavitySlot(model.parameters, a, b, noise), second: null }
    case 'pair-source':
      // Clicks are stepped through by time, not by slots: CoincidenceLink.
      return { first: NOTHING, second: null }
    case 'receiver':
      return { first: receiverSlot(model.parameters, a.present, b.present, noise), second: null }
    case 'source':
      return { first: heraldedSourceSlot(model.parameters, a.present, b.present, noise), second: null }
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

const BRIGHT_POPULATIONS: readonly number[] = Array.from({ length: 25 }, (_, step) => 0.005 * 100 ** (step / 24))

/** Brightnesses worth a row in the table of a link's capabilities; one alone where there is none to choose. */
function brightnessesOf(model: HeraldingModel): readonly number[] {
  switch (model.kind) {
    case 'ideal':
    case 'two-click':
    case 'pair-source':
    case 'receiver':
    case 'source':
      return [1]
    case 'single-click':
      return BRIGHT_POPULATIONS
    case 'dlcz':
      return DLCZ_EXCITATIONS
    case 'cavity':
      return CAVITY_DRIVES
  }
}

/** True where a link's brightness can be chosen, so that what is asked for matters. */
export function hasBrightness(model: HeraldingModel): boolean {
  return brightnessesOf(model).length > 1
}

/**
 * What a link gives at each brightness, both sides set alike: fidelity of the heralded state, averaged over the
 * herald patterns, and the probability that one slot heralds (per slot also where an attempt takes two: attempts per
 * slot times heralds per attempt). In order of increasing brightness.
 */
export function operatingPointsOf(
  model: HeraldingModel,
  noise: DetectorNoise,
  brightnesses: readonly number[] = brightnessesOf(model)
): OperatingPoint[] {
  const points = hasBrightness(model) ? [...brightnesses].sort((a, b) => a - b) : [1]
  return points.map((brightness) => {
    const side = { present: true, brightness: effectiveBrightness(model, brightness) }
    const { first, second } = attemptModel(model, side, side, noise)
    const patterns = heraldPatterns(model, brightness, noise)
    const heralds = patterns.reduce((sum, { probability }) => sum + probability, 0)
    const slotsPerAttempt = second === null ? 1 : 1 + first.heraldProbability
    return { brightness, fidelity: meanFidelity(patterns) / heralds, successProbability: heralds / slotsPerAttempt }
  })
}

/**
 * What an attempt can announce, and the states that this leaves: the heralding patterns, each with its probability in
 * one attempt, both sides set alike.
 *
 * @param brightness what is asked of both sides
 */
export function heraldPatterns(model: HeraldingModel, brightness: number, noise: DetectorNoise): ClickPattern[] {
  const side = { present: true, brightness: effectiveBrightness(model, brightness) }
  const { first, second } = attemptModel(model, side, side, noise)
  const patterns =
    second === null
      ? first.patterns
      : first.patterns.flatMap(({ detectors, probability }) =>
          (second[detectors - 1]?.patterns ?? []).map((after) => ({
            ...after,
            probability: probability * after.probability
          }))
        )
  return patterns.filter(({ bellIndex, state }) => bellIndex >= 0 && state !== null)
}

/** Σ p·F over heralding patterns. */
function meanFidelity(patterns: readonly ClickPattern[]): number {
  return patterns.reduce(
    (sum, { state, bellIndex, probability }) =>
      sum + (state === null ? 0 : probability * pairFidelity(state, bellIndex)),
    0
  )
}
