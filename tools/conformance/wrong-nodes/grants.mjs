/** Who is there, windows, granted slots, and hardware that holds (sections 2.6, 2.9 and 2.12). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const grants = [
  {
    id: 'attempts-after-grant',
    wrong: 'Attempts go on when the granted slots are over.',
    clauses: ['PHY-127'],
    changes: [
      {
        file: 'physical-layer/dist/grants/slot-grants.js',
        find: 'return this.switched ? Math.min(endSlot, this.#end) : endSlot;',
        replace: 'return endSlot;'
      }
    ]
  },
  {
    id: 'attempts-before-grant',
    wrong: 'Attempts begin before the granted slots.',
    clauses: ['PHY-127'],
    changes: [
      {
        file: 'physical-layer/dist/grants/slot-grants.js',
        find: 'return slot < this.#end ? Math.max(slot, this.#first) : Number.POSITIVE_INFINITY;',
        replace: 'return slot < this.#end ? slot : Number.POSITIVE_INFINITY;'
      }
    ]
  },
  {
    id: 'earlier-grant-taken',
    wrong: 'A grant of an earlier turn takes the place of a later one.',
    clauses: ['PHY-128'],
    changes: [
      {
        file: 'physical-layer/dist/grants/slot-grants.js',
        find: 'if (turn <= this.#turn)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'goes-on-when-granted',
    wrong: 'What is under way goes on when a first grant shows that the station has a switch.',
    clauses: ['PHY-126'],
    changes: [
      {
        file: 'physical-layer/dist/received.js',
        find: 'if (!known)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'grants-outlive-epoch',
    wrong: 'Slots are taken for granted beyond the end of the epoch.',
    clauses: ['PHY-126', 'PHY-121'],
    changes: [
      {
        file: 'physical-layer/dist/outputs.js',
        find: 'this.#end.forgetGrants();',
        replace: ''
      }
    ]
  },
  {
    id: 'slots-asked-for-steadily',
    wrong: 'Slots are asked for again at one interval.',
    clauses: ['PHY-120'],
    changes: [
      {
        file: 'physical-layer/dist/wanting/machine.js',
        find: 'Math.min(2 * context.interval, context.maximumInterval)',
        replace: 'context.interval'
      }
    ]
  },
  {
    id: 'slots-asked-for-once',
    wrong: 'Slots are asked for once.',
    clauses: ['PHY-120'],
    changes: [
      {
        file: 'physical-layer/dist/wanting/machine.js',
        find: "after: { interval: { target: 'wanting', reenter: true, actions: backOff } },",
        replace: ''
      }
    ]
  },
  {
    id: 'wants-requests',
    wrong: 'How many pairs are wanted is said to be how many requests there are.',
    clauses: ['PHY-120'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'demand += Math.max(0, calledFor(item) - item.counted);',
        replace: 'demand += 1;'
      }
    ]
  },
  {
    id: 'slot-serials-by-two',
    wrong: 'Every other serial of a request for slots is left out.',
    clauses: ['PHY-121'],
    changes: [
      {
        file: 'physical-layer/dist/wanting/machine.js',
        find: 'serial: ({ context }) => context.serial + 1',
        replace: 'serial: ({ context }) => context.serial + 2'
      }
    ]
  },
  {
    id: 'wants-while-unfit',
    wrong: 'A node that is not fit for attempts goes on asking for slots.',
    clauses: ['PHY-122'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'this.#core.physical.wants(0);',
        replace: ''
      }
    ]
  },
  {
    id: 'grant-not-declined',
    wrong: 'Slots that are granted in vain are not declined.',
    clauses: ['PHY-122'],
    changes: [
      {
        file: 'physical-layer/dist/received.js',
        find: 'end.demand.granted();',
        replace: ''
      }
    ]
  },
  {
    id: 'any-window-agreed',
    wrong: 'A window counts as agreed on the answer to any other.',
    clauses: ['PHY-061'],
    changes: [
      {
        file: 'physical-layer/dist/maintenance/machine.js',
        find: 'event.serial === context.serial && event.untilEnd > 0',
        replace: 'event.untilEnd > 0'
      }
    ]
  },
  {
    id: 'window-not-replaced',
    wrong: 'A proposal does not take the place of the window that was agreed before.',
    clauses: ['PHY-062', 'PHY-064'],
    changes: [
      {
        file: 'physical-layer/dist/maintenance/machine.js',
        find: "{ target: 'agreed', reenter: true, actions: [take, agree] }",
        replace: "{ actions: ignored('agreed') }"
      }
    ]
  },
  {
    id: 'windows-outlive-epoch',
    wrong: 'A window that was agreed is kept beyond the end of the epoch.',
    clauses: ['PHY-066'],
    changes: [
      {
        file: 'physical-layer/dist/outputs.js',
        find: "tables.maintenance.tell(ONLY, { type: 'LOST' });",
        replace: ''
      }
    ]
  },
  {
    id: 'calibrates-for-ever',
    wrong: 'The link stays CALIBRATING when the window of a master is over.',
    clauses: ['PHY-064'],
    changes: [
      {
        file: 'physical-layer/dist/maintenance/machine.js',
        find: "actions: [unblock, tellLife('LEAVE')]",
        replace: 'actions: [unblock]'
      }
    ]
  },
  {
    id: 'held-qubit-taken-for-lost',
    wrong: 'Where the hardware holds, a herald that comes late is taken for one whose qubit is lost.',
    clauses: ['PHY-174'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/actions.js',
        find: '(context.holds ? isHeld(context, event.frame) : isLastEmitted(context, event))',
        replace: 'isLastEmitted(context, event)'
      }
    ]
  },
  {
    id: 'held-qubit-of-another',
    wrong: 'Where the hardware holds, a herald that is ahead is taken to have its qubit.',
    clauses: ['PHY-174'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'return frame.sequence === context.expected && frame.slot >= context.heldFrom;',
        replace: 'return frame.slot >= context.heldFrom;'
      }
    ]
  },
  {
    id: 'first-held-taken-for-lost',
    wrong: 'Where the hardware holds, a success in the first slot of its run is taken for one whose qubit is lost.',
    clauses: ['PHY-174'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'return frame.sequence === context.expected && frame.slot >= context.heldFrom;',
        replace: 'return frame.sequence === context.expected && frame.slot > context.heldFrom;'
      }
    ]
  },
  {
    id: 'held-without-stop',
    wrong: 'Hardware that holds is not stopped before it takes another qubit.',
    clauses: ['PHY-176'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'return context.holds && event.qubit !== context.qubit;',
        replace: 'return false;'
      },
      {
        file: 'physical-layer/dist/outputs.js',
        find: 'if (event.former === undefined)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'held-after-failure',
    wrong: 'Hardware that holds is not stopped after a batch that has failed.',
    clauses: ['PHY-178'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/machine.js',
        find: 'guard: ({ context, event }) => context.holds && following(event) < context.endSlot,',
        replace: 'guard: () => false,'
      }
    ]
  },
  {
    id: 'earlier-run-ends-batch',
    wrong: 'A herald of an earlier run ends the batch under way.',
    clauses: ['PHY-175'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'return context.holds && frame.outcome === Outcome.SUCCESS && frame.slot < context.heldFrom;',
        replace: 'return false;'
      }
    ]
  },
  {
    id: 'replaced-batch-ignored',
    wrong: 'Hardware that holds goes on when a batch fails that was replaced since.',
    clauses: ['PHY-181'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'return context.holds && frame.slot >= context.heldFrom;',
        replace: 'return false;'
      }
    ]
  },
  {
    id: 'not-begun-taken',
    wrong: 'A pair stands of which the hardware says that nothing was emitted.',
    clauses: ['PHY-182'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'return context.holds && firstSlot <= context.heraldSlot;',
        replace: 'return false;'
      }
    ]
  },
  {
    id: 'qubit-kept-without-slots',
    wrong: 'A qubit is kept for attempts on a link that is granted no slots.',
    clauses: ['PHY-130'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'return this.#awaitGrant(earliest, goesOn);',
        replace:
          '{\n            if (this.#qubit < 0 && memory.available > 0)\n                this.#qubit = memory.allocate(this.#owner);\n            return;\n        }'
      }
    ]
  },
  {
    id: 'grants-of-any-station',
    wrong: 'A grant of another process of the station counts.',
    clauses: ['PHY-004'],
    changes: [
      {
        file: 'physical-layer/dist/received.js',
        find: "frame.incarnation !== stationIncarnation || epoch === 0) {\n        end.ignored('stale-slot-grant');",
        replace: "epoch === 0) {\n        end.ignored('stale-slot-grant');"
      }
    ]
  }
]
