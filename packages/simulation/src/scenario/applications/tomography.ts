import type { Characterised } from '@bellwire/application-layer'
import { type Estimate, estimateFromCounts, pairToDensity } from '@bellwire/quantum'
import type { Nanoseconds } from '@bellwire/runtime'
import type { TomographyInput } from '../schema/application.js'
import type { Ends } from './ends.js'
import { PlayedApplication } from './played-application.js'
import type { TomographyReport } from './report.js'
import { nodeOf } from './stage.js'

const DIMENSION = 4

/** Reconstructs the state of pairs from what both ends have measured. */
export class TomographyApplication extends PlayedApplication<TomographyInput> {
  #result: Characterised | undefined

  protected override open(): void {
    this.share((ends) => this.#begin(ends))
  }

  /** What was measured is forgotten, and the dialogue is over. */
  override crashed(node: string): void {
    super.crashed(node)
    const { from, to } = this.entry
    if (this.running && (node === from || node === to)) this.end('LOST')
  }

  #begin(ends: Ends): void {
    this.began()
    const seed = this.stage.random.stream('settings').bits32()
    const at = (side: 'from' | 'to') => nodeOf(this.stage, this.entry[side]).applications.characterisations
    at('to').answer(ends.to)
    at('from').characterise(
      ends.from,
      { pairs: this.entry.number, seed },
      this.resultListener<Characterised>((result) => (this.#result = result))
    )
  }

  override report(end: Nanoseconds): TomographyReport {
    const result = this.#result
    return {
      kind: 'tomography',
      ...this.head(end),
      asked: this.entry.number,
      pairs: result?.pairs ?? 0,
      perSecond: this.perSecond(result?.pairs ?? 0, end),
      densityMatrix: result === undefined ? null : densityOf(result),
      fidelity: result?.tomography.fidelity ?? null,
      concurrence: result?.concurrence ?? null,
      chsh: result?.chsh ?? null,
      maximumChsh: result?.maximumChsh ?? null
    }
  }
}

function densityOf({ counts }: Characterised): TomographyReport['densityMatrix'] {
  // Real and imaginary parts lie side by side, row by row; below the diagonal is what is above it, conjugated.
  const upper = (imaginary: 0 | 1) =>
    grid((row, column) => {
      if (row > column || (imaginary === 1 && row === column)) return { value: 0, standardError: 0 }
      const at = 2 * (DIMENSION * row + column) + imaginary
      return estimateFromCounts(counts, (state) => pairToDensity(state).data[at] as number)
    })
  const [real, imaginary] = [upper(0), upper(1)]
  const whole = (cells: Estimate[][], below: 1 | -1, field: keyof Estimate) =>
    grid((row, column) => {
      const cell = cells[Math.min(row, column)]?.[Math.max(row, column)]
      return (row > column ? below : 1) * (cell?.[field] as number)
    })
  return {
    real: whole(real, 1, 'value'),
    imaginary: whole(imaginary, -1, 'value'),
    realErrors: whole(real, 1, 'standardError'),
    imaginaryErrors: whole(imaginary, 1, 'standardError')
  }
}

function grid<Cell>(cell: (row: number, column: number) => Cell): Cell[][] {
  return Array.from({ length: DIMENSION }, (_, row) =>
    Array.from({ length: DIMENSION }, (__, column) => cell(row, column))
  )
}
