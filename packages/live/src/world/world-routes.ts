import { fileSchema } from '@bellwire/simulation'
import * as v from 'valibot'
import { ApiError, type Route } from '../management/api.js'
import type { WorldState } from './world-state.js'

const { fields, flag, number } = fileSchema

const time = fields({ scale: v.optional(number(1e-6, 1e6)), paused: v.optional(flag()) })
const fault = v.union(
  [fields({ link: v.string(), cut: flag() }), fields({ station: v.string(), lying: flag() })],
  'link and cut, or station and lying'
)

/** What the world's management shows and does, as nobody in a real network could. */
export function worldRoutes(state: WorldState, changed: (what: string) => void): Route[] {
  return [
    { method: 'GET', path: '/v1/hardware', scope: 'read', answer: () => ({ status: 200, body: view(state) }) },
    {
      method: 'POST',
      path: '/v1/time',
      scope: 'faults',
      answer: ({ body }) => {
        state.setTime(parse(time, body))
        changed(`time scale ${state.scale}${state.paused ? ', paused' : ''}`)
        return { status: 200, body: view(state) }
      }
    },
    {
      method: 'POST',
      path: '/v1/faults',
      scope: 'faults',
      answer: ({ body }) => {
        const wish = parse(fault, body)
        if ('link' in wish) state.cut(wish.link, wish.cut)
        else state.lie(wish.station, wish.lying)
        changed(
          'link' in wish
            ? `link ${wish.link} ${wish.cut ? 'cut' : 'mended'}`
            : `station ${wish.station} ${wish.lying ? 'lies' : 'is honest'}`
        )
        return { status: 200, body: view(state) }
      }
    }
  ]
}

function parse<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  const [issue] = result.issues
  throw ApiError.invalid(v.getDotPath(issue) ?? 'the body', issue.input, issue.message)
}

function view(state: WorldState): object {
  return {
    seconds: state.seconds,
    timeScale: state.scale,
    paused: state.paused,
    pairs: state.livePairs,
    links: state.links.map(({ fidelitySum, fidelities, ...link }) => ({
      ...link,
      meanFidelity: fidelities === 0 ? null : fidelitySum / fidelities
    })),
    stations: [...state.stations].map(([name, { lying }]) => ({ name, lying }))
  }
}
