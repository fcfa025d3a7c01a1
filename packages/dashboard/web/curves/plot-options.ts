import type uPlot from 'uplot'

const COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6']

/** Colours of so many curves. */
export function seriesColours(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `var(${COLOURS[index % COLOURS.length] ?? '--series-1'})`)
}

/** A small plot in the colours of the page. */
export function plotOptions(
  element: HTMLElement,
  names: readonly string[],
  width: number,
  height: number,
  [low, high]: readonly [number | null, number | null]
): uPlot.Options {
  const style = getComputedStyle(element)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  const axis = {
    stroke: colour('--ink-soft'),
    grid: { stroke: colour('--grid'), width: 1 },
    ticks: { show: false },
    font: `11px ${style.fontFamily}`
  }
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 8, 0, 0],
    scales: {
      x: { time: false },
      y: { range: (_plot, min, max) => rangeOf(min, max, low, high) }
    },
    axes: [
      { ...axis, size: 24, values: (_plot, ticks) => ticks.map((tick) => (tick === 0 ? '0' : `${round(tick)} s`)) },
      { ...axis, size: 44, values: (_plot, ticks) => ticks.map(round) }
    ],
    series: [
      {},
      ...names.map((label, index) => ({
        label,
        stroke: colour(COLOURS[index % COLOURS.length] ?? '--series-1'),
        width: 1.75,
        spanGaps: true,
        points: { show: false }
      }))
    ]
  }
}

function rangeOf(min: number, max: number, low: number | null, high: number | null): [number, number] {
  if (min === max && max === 0) return [0, 1]
  const pad = Math.max((max - min) * 0.12, Math.abs(max) * 0.01, 1e-6)
  return [low ?? min - pad, high !== null && high >= max ? high + (high - min) * 0.02 : max + pad]
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)))
}
