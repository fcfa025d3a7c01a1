/** Width of text at the charts' size, near enough to lay it out: there is no way to measure it without a browser. */
export function textWidth(text: string): number {
  return 6.9 * text.length
}

/** Wider than on a desk: phones show the charts small with larger letters. */
const LEGEND_LETTER = 8.4
const SAMPLE = 26
const GAP = 18
const ROW = 20

export interface LegendLayout {
  readonly height: number
  /** Of each label, from the left of the plotted area and from the first row. */
  readonly entries: readonly { readonly x: number; readonly y: number }[]
}

/** Lays labels out in rows, as words in a paragraph. */
export function layOutLegend(labels: readonly string[], width: number): LegendLayout {
  let x = 0
  let y = 0
  const entries = labels.map((label) => {
    const needed = SAMPLE + LEGEND_LETTER * label.length
    if (x > 0 && x + needed > width) {
      x = 0
      y += ROW
    }
    const entry = { x, y }
    x += needed + GAP
    return entry
  })
  return { height: labels.length === 0 ? 0 : y + ROW, entries }
}
