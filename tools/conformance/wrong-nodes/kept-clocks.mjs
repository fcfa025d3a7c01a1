/** Clocks that hardware keeps, and frames that are slower than photons (section 2.12). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const keptClocks = [
  {
    id: 'corrects-kept-clock',
    wrong: 'A clock that hardware keeps on the station’s is corrected by exchanges all the same.',
    clauses: ['PHY-171'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'if (this.#disciplined)\n            return false;',
        replace: ''
      }
    ]
  },
  {
    id: 'orders-by-reading',
    wrong: 'Slots are ordered as if the reading of the clock were exact.',
    clauses: ['PHY-172'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'this.#lead = Math.max(stationDelay, frameDelay) + guard + this.#error;',
        replace: 'this.#lead = Math.max(stationDelay, frameDelay) + guard;'
      }
    ]
  },
  {
    id: 'waits-by-reading',
    wrong: 'Answers are waited for as if the reading of the clock were exact.',
    clauses: ['PHY-172'],
    changes: [
      {
        file: 'physical-layer/dist/link-end.js',
        find: 'frameDelayOf(this.configuration) + guard + readingErrorOf(this.configuration) + timers.replyMargin',
        replace: 'frameDelayOf(this.configuration) + guard + timers.replyMargin'
      }
    ]
  },
  {
    id: 'emits-by-reading',
    wrong: 'Which slots have been emitted is judged as if the reading of the clock were exact.',
    clauses: ['PHY-172'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'emittedSlot(this, now, this.#stationDelay + this.#error)',
        replace: 'emittedSlot(this, now, this.#stationDelay)'
      }
    ]
  },
  {
    id: 'foresees-by-reading',
    wrong: 'Which answers come too soon is judged as if the reading of the clock were exact.',
    clauses: ['PHY-172'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'this.#stationDelay - this.#guard - this.#error',
        replace: 'this.#stationDelay - this.#guard'
      }
    ]
  },
  {
    id: 'orders-by-light',
    wrong: 'Frames are taken to be as fast as photons: slots are ordered by the time of a photon.',
    clauses: ['PHY-173'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'this.#lead = Math.max(stationDelay, frameDelay) + guard + this.#error;',
        replace: 'this.#lead = stationDelay + guard + this.#error;'
      }
    ]
  },
  {
    id: 'emits-by-frames',
    wrong: 'Photons are taken to be as slow as frames where it is judged which have left.',
    clauses: ['PHY-173'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'emittedSlot(this, now, this.#stationDelay + this.#error)',
        replace: 'emittedSlot(this, now, this.#answer)'
      }
    ]
  },
  {
    id: 'foresees-by-frames',
    wrong: 'An answer that is faster than frames are allowed to be is taken to come too soon.',
    clauses: ['PHY-173'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'this.#stationDelay - this.#guard - this.#error',
        replace: 'this.#answer - 2 * this.#guard - 2 * this.#error'
      }
    ]
  },
  {
    id: 'believes-in-faster-than-light',
    wrong: 'With slow frames no answer is taken to come too soon.',
    clauses: ['PHY-173'],
    changes: [
      {
        file: 'physical-layer/dist/slot-clock.js',
        find: 'this.#stationDelay - this.#guard - this.#error',
        replace: '2 * this.#stationDelay - this.#answer'
      }
    ]
  },
  {
    id: 'halves-batches-of-many-slots',
    wrong: 'Batches are half as long as they are allowed to be, also where frames take many slots.',
    clauses: ['PHY-170'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/actions.js',
        find: 'return Math.min(endSlot, firstSlot + batchSlots);',
        replace: 'return Math.min(endSlot, firstSlot + Math.ceil(batchSlots / 2));'
      }
    ]
  },
  {
    id: 'higher-number-is-master',
    wrong: 'The node with the higher number is the master.',
    clauses: ['PHY-001'],
    changes: [
      {
        file: 'physical-layer/dist/link-end.js',
        find: 'this.master = configuration.node < configuration.peer;',
        replace: 'this.master = configuration.node > configuration.peer;'
      }
    ]
  },
  {
    id: 'both-are-masters',
    wrong: 'Each node takes itself for the master.',
    clauses: ['PHY-001'],
    changes: [
      {
        file: 'physical-layer/dist/link-end.js',
        find: 'this.master = configuration.node < configuration.peer;',
        replace: 'this.master = true;'
      }
    ]
  },
  {
    id: 'tests-by-incarnation',
    wrong: 'The seed of test rounds is made of the incarnation.',
    clauses: ['LNK-175'],
    changes: [
      {
        file: 'physical-layer/dist/outputs.js',
        find: 'this.#end.send(toStation, frames.open(session, toStation, testSeeds.of(session.epoch)));',
        replace:
          'this.#end.send(toStation, frames.open(session, toStation, (testSeeds.of(session.epoch), (frames.open(session, true, 0).incarnation ^ 0x5eed) >>> 0)));'
      }
    ]
  },
  {
    id: 'takes-record-of-another-item',
    wrong: 'A pair measured on arrival is taken for whatever item its REPLY names.',
    clauses: ['LNK-157'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/actions.js',
        find: '(context.arrivalBases === null || event.frame.queueId === context.queueId) &&',
        replace: ''
      }
    ]
  },
  {
    id: 'ready-without-an-epoch',
    wrong: 'An end that was in specification stays so when its epoch ends.',
    clauses: ['PHY-052'],
    changes: [
      {
        file: 'physical-layer/dist/life/machine.js',
        find: "entry: state(State.READY),\n            on: { QUALITY: byReport, ENTER: 'calibrating', LOST: 'down', LEAVE: {}, UP: {} }",
        replace:
          "entry: state(State.READY),\n            on: { QUALITY: byReport, ENTER: 'calibrating', LOST: {}, LEAVE: {}, UP: {} }"
      }
    ]
  },
  {
    id: 'calls-for-pairs-from-now-on',
    role: 'repeater',
    wrong: 'MORE names a slot that is past when the peer hears of it.',
    clauses: ['LNK-132'],
    changes: [
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'const { physical, scheduler, scheduleSlot } = this.#core;',
        replace:
          'const { physical, scheduler, scheduleSlot: later } = this.#core; const scheduleSlot = Math.max(0, later - 20);'
      }
    ]
  }
]
