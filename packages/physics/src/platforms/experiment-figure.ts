/** What a comparison of a model's figure with the paper's can show. */
export type FigureKind =
  /** Parameters were chosen so that it agrees. */
  | 'fit'
  /** Nothing was fitted to it. */
  | 'prediction'
  /** It depends on an assumed parameter, so agreement is no test. */
  | 'conditional'
  /** Plain arithmetic on published numbers. */
  | 'arithmetic'
  /** The model's value of something that the paper does not state. */
  | 'inferred'
  /** Beyond what was measured. */
  | 'extrapolation'

/** A figure as the paper gives it. */
export interface PublishedValue {
  readonly value: number
  /** One standard deviation. */
  readonly error?: number
  /** The paper gives only a bound. */
  readonly bound?: 'above' | 'below'
}

/** One row of an experiment: the paper's figure beside the model's. */
export interface ExperimentFigure {
  /** Stable key of the row. */
  readonly id: string
  readonly quantity: string
  readonly unit: string
  /** Null where the paper gives none. */
  readonly paper: PublishedValue | null
  /** The model's value in closed form. */
  readonly closedForm: number
  readonly kind: FigureKind
  readonly note?: string
}
