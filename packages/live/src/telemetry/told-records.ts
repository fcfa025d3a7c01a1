import type { TraceFields } from '@bellwire/runtime'

/** Whether a record of this kind is counted by those who watch, or one of many that show how things go. */
export type Weight = 'counted' | 'detail'

const WEIGHTS: Partial<Record<TraceFields['kind'], Weight>> = {
  fault: 'counted',
  restart: 'counted',
  create: 'counted',
  ok: 'counted',
  err: 'counted',
  expired: 'counted',
  linkState: 'counted',
  qubitFreed: 'counted',
  herald: 'detail',
  transition: 'detail',
  frameSent: 'detail',
  frameReceived: 'detail',
  frameDropped: 'detail',
  frameMalformed: 'detail'
}

const EVENTS: ReadonlySet<string> = new Set([
  'swapped',
  'distilled',
  'networkPair',
  'networkPairExpired',
  'circuitOpened',
  'circuitEnded'
])

/** Undefined for what nobody is told. */
export function weightOf(fields: TraceFields): Weight | undefined {
  if (fields.kind === 'event') return EVENTS.has(fields.name) ? 'counted' : undefined
  return WEIGHTS[fields.kind]
}
