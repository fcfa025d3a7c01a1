import type { Recorder } from '@bellwire/runtime'
import type { Observer } from './host-types.js'

/** Whose machines they are, as a transition record says it. */
export interface MachinesOf {
  /** Name of the node or station. */
  readonly at: string
  readonly layer: 'physical' | 'link' | 'network' | 'application' | 'station'
  readonly link?: number
}

/** Writes what machines do into a trace: the timers that fire and, if the recorder wants them, transitions. */
export function recordMachines(recorder: Recorder, of: MachinesOf): Observer {
  const { at } = of
  return {
    timer: (table, key, delay) => recorder.record({ kind: 'timer', at, table, key, delay }),
    ...(recorder.transitions === true && {
      transition: (table, key, from, to, event) => {
        if (from !== to) recorder.record({ kind: 'transition', ...of, table, key, from, to, event })
      }
    })
  }
}
