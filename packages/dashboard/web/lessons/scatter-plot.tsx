import { fidelityColour } from '../map/colour.js'
import { formatSpan } from '../parts/format.js'
import type { Scatter } from './lesson.js'

const WIDTH = 380
const HEIGHT = 220
const LEFT = 40
const BOTTOM = 30
const TOP = 10
const RIGHT = 10
const LOWEST = 0.25
const TICKS = [0.25, 0.5, 0.75, 1]
const PARTS = 80
const NANOSECONDS_PER_SECOND = 1e9

/** Measured points around a closed form. */
export function ScatterPlot({ title, points, curve, until, mark }: Scatter) {
  const x = (value: number): number => LEFT + (value / until) * (WIDTH - LEFT - RIGHT)
  const y = (value: number): number => TOP + ((1 - value) / (1 - LOWEST)) * (HEIGHT - TOP - BOTTOM)
  const line = Array.from({ length: PARTS + 1 }, (_, part) => (part / PARTS) * until)
  const path = line.map((at, index) => `${index === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(curve(at)).toFixed(1)}`)
  const times = [0, 0.25, 0.5, 0.75, 1].map((part) => part * until)
  return (
    <figure class="scatter">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${title}: ${points.length} points and the closed form`}
      >
        {TICKS.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 7} y={y(tick) + 4} text-anchor="end">
              {tick}
            </text>
          </g>
        ))}
        {times.map((time) => (
          <text key={time} x={x(time)} y={HEIGHT - 10} text-anchor="middle">
            {formatSpan(time * NANOSECONDS_PER_SECOND)}
          </text>
        ))}
        {mark !== undefined && (
          <g class="mark-line">
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(mark.y)} y2={y(mark.y)} />
            <text x={LEFT + 6} y={y(mark.y) + 15}>
              {mark.label}
            </text>
          </g>
        )}
        {points
          .filter(([at]) => at <= until)
          .map(([at, value], index) => (
            <circle key={index} cx={x(at)} cy={y(value)} r="3" fill={fidelityColour(value)} fill-opacity="0.55" />
          ))}
        <path class="closed-form" d={path.join('')} />
      </svg>
    </figure>
  )
}
