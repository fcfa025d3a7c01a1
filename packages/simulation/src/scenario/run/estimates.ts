/** Of times. */
export interface Mean {
  readonly meanSeconds: number
  readonly standardErrorSeconds: number
  readonly count: number
}

/** Of what was found in so many rounds. */
export interface CountedEstimate {
  readonly value: number
  readonly standardError: number
  readonly rounds: number
}
