// The network of which the processes of a soak are the parties: two links and a repeater, with perfect pairs.

export const NODES = ['alice', 'relay', 'bob']
export const STATIONS = ['west', 'east']
/** Who exchanges frames with whom. @type {readonly [string, string][]} */
export const ADJACENT = [
  ['alice', 'west'],
  ['relay', 'west'],
  ['relay', 'east'],
  ['bob', 'east'],
  ['alice', 'relay'],
  ['relay', 'bob']
]
const MODEL = { kind: 'ideal', attempts: 2, fidelity: 1 }
export const SCENARIO = {
  name: 'two links and a repeater',
  duration: '1 s',
  nodes: NODES.map((name) => ({ name, qubits: 8 })),
  stations: STATIONS.map((name) => ({ name })),
  links: [
    { a: 'alice', b: 'relay', station: 'west', length: '1 km', model: MODEL },
    { a: 'relay', b: 'bob', station: 'east', length: '1 km', model: MODEL }
  ],
  circuits: [{ from: 'alice', to: 'bob', minimumFidelity: 0.5, number: 'continuous' }]
}
