import type { Picoseconds } from '@bellwire/runtime'

/**
 * When an end's detectors see again after a click, if no click in the dead time prolongs it. Where the state at the
 * beginning is not known, two are followed, one that sees at once and one that has just clicked; once they are alike
 * the beginning makes no difference any more.
 */
export class DetectorsReady {
  readonly #deadTime: Picoseconds
  readonly #earliest: Float64Array
  readonly #latest: Float64Array

  constructor(detectors: number, deadTime: Picoseconds) {
    this.#deadTime = deadTime
    this.#earliest = new Float64Array(detectors).fill(-Infinity)
    this.#latest = new Float64Array(detectors).fill(-Infinity)
  }

  /** @param known nothing has ever clicked before */
  begin(time: Picoseconds, known: boolean): void {
    this.#earliest.fill(-Infinity)
    this.#latest.fill(known || this.#deadTime === 0 ? -Infinity : time + this.#deadTime)
  }

  /** What reaches a detector: whether it clicks. */
  click(detector: number, time: Picoseconds): boolean {
    const seen = time >= (this.#earliest[detector] as number)
    if (time >= (this.#latest[detector] as number)) this.#latest[detector] = time + this.#deadTime
    if (seen) this.#earliest[detector] = time + this.#deadTime
    return seen
  }

  /** The beginning makes no difference any more. */
  get certain(): boolean {
    return this.#earliest.every((time, detector) => time === this.#latest[detector])
  }
}
