import { significant, timeUnit } from '../chart/numbers.js'
import type { Tone } from '../chart/plot.js'
import { linearScale } from '../chart/scale.js'
import type { Timeline, TimelineSpan } from '../chart/timeline.js'
import type { FaultSample, LifeSample } from '../samples.js'
import { type Table, thinRows } from './figure.js'

const TONES: { readonly [state: string]: Tone } = { READY: 3, CALIBRATING: 1, DRIFTING: 4, OUT_OF_SPEC: 2, DOWN: 5 }
const MOST_MARKS = 40

/** The states of a link at both ends, from the start of the run to `end` seconds. */
export function lifeTimeline(life: readonly LifeSample[], faults: readonly FaultSample[], end: number): Timeline {
  const unit = timeUnit(end)
  const at = (seconds: number): number => seconds / unit.seconds
  const names = [...new Set(life.map((sample) => sample.end))].sort()
  const rows = names.map((name) => {
    const changes = life.filter((sample) => sample.end === name)
    const spans = changes.map((change, index): TimelineSpan => {
      const to = changes[index + 1]?.seconds ?? end
      return { from: at(change.seconds), to: at(to), tone: TONES[change.state] ?? 5, label: change.state }
    })
    return { name, spans }
  })
  return {
    title: 'States of the link',
    description: names.map((name) => `${name}: ${sharesOf(life, name, end)}`).join('; '),
    x: { label: `simulated time (${unit.name})`, scale: linearScale(0, at(end), 6, false) },
    rows,
    marks:
      faults.length > MOST_MARKS
        ? []
        : faults.map((fault) => ({ x: at(fault.seconds), title: `${fault.at}: ${fault.what}` }))
  }
}

export function lifeTable(life: readonly LifeSample[]): Table {
  return {
    columns: ['time (s)', 'end', 'state'],
    rows: thinRows(life).map((sample) => [significant(sample.seconds, 6), sample.end, sample.state])
  }
}

/** How long an end was in each state, in words. */
export function sharesOf(life: readonly LifeSample[], name: string, end: number): string {
  const changes = life.filter((sample) => sample.end === name)
  const spent = new Map<string, number>()
  changes.forEach((change, index) => {
    const until = changes[index + 1]?.seconds ?? end
    spent.set(change.state, (spent.get(change.state) ?? 0) + until - change.seconds)
  })
  return [...spent].map(([state, seconds]) => `${state} ${significant((100 * seconds) / end, 3)} %`).join(', ')
}
