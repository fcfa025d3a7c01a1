import type { MachineOwner, RunningMachines, TraceFields } from '@bellwire/runtime'

interface Group {
  readonly of: MachineOwner
  /** Whoever runs them lets go of them when they are over: this is not what keeps them. */
  readonly machines: WeakRef<RunningMachines>
}

/** Groups after which those that are gone are looked for. */
const MANY = 64

/** The protocol machines that run in a process: asked for their states only when somebody wants to know. */
export class MachinesAtWork {
  #groups: Group[] = []
  #many = MANY

  add(of: MachineOwner, machines: RunningMachines): void {
    this.#groups.push({ of, machines: new WeakRef(machines) })
    if (this.#groups.length < this.#many) return
    this.#groups = this.#groups.filter((group) => group.machines.deref() !== undefined)
    this.#many = Math.max(MANY, 2 * this.#groups.length)
  }

  /** A node begins anew: its machines so far are over. A station keeps its own. */
  restarted(): void {
    this.#groups = this.#groups.filter(({ of }) => of.layer === 'station')
  }

  /** Each as if it had gone now to the state that it is in. */
  *states(): Generator<TraceFields> {
    for (const { of, machines } of this.#groups)
      for (const { table, key, state } of machines.deref()?.states() ?? [])
        yield { kind: 'transition', ...of, table, key, from: '', to: state, event: 'seen' }
  }
}
