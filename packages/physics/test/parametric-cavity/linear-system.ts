import { type Complex, minus, product } from '../../src/parametric-cavity/complex.js'

/** x with Ax = b by elimination with the largest pivot; A row by row. */
export function solveLinear(matrix: readonly (readonly Complex[])[], right: readonly Complex[]): Complex[] {
  const rows = matrix.map((row, index) => [...row, right[index]!])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (modulus(rows[row]![column]!) > modulus(rows[pivot]![column]!)) pivot = row
    }
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const factor = quotient(rows[row]![column]!, rows[column]![column]!)
      rows[row] = rows[row]!.map((value, index) => minus(value, product(factor, rows[column]![index]!)))
    }
  }
  return rows.map((row, index) => quotient(row[size]!, row[index]!))
}

export function modulus({ re, im }: Complex): number {
  return Math.hypot(re, im)
}

export function conjugate({ re, im }: Complex): Complex {
  return { re, im: -im }
}

function quotient(a: Complex, b: Complex): Complex {
  const size = b.re * b.re + b.im * b.im
  return product(a, { re: b.re / size, im: -b.im / size })
}
