const MACHINE = 'physical-layer/dist/attempt/machine.js'
const ACTIONS = 'physical-layer/dist/attempt/actions.js'
const GUARDS = 'physical-layer/dist/attempt/guards.js'
const OUTPUTS = 'physical-layer/dist/outputs.js'
const CLOCK = 'physical-layer/dist/slot-clock.js'
const LIFE = 'physical-layer/dist/life/machine.js'
const LINK_LIFE = 'physical-layer/dist/life/link-life.js'
const FITNESS = 'physical-layer/dist/life/link-fitness.js'
const MAINTENANCE = 'physical-layer/dist/maintenance/machine.js'

/** Attempts, the life of a link, and maintenance windows (sections 2.4 to 2.6). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const attempts = [
  {
    id: 'no-batch-message',
    wrong: 'A batch of attempts is made without a GEN when it follows another.',
    clauses: ['PHY-030'],
    changes: [
      {
        file: OUTPUTS,
        find: 'this.#end.send(true, frames.gen(epoch, event.queueId, event.firstSlot, event.slots, event.brightness));',
        replace:
          'if (event.firstSlot > (this.lastFirst ?? 0) && this.lastFirst !== undefined) { this.lastFirst = undefined; }\n        else { this.lastFirst = event.firstSlot; this.#end.send(true, frames.gen(epoch, event.queueId, event.firstSlot, event.slots, event.brightness)); }'
      }
    ]
  },
  {
    id: 'batch-one-longer',
    wrong: 'The hardware emits one slot more than GEN says.',
    clauses: ['PHY-030'],
    changes: [
      {
        file: OUTPUTS,
        find: 'slots: event.slots,\n            brightness:',
        replace: 'slots: event.slots + 1,\n            brightness:'
      }
    ]
  },
  {
    id: 'batch-too-soon',
    wrong: 'A batch begins in a slot that its GEN cannot reach.',
    clauses: ['PHY-031'],
    changes: [
      {
        file: CLOCK,
        find: 'return earliestSlot(this, now, this.#lead);',
        replace: 'return earliestSlot(this, now, 0);'
      }
    ]
  },
  {
    id: 'late-success-ignored',
    wrong: 'A success of a batch that was given up is ignored.',
    clauses: ['PHY-032'],
    changes: [{ file: MACHINE, find: 'actions: [herald(false), advance()]', replace: "actions: ignored('late')" }]
  },
  {
    id: 'train-not-stopped',
    wrong: 'The hardware goes on after a success.',
    clauses: ['PHY-034'],
    changes: [
      { file: OUTPUTS, find: 'if (event.former === undefined)\n                    this.#halt();', replace: '' }
    ]
  },
  {
    id: 'overwritten-qubit-taken',
    wrong: 'A herald is taken though its qubit was used for a later slot.',
    clauses: ['PHY-035', 'LNK-067'],
    changes: [
      {
        file: GUARDS,
        find: 'return frame.slot >= context.firstSlot && Math.min(emittedSlot, context.batchEnd - 1) <= frame.slot;',
        replace: 'return true;'
      }
    ]
  },
  {
    id: 'late-herald-taken',
    wrong: 'A herald of a batch that was given up is taken as one that has its qubit.',
    clauses: ['PHY-035', 'LNK-067'],
    changes: [
      {
        file: FITNESS,
        find: 'return slot < this.#unfitFrom || (this.fit && slot >= this.#unfitUntil);',
        replace: 'return true;'
      },
      { file: MACHINE, find: 'actions: [herald(false), advance()]', replace: 'actions: [herald(true), advance()]' }
    ]
  },
  {
    id: 'waits-for-ever',
    wrong: 'A batch of which nothing is heard is waited for for ever.',
    clauses: ['PHY-038'],
    changes: [
      {
        file: MACHINE,
        find: "after: {\n                silence: { target: 'idle', actions: [halt, ended('silent')] }\n            },",
        replace: ''
      }
    ]
  },
  {
    id: 'gives-up-too-soon',
    wrong: 'A batch is given up as soon as its last slot has passed.',
    clauses: ['PHY-038'],
    changes: [
      {
        file: ACTIONS,
        find: 'end * context.slotPeriod + context.replyDelay - now',
        replace: '(end - 1) * context.slotPeriod - now'
      }
    ]
  },
  {
    id: 'withdrawn-silently',
    wrong: 'A batch is given up without a word to the station.',
    clauses: ['PHY-039'],
    changes: [
      {
        file: OUTPUTS,
        find: 'end.send(true, end.frames.gen(end.epoch, event.queueId, event.firstSlot, 0, 0));',
        replace: ''
      }
    ]
  },
  {
    id: 'stops-at-failure',
    wrong: 'After a batch that failed nothing more is attempted of an order.',
    clauses: ['PHY-040'],
    changes: [
      {
        file: MACHINE,
        find: "guard: ({ context, event }) => following(event) < context.endSlot,\n                        target: 'waiting',\n                        reenter: true,\n                        actions: [next(), sendBatch]",
        replace:
          "guard: ({ context, event }) => following(event) < context.endSlot,\n                        target: 'waiting',\n                        actions: []"
      }
    ]
  },
  {
    id: 'error-ignored',
    wrong: 'After a REPLY with an error the batch under way goes on.',
    clauses: ['PHY-041'],
    changes: [
      {
        file: MACHINE,
        find: "{ guard: ({ event }) => event.frame.error !== HeraldError.NONE, target: 'idle', actions: [halt, mismatch()] },",
        replace: "{ guard: ({ event }) => event.frame.error !== HeraldError.NONE, actions: ignored('error') },"
      }
    ]
  },
  {
    id: 'reminder-ignored',
    wrong: 'A reminder that the peer waits does not end the batch under way.',
    clauses: ['PHY-042'],
    changes: [
      {
        file: MACHINE,
        find: "guard: ({ event }) => isReminder(event.frame),\n                        target: 'idle',\n                        actions: [halt, mismatch()]",
        replace: "guard: ({ event }) => isReminder(event.frame),\n                        actions: ignored('reminder')"
      }
    ]
  },
  {
    id: 'earlier-failure-taken',
    wrong: 'A failure of an earlier batch is taken for one of the batch under way.',
    clauses: ['PHY-043'],
    recorded: 'Ignore refusals of batches before the present one',
    changes: [
      {
        file: GUARDS,
        find: 'return frame.queueId !== queueId || frame.slot < firstSlot;',
        replace: 'return frame.queueId !== queueId;'
      }
    ]
  },
  {
    id: 'premature-reply-taken',
    wrong: 'A herald is taken whose REPLY came before its slot.',
    clauses: ['PHY-047', 'LNK-067'],
    changes: [{ file: OUTPUTS, find: ' && !slots.foresees(slot)', replace: '' }]
  },
  {
    id: 'moved-slots-kept',
    wrong: 'The hardware goes on when the slots have moved, and heralds of that batch are taken.',
    clauses: ['PHY-045', 'PHY-046'],
    recorded: 'Stop the train under way when synchronisation has moved the slots',
    changes: [{ file: OUTPUTS, find: 'this.#misplaced = true;', replace: ';' }]
  },
  {
    id: 'unsure-clock-trusted',
    wrong: "Heralds are taken though the picture of the station's clock may be wrong by a slot.",
    clauses: ['PHY-048'],
    recorded: 'Take a herald for lost where the slots may be wrong by a whole one',
    changes: [{ file: OUTPUTS, find: '!slots.mayBeAnother && ', replace: '' }]
  },
  {
    id: 'attempts-out-of-specification',
    wrong: 'Attempts are made though the hardware says that the link is out of specification.',
    clauses: ['PHY-050'],
    changes: [
      {
        file: FITNESS,
        find: 'state === State.READY || state === State.DRIFTING;',
        replace: 'state === State.READY || state === State.DRIFTING || state === State.OUT_OF_SPEC;'
      }
    ]
  },
  {
    id: 'attempts-in-the-dark',
    wrong: 'Attempts are made though there is no light.',
    clauses: ['PHY-050'],
    changes: [
      {
        file: LIFE,
        find: "{ target: '#life.dark', actions: note }",
        replace: "{ target: '#life.ready', actions: note }"
      }
    ]
  },
  {
    id: 'no-attempts-while-drifting',
    wrong: 'A link that drifts is taken for one that is out of specification.',
    clauses: ['PHY-054'],
    changes: [
      {
        file: LIFE,
        find: "guard: ({ event }) => event.quality === Quality.DRIFTING,\n        target: '#life.drifting'",
        replace: "guard: ({ event }) => event.quality === Quality.DRIFTING,\n        target: '#life.outOfSpecification'"
      }
    ]
  },
  {
    id: 'unfit-herald-taken',
    wrong: 'A herald of a slot in which the link was not fit is taken.',
    clauses: ['PHY-051'],
    changes: [
      {
        file: LINK_LIFE,
        find: 'if (unfit)\n                this.#host.unfit();',
        replace: ''
      },
      {
        file: FITNESS,
        find: 'return slot < this.#unfitFrom || (this.fit && slot >= this.#unfitUntil);',
        replace: 'return true;'
      }
    ]
  },
  {
    id: 'quality-forgotten',
    wrong: 'An end is READY when an epoch begins, whatever its hardware has said.',
    clauses: ['PHY-053'],
    changes: [{ file: LIFE, find: 'on: { UP: byMemory, QUALITY', replace: "on: { UP: '#life.ready', QUALITY" }]
  },
  {
    id: 'state-not-told',
    wrong: "The peer does not hear of changes of the link's state.",
    clauses: ['PHY-055'],
    changes: [
      {
        file: LINK_LIFE,
        find: 'this.#host.unfit();\n            this.sendState(validUntil);',
        replace: 'this.#host.unfit();\n            else if (this.#stateSerial === 0) this.sendState(validUntil);'
      }
    ]
  },
  {
    id: 'state-serial-fixed',
    wrong: 'Every LINK_STATE has the same serial.',
    clauses: ['PHY-055'],
    changes: [{ file: LINK_LIFE, find: 'this.#stateSerial += 1;', replace: 'this.#stateSerial = 1;' }]
  },
  {
    id: 'state-not-repeated',
    wrong: 'KEEPALIVE comes without LINK_STATE.',
    clauses: ['PHY-056'],
    changes: [
      { file: 'link-layer/dist/peer-frames.js', find: 'if (!answer)\n            physical.repeatState();', replace: '' }
    ]
  },
  {
    id: 'not-withdrawn-when-unfit',
    wrong: 'A batch goes on when the link becomes unfit.',
    clauses: ['PHY-059'],
    changes: [{ file: LINK_LIFE, find: 'if (unfit)\n                this.#host.unfit();', replace: '' }]
  },
  {
    id: 'maintenance-not-wanted',
    wrong: 'A link that drifts asks for no maintenance window.',
    clauses: ['PHY-060'],
    changes: [
      {
        file: LIFE,
        find: 'entry: [state(State.DRIFTING), askForMaintenance],',
        replace: 'entry: state(State.DRIFTING),'
      },
      {
        file: LIFE,
        find: 'entry: [state(State.OUT_OF_SPEC), askForMaintenance],',
        replace: 'entry: state(State.OUT_OF_SPEC),'
      }
    ]
  },
  {
    id: 'window-asked-once',
    wrong: 'The other node asks for a maintenance window once.',
    clauses: ['PHY-060'],
    changes: [{ file: MAINTENANCE, find: "after: { repeat: { target: 'asking', reenter: true } },", replace: '' }]
  },
  {
    id: 'window-proposed-once',
    wrong: 'A maintenance window that is not acknowledged is not proposed again.',
    clauses: ['PHY-061'],
    changes: [
      { file: MAINTENANCE, find: "unanswered: { after: { repeat: { target: 'again' } } }", replace: 'unanswered: {}' }
    ]
  },
  {
    id: 'window-begins-as-first-proposed',
    wrong: 'The master counts the time until a window from its first proposal on when it has been acknowledged.',
    clauses: ['PHY-064'],
    changes: [
      {
        file: 'physical-layer/dist/maintenance/machine.js',
        find: "ACKNOWLEDGED: [{ guard: current, target: 'agreed', actions: time },",
        replace: "ACKNOWLEDGED: [{ guard: current, target: 'agreed' },"
      }
    ]
  },
  {
    id: 'window-not-acknowledged',
    wrong: 'A proposed maintenance window is not acknowledged.',
    clauses: ['PHY-062'],
    changes: [
      {
        file: LINK_LIFE,
        find: "this.#host.toPeer({ type: 'MAINTENANCE_ACK', ...this.#host.header(), serial: event.serial });",
        replace: ''
      }
    ]
  },
  {
    id: 'window-over-acknowledged',
    wrong: 'A maintenance window that is over is acknowledged.',
    clauses: ['PHY-062'],
    changes: [
      {
        file: MAINTENANCE,
        find: 'const over = ({ event }) => event.untilEnd <= 0;',
        replace: 'const over = () => false;'
      }
    ]
  },
  {
    id: 'attempts-in-window',
    wrong: 'Attempts are made in a maintenance window that was agreed to.',
    clauses: ['PHY-063'],
    changes: [
      {
        file: FITNESS,
        find: 'return slot >= this.windowFirst && slot < this.windowEnd ? this.windowEnd : slot;',
        replace: 'return slot;'
      },
      {
        file: FITNESS,
        find: 'return this.windowEnd > 0 && firstSlot < this.windowFirst ? Math.min(endSlot, this.windowFirst) : endSlot;',
        replace: 'return endSlot;'
      }
    ]
  },
  {
    id: 'not-calibrating',
    wrong: 'A node is not CALIBRATING in an agreed window.',
    clauses: ['PHY-064'],
    changes: [{ file: MAINTENANCE, find: "entry: tellLife('ENTER'),", replace: '' }]
  },
  {
    id: 'no-second-window',
    wrong: 'The master proposes no other window where the first was never acknowledged.',
    clauses: ['PHY-065'],
    changes: [{ file: MAINTENANCE, find: 'actions: [unblock, choose] }', replace: 'actions: unblock }' }]
  }
]
