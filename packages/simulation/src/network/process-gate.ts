import type { QuantumDevice } from '@bellwire/device'
import type { Recorder, RecordStore } from '@bellwire/runtime'
import type { Transport } from '@bellwire/transport'

/** Of a node that can be killed: what outlives its processes. */
export interface MortalNode {
  readonly store: RecordStore
  /** What a process of the node records goes through this. */
  recorder?(recorder: Recorder): Recorder
}

/** What one process has of the world. When it is shut the process is dead: nothing gets in or out any more. */
export class ProcessGate {
  #open = true

  shut(): void {
    this.#open = false
  }

  transport(transport: Transport): Transport {
    return {
      node: transport.node,
      send: (to, frame) => {
        if (this.#open) transport.send(to, frame)
      },
      listen: (listener) =>
        transport.listen({
          frame: (from, frame) => {
            if (this.#open) listener.frame(from, frame)
          },
          malformed: (from, reason) => {
            if (this.#open) listener.malformed(from, reason)
          }
        })
    }
  }

  device(device: QuantumDevice): QuantumDevice {
    return {
      capabilities: device.capabilities,
      execute: (command) => {
        if (this.#open) device.execute(command)
      },
      listen: (listener) =>
        device.listen((result) => {
          if (this.#open) listener(result)
        }),
      reset: () => {
        if (this.#open) device.reset()
      }
    }
  }

  recorder(recorder: Recorder): Recorder {
    return {
      record: (fields) => {
        if (this.#open) recorder.record(fields)
      }
    }
  }

  store(store: RecordStore): RecordStore {
    return {
      read: () => store.read(),
      commit: (changes, done) => {
        if (this.#open)
          store.commit(changes, (error) => {
            if (this.#open) done(error)
          })
      }
    }
  }
}
