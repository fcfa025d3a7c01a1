import type { TraceRecord } from '@bellwire/runtime'
import type { FeedNetwork } from '../feed/network.js'

/** One running machine of a party. */
interface MachineInstance {
  /** 'link/pair', as the definitions are named. */
  readonly machine: string
  /** Of which link it is, where it is of one. */
  readonly link: number | undefined
  readonly key: number | string
  /** Path of the leaf state. */
  state: string
  /** The event that led there, and when. */
  event: string
  since: number
}

/** What a party has of one machine. */
export interface MachineUse {
  readonly instances: Map<string, MachineInstance>
  /** Transitions so far. */
  steps: number
  /** What its machines did last: for instances that live too short to be seen. */
  last: { readonly from: string; readonly to: string; readonly event: string; readonly time: number } | undefined
}

/** The states of every party's protocol machines. */
export class MachineStates {
  /** By party, by machine. */
  readonly all = new Map<string, Map<string, MachineUse>>()
  /** States in which a machine is over: it goes without another transition. */
  readonly #ends: ReadonlySet<string>

  constructor({ machines }: FeedNetwork) {
    const ends = Object.entries(machines).flatMap(([name, { states }]) =>
      states.filter(({ final, parent }) => final && parent === '').map(({ path }) => `${name} ${path}`)
    )
    this.#ends = new Set(ends)
  }

  of(party: string): ReadonlyMap<string, MachineUse> {
    return this.all.get(party) ?? new Map<string, MachineUse>()
  }

  apply(record: TraceRecord): void {
    // A process that starts knows nothing of the one before.
    if (record.kind === 'restart' || (record.kind === 'event' && record.name === 'crashed')) {
      for (const { instances } of this.all.get(record.at)?.values() ?? []) instances.clear()
    }
    if (record.kind !== 'transition') return
    const { at, layer, link, table, key, from, to, event, time } = record
    const machine = `${layer}/${table}`
    const use = this.#useOf(at, machine)
    use.steps += 1
    use.last = { from, to, event, time }
    const name = `${link ?? ''} ${key}`
    if (to === '' || this.#ends.has(`${machine} ${to}`)) use.instances.delete(name)
    else use.instances.set(name, { machine, link, key, state: to, event, since: time })
  }

  #useOf(party: string, machine: string): MachineUse {
    const uses = this.all.get(party) ?? new Map<string, MachineUse>()
    this.all.set(party, uses)
    const use = uses.get(machine) ?? { instances: new Map(), steps: 0, last: undefined }
    uses.set(machine, use)
    return use
  }
}
