import type { Forward } from '@bellwire/wire'
import { CIRCUIT_REQUEST, type CircuitRequest } from '../../../subject/circuit-service.js'
import type { EndScene } from '../end-scene.js'

const KINDS = ['keep', 'measure', 'prepare'] as const

/** What was asked in each request, by its number: by FORWARD, whichever end it comes from. */
export function requestsOf({ stage }: EndScene): ReadonlyMap<number, CircuitRequest> {
  const requests = new Map<number, CircuitRequest>()
  const add = ({ request, kind, number, early, raw }: Forward): void => {
    if (!requests.has(request))
      requests.set(request, { ...CIRCUIT_REQUEST, kind: KINDS[kind] ?? 'keep', number, early, raw })
  }
  stage.watch((happening) => {
    if ((happening.kind === 'sent' || happening.kind === 'came') && happening.frame.type === 'FORWARD')
      add(happening.frame)
  })
  return requests
}
