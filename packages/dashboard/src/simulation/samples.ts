import type { PlayReport } from '@bellwire/simulation'
import type { Sample } from '../feed/messages.js'

type Application = PlayReport['applications'][number]

/** What curves are drawn of, from what a scenario reports so far. */
export function samplesOf({ pairs, requests, applications }: PlayReport): Sample[] {
  return [
    ...pairs.flatMap(({ from, to, meanFidelity }): Sample[] =>
      meanFidelity === null ? [] : [{ quantity: 'fidelity', of: `${from}-${to}`, value: meanFidelity }]
    ),
    ...requests.flatMap(({ from, to, chsh }): Sample[] => estimate('chsh', `${from}-${to}`, chsh)),
    ...applications.flatMap(applicationSamples)
  ]
}

function applicationSamples(application: Application): Sample[] {
  const of = `${application.from}-${application.to}`
  switch (application.kind) {
    case 'key-distribution':
      return [
        { quantity: 'key', of, value: application.keyLength },
        { quantity: 'rounds', of, value: application.rounds },
        ...estimate('chsh', of, application.chsh),
        ...estimate('qber', of, application.qber)
      ]
    case 'chsh':
    case 'measure':
      return [
        ...(application.chsh === null ? [] : [{ quantity: 'rounds' as const, of, value: application.chsh.rounds }]),
        ...estimate('chsh', of, application.chsh),
        ...Object.entries(application.correlators).flatMap(([bases, value]) =>
          estimate('correlator', `${of} ${bases}`, value)
        )
      ]
    case 'tomography':
      return [...estimate('fidelity', of, application.fidelity), ...estimate('chsh', of, application.chsh)]
    default:
      return []
  }
}

function estimate(
  quantity: Sample['quantity'],
  of: string,
  value: { readonly value: number; readonly standardError: number } | null
): Sample[] {
  return value === null ? [] : [{ quantity, of, value: value.value, error: value.standardError }]
}
