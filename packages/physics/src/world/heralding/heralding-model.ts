import type { OperatingPoint } from '@bellwire/device'
import { pairFidelity } from '@bellwire/quantum'
import type { ReceiverParameters } from '../../absorptive-memory/receiver-slot.js'
import type { IdealParameters } from '../../components/ideal-slot.js'
import type { ClickPattern, DetectorNoise, Side } from '../../components/slot-model.js'
import type { DlczParameters } from '../../dlcz/slot.js'
import type { HeraldedSourceParameters } from '../../heralded-source/parameters.js'
import type { CavityParameters } from '../../parametric-cavity-link/parameters.js'
import type { SingleClickParameters } from '../../single-click/slot.js'
import type { TwoClickParameters } from '../../two-click/rounds.js'
import type { PairSourceLinkParameters } from '../pair-source-model.js'
import { cavity } from './cavity.js'
import { dlcz } from './dlcz.js'
import { heraldedSource } from './heralded-source.js'
import { type AttemptModel, type HeraldingKind, NOTHING, type SecondRound } from './heralding-kind.js'
import type { HeraldingPlace } from './heralding-place.js'
import { ideal } from './ideal.js'
import { pairSource } from './pair-source.js'
import { receiver } from './receiver.js'
import { singleClick } from './single-click.js'
import { twoClick } from './two-click.js'

/** How a link's heralds come about, with the parameters of its optics. */
export type HeraldingModel =
  | { readonly kind: 'ideal'; readonly parameters: IdealParameters }
  | { readonly kind: 'single-click'; readonly parameters: SingleClickParameters }
  | { readonly kind: 'two-click'; readonly parameters: TwoClickParameters }
  | { readonly kind: 'dlcz'; readonly parameters: DlczParameters }
  | { readonly kind: 'cavity'; readonly parameters: CavityParameters }
  | { readonly kind: 'receiver'; readonly parameters: ReceiverParameters }
  | { readonly kind: 'source'; readonly parameters: HeraldedSourceParameters }
  | { readonly kind: 'pair-source'; readonly parameters: PairSourceLinkParameters }

type Kind = HeraldingModel['kind']
type ParametersOf<K extends Kind> = Extract<HeraldingModel, { kind: K }>['parameters']

const KINDS: { readonly [K in Kind]: HeraldingKind<ParametersOf<K>> } = {
  ideal,
  'single-click': singleClick,
  'two-click': twoClick,
  dlcz,
  cavity,
  receiver,
  source: heraldedSource,
  'pair-source': pairSource
}

/** A kind's functions are only ever given the parameters of a model of that kind. */
function kindOf({ kind }: Pick<HeraldingModel, 'kind'>): HeraldingKind<ParametersOf<Kind>> {
  return KINDS[kind]
}

/** Emitters without a brightness to choose are prepared with as much of the one state as of the other. */
const EVEN = 0.5

export function heraldingPlace(model: Pick<HeraldingModel, 'kind'>): HeraldingPlace {
  return kindOf(model).place
}

/** The brightness that a model really works with when `asked` for one. */
export function effectiveBrightness(model: HeraldingModel, asked: number): number {
  return kindOf(model).brightness?.used(asked) ?? EVEN
}

/**
 * ⟨Z⟩ of a side's memory after an emission whose photon nobody has learned anything from. ↑ = |0⟩ is the dark state.
 *
 * @param side 0 for side A, 1 for side B
 * @param brightness what the model really gave, see effectiveBrightness
 */
export function emittedPolarisation(model: HeraldingModel, side: 0 | 1, brightness: number): number {
  return kindOf(model).brightness?.polarisation(model.parameters, side, brightness) ?? 0
}

/** One attempt under given light from either side and given noise in either round. */
export function attemptModel(model: HeraldingModel, a: Side, b: Side, noise: DetectorNoise): AttemptModel {
  return kindOf(model).attempt(model.parameters, a, b, noise)
}

/**
 * The second round of an attempt of two under noise of its own.
 *
 * @param noiseFirst the noise that the first round was played under
 */
export function secondRoundModel(
  model: HeraldingModel,
  a: Side,
  b: Side,
  noiseFirst: DetectorNoise,
  noiseSecond: DetectorNoise
): SecondRound {
  return kindOf(model).secondRound?.(model.parameters, a, b, noiseFirst, noiseSecond) ?? [NOTHING, NOTHING]
}

/** Brightnesses worth a row in the table of a link's capabilities; one alone where there is none to choose. */
function brightnessesOf(model: HeraldingModel): readonly number[] {
  return kindOf(model).brightness?.choices ?? [1]
}

/** True where a link's brightness can be chosen, so that what is asked for matters. */
export function hasBrightness(model: HeraldingModel): boolean {
  return kindOf(model).brightness !== undefined
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
