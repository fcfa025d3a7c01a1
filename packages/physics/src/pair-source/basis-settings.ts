import type { Nanoseconds, Picoseconds, RandomSource, RandomStream } from '@bellwire/runtime'
import type { MeasuringEnd } from './parameters.js'

/** Settings drawn from one stream. */
const SETTINGS_TOGETHER = 64

/** In which basis an end measures at a time: by a splitter photon by photon, or by a modulator set at random. */
export class BasisSettings {
  /** Probability of Z. */
  zShare: number
  readonly #choice: MeasuringEnd['basisChoice']
  readonly #random: RandomSource
  #chunk = -1
  readonly #draws = new Float64Array(SETTINGS_TOGETHER)

  constructor(choice: MeasuringEnd['basisChoice'], random: RandomSource) {
    this.#choice = choice
    this.#random = random
    this.zShare = choice.zShare
  }

  /**
   * @param time at the end, picoseconds since `origin`
   * @param photon of the photon's own draws
   */
  at(origin: Nanoseconds, time: Picoseconds, photon: RandomStream): 0 | 1 {
    const choice = this.#choice
    if (choice.kind === 'passive') return photon.bernoulli(this.zShare) ? 0 : 1
    const period = Math.floor((1000 * origin + time) / choice.settingPicoseconds)
    const chunk = Math.floor(period / SETTINGS_TOGETHER)
    if (chunk !== this.#chunk) {
      this.#chunk = chunk
      const draws = this.#random.stream(`settings/${chunk}`)
      for (let k = 0; k < SETTINGS_TOGETHER; k++) this.#draws[k] = draws.uniform()
    }
    return (this.#draws[period - SETTINGS_TOGETHER * chunk] as number) < this.zShare ? 0 : 1
  }
}
