/** In which slots which item is served (section 3.11). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const order = [
  {
    id: 'higher-queue-id-first',
    wrong: 'Of equal schedule slots the higher queue id goes before.',
    clauses: ['LNK-113'],
    changes: [
      {
        file: 'link-layer/dist/queue/scheduler.js',
        find: '(a.queueId - b.queueId) | 0',
        replace: '(b.queueId - a.queueId) | 0'
      }
    ]
  },
  {
    id: 'called-again-in-its-old-place',
    wrong: 'A paced item that is called for again keeps its place in the order.',
    clauses: ['LNK-138'],
    changes: [
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'item.scheduleSlot = scheduleSlot;',
        replace: ''
      }
    ]
  },
  {
    id: 'no-change-of-item',
    wrong: 'An item that becomes eligible, and goes before the one under way, waits for the end of that.',
    clauses: ['LNK-111', 'LNK-116'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'if (this.#order(plan.item, plan.firstSlot, plan.endSlot)) {\n            this.#serving = plan.item.queueId;\n            this.#endSlot = physical',
        replace: 'if (false) {\n            this.#serving = plan.item.queueId;\n            this.#endSlot = physical'
      }
    ]
  },
  {
    id: 'deadline-slot-used',
    wrong: 'Attempts go on after the deadline slot of an item.',
    clauses: ['LNK-111'],
    changes: [
      {
        file: 'link-layer/dist/queue/scheduler.js',
        find: 'best.deadlineSlot > 0 ? best.deadlineSlot : Number.MAX_SAFE_INTEGER',
        replace: 'Number.MAX_SAFE_INTEGER'
      },
      {
        file: 'link-layer/dist/queue/scheduler.js',
        find: 'return deadlineSlot === 0 || deadlineSlot > start ? start : Infinity;',
        replace: 'return start;'
      }
    ]
  },
  {
    id: 'gathering-interrupted',
    wrong: 'An item that waits for all its pairs is interrupted.',
    clauses: ['LNK-112'],
    changes: [
      {
        file: 'link-layer/dist/queue/scheduler.js',
        find: 'item.counted > 0 && (item.atomic || gathers(item))',
        replace: 'item.counted > 0 && item.atomic'
      }
    ]
  },
  {
    id: 'measured-together-gathers',
    wrong: 'An item that is measured, and is not consecutive, is not interrupted.',
    clauses: ['LNK-112'],
    changes: [
      {
        file: 'link-layer/dist/queue/scheduler.js',
        find: '!item.consecutive && item.kind !== RequestKind.MEASURE',
        replace: '!item.consecutive'
      }
    ]
  }
]
