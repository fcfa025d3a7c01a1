/** Where a number of a platform comes from. */
export type ParameterTag =
  /** Stated in the paper. */
  | 'published'
  /** Exact arithmetic on other numbers of the table. */
  | 'derived'
  /** Fitted to the paper's results; no test of the model. */
  | 'fitted'
  /** Assumed; nothing in the paper fixes it. */
  | 'assumed'

/** One number of a platform's table. */
export interface TaggedParameter {
  readonly symbol: string
  readonly value: number
  /** One standard deviation, where the paper gives one. */
  readonly error?: number
  readonly unit: string
  readonly tag: ParameterTag
  readonly note?: string
}
