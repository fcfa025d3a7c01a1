import { useMemo } from 'preact/hooks'
import type { MachineDescription } from '@bellwire/statechart'
import type { MachineUse } from '../../src/view/machine-states.js'
import { formatSpan } from '../parts/format.js'
import { edgesOf } from './edges.js'
import { type Box, layoutMachine } from './layout.js'

interface Props {
  readonly name: string
  readonly description: MachineDescription
  readonly use: MachineUse
  readonly now: number
}

const MARGIN = 6
/** For arrows beside the boxes. */
const BESIDE = 34

/** A machine as it is defined, the states of its instances lit. */
export function MachineDrawing({ name, description, use, now }: Props) {
  const layout = useMemo(() => layoutMachine(description), [description])
  const edges = useMemo(() => edgesOf(description, layout), [description, layout])
  const instances = [...use.instances.values()]
  const inState = (path: string): number =>
    instances.filter(({ state }) => state === path || state.startsWith(`${path}.`)).length
  const { last } = use
  const states = instances.map(({ state }) => state).join(', ') || 'none running'
  return (
    <figure class="machine">
      <div class="machine-scroll">
        <svg
          viewBox={`${-MARGIN} ${-MARGIN} ${layout.width + 2 * MARGIN + BESIDE} ${layout.height + 2 * MARGIN}`}
          width={layout.width + 2 * MARGIN + BESIDE}
          height={layout.height + 2 * MARGIN}
          role="img"
          aria-label={`State machine ${name}: ${states}`}
        >
          <defs>
            <marker id="edge-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
              <path d="M0 0L8 4L0 8z" />
            </marker>
          </defs>
          {[...layout.boxes.values()].map((box) => (
            <StateBox key={box.state.path} box={box} count={inState(box.state.path)} />
          ))}
          {edges.map(({ from, to, events, path }) => (
            <path
              key={`${from} ${to}`}
              class={last?.from === from && last.to === to ? 'machine-edge is-last' : 'machine-edge'}
              d={path}
              marker-end="url(#edge-head)"
            >
              <title>{`${from} → ${to}: ${events.join(', ')}`}</title>
            </path>
          ))}
        </svg>
      </div>
      <figcaption class="hint">
        {last === undefined
          ? 'No transition yet.'
          : `Last: ${last.from || 'opened'} → ${last.to || 'closed'} on ${last.event}, ${formatSpan(now - last.time)} ago. `}
        {use.steps > 0 && `${use.steps} transitions.`}
      </figcaption>
    </figure>
  )
}

function StateBox({ box, count }: { readonly box: Box; readonly count: number }) {
  const { state, x, y, width, height, compound } = box
  const label = state.path.split('.').at(-1) ?? ''
  const classes = ['state', compound ? 'is-compound' : '', state.final ? 'is-final' : '', count > 0 ? 'is-current' : '']
  return (
    <g class={classes.join(' ')} data-state={state.path}>
      <rect x={x} y={y} width={width} height={height} rx={compound ? 10 : 15} />
      <text
        x={compound ? x + 12 : x + width / 2}
        y={compound ? y + 17 : y + height / 2 + 4}
        text-anchor={compound ? 'start' : 'middle'}
      >
        {label}
      </text>
      {count > 1 && (
        <g transform={`translate(${x + width - 4} ${y + 2})`} class="state-count">
          <circle r="9" />
          <text y="4" text-anchor="middle">
            {count}
          </text>
        </g>
      )}
    </g>
  )
}
