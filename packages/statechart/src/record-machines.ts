import type { MachineOwner, Recorder } from '@bellwire/runtime'
import type { Observer } from './host-types.js'

/** Writes what machines do into a trace: the timers that fire and, if the recorder wants them, transitions. */
export function recordMachines(recorder: Recorder, of: MachineOwner): Observer {
  const { at } = of
  return {
    made: (host) => recorder.runs?.(of, host),
    timer: (table, key, delay) => {
      if (recorder.idle !== true) recorder.record({ kind: 'timer', at, table, key, delay })
    },
    ...(recorder.transitions === true && {
      transition: (table, key, from, to, event) => {
        if (from !== to && recorder.idle !== true)
          recorder.record({ kind: 'transition', ...of, table, key, from, to, event })
      }
    })
  }
}
