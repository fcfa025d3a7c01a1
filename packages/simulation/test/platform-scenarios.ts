import { stringify } from 'yaml'

/** What is said beside a platform. */
export interface Parts {
  readonly link?: object
  readonly model?: object
  readonly node?: object
}

/** A scenario of two nodes and one link of a platform, without the platform's own section. */
export function scenarioOf(platform: string, { link = {}, model = {}, node = {} }: Parts = {}): string {
  return stringify({
    name: 'two nodes',
    duration: '2 s',
    nodes: ['alice', 'bob'].map((name) => ({ name, platform, qubits: 2, ...node })),
    stations: [{ name: 'middle' }],
    links: [{ a: 'alice', b: 'bob', station: 'middle', model: { kind: 'platform', platform, ...model }, ...link }],
    requests: [{ from: 'alice', to: 'bob', kind: 'measure', number: 4, minimumFidelity: 0.5 }]
  })
}
