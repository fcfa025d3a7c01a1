import { attemptMachine } from '@bellwire/physical-layer'
import { VirtualClock } from '@bellwire/runtime'
import { Host, type RunnerKind } from '@bellwire/statechart'
import type { Reply } from '@bellwire/wire'
import type { WorkloadRun } from './link-workload.js'

const SLOT = 1000

/** The attempt machine, a slot at a time: the REPLY of a failed batch that sends the next one, with its timer. */
export class StatechartWorkload {
  readonly #host
  readonly #attempt
  #emitted = 0

  constructor(runner: RunnerKind) {
    this.#host = new Host({
      machines: { attempt: attemptMachine },
      clock: new VirtualClock(),
      runner,
      owner: {
        output: () => {
          this.#emitted += 1
        }
      }
    })
    this.#attempt = this.#host.table('attempt')
    this.#attempt.open(0, { expected: 0, batchSlots: 1, slotOrigin: 0, slotPeriod: SLOT, replyDelay: SLOT })
  }

  run(events: number): WorkloadRun {
    const end = events + 2
    const emitted = this.#emitted
    this.#attempt.tell(0, {
      type: 'GENERATE',
      queueId: 1,
      qubit: 0,
      brightness: 1,
      firstSlot: 0,
      endSlot: end,
      arrivalBases: null,
      now: 0
    })
    for (let slot = 0; slot < events; slot++) {
      const frame: Reply = {
        type: 'REPLY',
        link: 1,
        incarnation: 1,
        epoch: 1,
        outcome: 0,
        bellIndex: 0,
        sequence: 0,
        slot,
        offsetPicoseconds: 0,
        queueId: 1,
        peerQueueId: 1,
        error: 0
      }
      this.#attempt.tell(0, { type: 'REPLY', frame, now: slot * SLOT, earliestSlot: slot + 1, emittedSlot: slot })
    }
    this.#attempt.tell(0, { type: 'WITHDRAW' })
    if (this.#emitted - emitted !== events + 2) throw new Error('the machine did not send a batch for every event')
    return { count: events, simulatedSeconds: 0, events }
  }
}
