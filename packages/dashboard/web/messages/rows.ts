import type { Sequence } from '@bellwire/runtime'

export interface Rows {
  /** The height of what record `n` did at `time`. */
  readonly of: (n: number, time: number) => number
  /** The instants and their heights. */
  readonly times: readonly (readonly [number, number])[]
  readonly end: number
}

const TOP = 56
const ROW = 21

/** A height for every sending, arrival and note, in the order of time: what happens at one instant shares a row, except labels. */
export function rowsOf({ messages, notes }: Sequence): Rows {
  const points = [
    ...messages.map(({ n, sent }) => ({ n, time: sent, labelled: true })),
    ...messages.flatMap(({ n, sent, received }) =>
      received === undefined || received === sent ? [] : [{ n, time: received, labelled: false }]
    ),
    ...notes.map(({ n, time }) => ({ n, time, labelled: true }))
  ].sort((one, other) => one.time - other.time || one.n - other.n)
  const heights = new Map<string, number>()
  const times: [number, number][] = []
  let y = TOP
  let before: { readonly time: number; readonly labelled: boolean } | undefined
  for (const point of points) {
    if (before !== undefined && (point.time > before.time || before.labelled || point.labelled)) y += ROW
    if (before?.time !== point.time) times.push([point.time, y])
    heights.set(`${point.n} ${point.time}`, y)
    before = point
  }
  return { of: (n, time) => heights.get(`${n} ${time}`) ?? TOP, times, end: y + ROW }
}
