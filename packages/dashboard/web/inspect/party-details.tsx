import { useState } from 'preact/hooks'
import type { NetworkModel } from '../../src/view/network-model.js'
import type { PartyView } from '../../src/view/parties.js'
import { MachineDrawing } from '../machines/machine-drawing.js'
import { MachineList } from '../machines/machine-list.js'
import { FaultButtons } from './fault-buttons.js'
import { HeldPairs } from './held-pairs.js'

/** One node or station: its process, its pairs and its protocol machines. */
export function PartyDetails({ model, party }: { readonly model: NetworkModel; readonly party: PartyView }) {
  const { name, role, number, up, starts, qubits } = party
  const uses = model.machines.of(name)
  const [chosen, choose] = useState<string>(role === 'node' ? 'physical/attempt' : 'station/heralding')
  const use = uses.get(chosen)
  const description = model.network.machines[chosen]
  return (
    <div class="stack">
      <h2>
        {name} <small>{role}</small>
      </h2>
      <p class="hint">
        Number {number} on the wire, {up ? 'running' : 'down'}
        {starts > 1 ? `, started ${starts} times` : ''}
        {role === 'node' ? `, ${qubits} qubits` : ''}
      </p>
      <FaultButtons model={model} party={name} />
      {role === 'node' && <HeldPairs model={model} node={name} />}
      {uses.size === 0 ? (
        <p class="hint">This source tells nothing of protocol machines.</p>
      ) : (
        <>
          <MachineList uses={uses} chosen={chosen} onChoose={choose} />
          {description !== undefined && use !== undefined && (
            <MachineDrawing name={chosen} description={description} use={use} now={model.pace.time} />
          )}
        </>
      )}
    </div>
  )
}
