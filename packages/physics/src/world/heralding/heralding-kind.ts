import type { DetectorNoise, Side, SlotModel } from '../../components/slot-model.js'
import type { HeraldingPlace } from './heralding-place.js'

/** One attempt as the models describe it: one slot, or two when `second` is given and the first round goes on. */
export interface AttemptModel {
  readonly first: SlotModel
  /** [detector that clicked alone in the first round]; null where one slot is the whole attempt. */
  readonly second: SecondRound | null
}

/** [detector that clicked alone in the first round] */
export type SecondRound = readonly [SlotModel, SlotModel]

/** What the world has to know of one way in which heralds come about. */
export interface HeraldingKind<Parameters> {
  readonly place: HeraldingPlace
  /** One attempt under given light from either side and given noise in either round. */
  attempt(parameters: Parameters, a: Side, b: Side, noise: DetectorNoise): AttemptModel
  /** The second round under noise of its own; only of kinds whose attempts have one. */
  secondRound?(
    parameters: Parameters,
    a: Side,
    b: Side,
    noiseFirst: DetectorNoise,
    noiseSecond: DetectorNoise
  ): SecondRound
  /** Absent where there is no brightness to choose. */
  readonly brightness?: BrightnessChoice<Parameters>
}

/** How bright emissions may be, in the measure that goes with the kind: a population, χ, a share of the threshold. */
interface BrightnessChoice<Parameters> {
  /** The brightness that hardware really works with when `asked` for one. */
  used(asked: number): number
  /**
   * ⟨Z⟩ of a side's memory after an emission whose photon nobody has learned anything from. ↑ = |0⟩ is the dark state.
   *
   * @param side 0 for side A, 1 for side B
   */
  polarisation(parameters: Parameters, side: 0 | 1, used: number): number
  /** Those worth a row in the table of a link's capabilities, rising. */
  readonly choices: readonly number[]
}

export const NOTHING: SlotModel = { heraldProbability: 0, patterns: [] }

/** An attempt of one slot. */
export function oneSlot(first: SlotModel): AttemptModel {
  return { first, second: null }
}

/** `number` brightnesses in equal ratios, the first and the last included. */
export function equalRatios(first: number, last: number, number = 25): readonly number[] {
  return Array.from({ length: number }, (_, step) => first * (last / first) ** (step / (number - 1)))
}
