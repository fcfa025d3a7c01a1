import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LdpcCode, ldpcCode } from './code.js'

const sizes = fc.integer({ min: 8, max: 1000 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.integer({ min: 4, max: Math.min(columns - 1, 600) }),
    seed: fc.nat(0xffff_ffff)
  })
)

const rowsOf = (code: LdpcCode): number[][] =>
  Array.from({ length: code.rows }, (_, r) => [
    ...code.columnOf.subarray(code.rowStart[r] as number, code.rowStart[r + 1] as number)
  ])

const columnsOf = (code: LdpcCode): number[][] => {
  const columns: number[][] = Array.from({ length: code.columns }, () => [])
  for (const [r, row] of rowsOf(code).entries()) for (const j of row) columns[j]?.push(r)
  return columns
}

/** By elimination over GF(2), of rows as integers. */
function rank(code: LdpcCode): number {
  const pivots = new Map<number, bigint>()
  for (const row of rowsOf(code)) {
    let bits = row.reduce((sum, j) => sum ^ (1n << BigInt(j)), 0n)
    while (bits !== 0n) {
      const top = bits.toString(2).length
      const pivot = pivots.get(top)
      if (pivot === undefined) {
        pivots.set(top, bits)
        break
      }
      bits ^= pivot
    }
  }
  return pivots.size
}

/** How many pairs of rows share two columns, counted by pairs of rows in a column. */
function fourCycles(columns: readonly number[][]): number {
  const shared = new Map<number, number>()
  let cycles = 0
  for (const rows of columns) {
    for (const [k, a] of rows.entries()) {
      for (const b of rows.slice(k + 1)) {
        const pair = a * 65_536 + b
        const before = shared.get(pair) ?? 0
        cycles += before
        shared.set(pair, before + 1)
      }
    }
  }
  return cycles
}

/** The low columns that some cycle of six passes, its three rows joined by three columns. */
function columnsOnSixCycles(columns: readonly number[][], rows: readonly number[][], from: number): number {
  let count = 0
  for (const [j, own] of columns.entries()) {
    if (j < from || own.length !== 3) continue
    const near = own.map((r) => new Set((rows[r] ?? []).filter((k) => k !== j).flatMap((k) => columns[k] ?? [])))
    for (const [k, set] of near.entries()) set.delete(own[k] as number)
    const meets = near.some((set, k) => near.some((other, l) => l < k && [...set].some((r) => other.has(r))))
    if (meets) count++
  }
  return count
}

describe('a code', () => {
  it('has a staircase, columns of the degrees that its rate wants, and no entry twice', () => {
    fc.assert(
      fc.property(sizes, ({ columns, rows, seed }) => {
        const code = ldpcCode(columns, rows, seed)
        const found = columnsOf(code)
        const free = columns - rows + 1
        const dense = (columns * columns) / rows ** 3 > 1 / 16
        const [high, few, many] = dense ? [Math.floor(free / 4), 4, 14] : [Math.floor((free * 35) / 100), 3, 11]
        const most = Math.floor(rows / 2)
        return found.every((own, j) => {
          if (j < rows - 1) return own.length === 2 && own[0] === j && own[1] === j + 1
          return own.length === Math.min(j < rows - 1 + high ? many : few, most) && new Set(own).size === own.length
        })
      }),
      { numRuns: 40 }
    )
  })

  it('has rows of equal weight, or one more, but for a few', () => {
    const code = ldpcCode(8192, 1638, 5)
    const mean = Math.floor(code.columnOf.length / code.rows)
    const odd = rowsOf(code).filter((row) => row.length !== mean && row.length !== mean + 1)
    expect(odd.length).toBeLessThanOrEqual(4)
  })

  it('is the same wherever it is drawn from one seed, and another from another', () => {
    const digest = (columns: number, rows: number, seed: number): string => {
      const { rowStart, columnOf } = ldpcCode(columns, rows, seed)
      return createHash('sha256').update(`${rowStart.join()};${columnOf.join()}`).digest('hex').slice(0, 16)
    }
    expect([digest(1000, 200, 1), digest(1000, 200, 2), digest(8192, 1024, 1)]).toMatchInlineSnapshot(`
      [
        "f6971b5995530c98",
        "6b9be721bd44ca6f",
        "f4af4923c56f6755",
      ]
    `)
  })

  it('has rank rows - 1 at least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 120 }), fc.nat(1000), (rows, seed) => {
        expect(rank(ldpcCode(rows * 4, rows, seed))).toBeGreaterThanOrEqual(rows - 1)
      }),
      { numRuns: 20 }
    )
  })

  it('has no cycle of four where there is room, and few columns of degree three on a cycle of six', () => {
    for (const [columns, rows] of [
      [8192, 1638],
      [8192, 4096],
      [16_384, 1638]
    ] as const) {
      expect(fourCycles(columnsOf(ldpcCode(columns, rows, 3)))).toBe(0)
    }
    const code = ldpcCode(8192, 4096, 3)
    expect(columnsOnSixCycles(columnsOf(code), rowsOf(code), code.rows - 1)).toBeLessThan(27)
  })

  it('has no two columns of degree three within twelve steps of the staircase', () => {
    const low = columnsOf(ldpcCode(8192, 3000, 1)).filter((rows, j) => j >= 2999 && rows.length === 3)
    const sorted = low.map((rows) => [...rows].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    expect(sorted.length).toBeGreaterThan(3000)
    // On a line, the shortest way to pair two sets of points pairs them in their order.
    let nearest = Number.POSITIVE_INFINITY
    for (const [k, [a = 0, b = 0, c = 0]] of sorted.entries()) {
      for (let l = k + 1; l < sorted.length; l++) {
        const [x = 0, y = 0, z = 0] = sorted[l] as number[]
        if (x - a > 12) break
        nearest = Math.min(nearest, x - a + Math.abs(y - b) + Math.abs(z - c))
      }
    }
    expect(nearest).toBeGreaterThanOrEqual(12)
  })
})
