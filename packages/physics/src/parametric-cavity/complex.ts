/** A complex number. */
export interface Complex {
  readonly re: number
  readonly im: number
}

/** ab. */
export function product(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re }
}

/** i·a. */
export function turned({ re, im }: Complex): Complex {
  return { re: -im, im: re }
}

/** A real multiple. */
export function times(factor: number, { re, im }: Complex): Complex {
  return { re: factor * re, im: factor * im }
}

/** a − b. */
export function minus(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im }
}
