/** A scenario, and how the page plays it. */
export interface PlayedText {
  /** YAML. */
  readonly text: string
  /** Seconds of the network for each of the viewer's. */
  readonly speed: number
  /** Nanoseconds that are gone through at once at the beginning. */
  readonly ahead?: number
}
