import type { TraceRecord } from '@bellwire/runtime'
import type { FeedLink, FeedNetwork } from '../feed/network.js'
import { stackMachines } from '../simulation/machines.js'

interface Found {
  readonly ends: Set<string>
  station: string | undefined
}

/** The network that a trace is of, as far as its records tell. */
export function traceNetwork(name: string, records: readonly TraceRecord[]): FeedNetwork {
  const run = records.find((record) => record.kind === 'run')
  const parties = run?.kind === 'run' ? run.parties : []
  const links = new Map<number, Found>()
  const qubits = new Map<string, number>()
  for (const record of records) {
    if (record.kind === 'linkState') foundOf(links, record.link).ends.add(record.at)
    else if (record.kind === 'herald') foundOf(links, record.link).station = record.at
    else if (record.kind === 'qubitAllocated')
      qubits.set(record.at, Math.max(qubits.get(record.at) ?? 0, record.qubit + 1))
  }
  return {
    title: run?.kind === 'run' && run.scenario !== '' ? run.scenario : name,
    text: `Recorded in ${name}.`,
    source: 'trace',
    parties: parties.map(({ name: party, node: number, role }) => ({
      name: party,
      number,
      role,
      ...(role === 'node' && { qubits: qubits.get(party) ?? 0 })
    })),
    links: [...links].flatMap(([number, { ends, station }]): FeedLink[] => {
      const [a, b] = ends
      return a === undefined || b === undefined ? [] : [{ number, a, b, ...(station !== undefined && { station }) }]
    }),
    machines: stackMachines(),
    controls: ['pace', 'step', 'seek'],
    duration: records.at(-1)?.time ?? 0
  }
}

function foundOf(links: Map<number, Found>, number: number): Found {
  const found = links.get(number) ?? { ends: new Set<string>(), station: undefined }
  links.set(number, found)
  return found
}
