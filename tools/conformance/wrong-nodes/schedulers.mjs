const SCHEDULER = 'link-layer/dist/queue/scheduler.js'
const AGREEMENT = 'link-layer/dist/queue/schedule-agreement.js'
const BY_PRIORITY = 'b.priority - a.priority || older(a, b)'
const BY_FINISH = 'a.virtualFinish - b.virtualFinish || older(a, b)'
const SERVED = 'item.purpose === bin.purpose && !(gathering && item.counted === 0 && gathers(item))'
const ADOPT =
  'adopt: (later) => timeDivision(next !== undefined && next.firstSlot < later.firstSlot ? next : schedule, later)'
const ACK = "this.#core.send({ type: 'SCHEDULE_ACK', ...physical.header, serial: frame.serial });"

/** Orders other than first come, first served (section 3.11). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const schedulers = [
  {
    id: 'priority-of-no-account',
    wrong: 'Strict priority serves first come, first served.',
    clauses: ['LNK-111'],
    changes: [{ file: SCHEDULER, find: BY_PRIORITY, replace: 'older(a, b)' }]
  },
  {
    id: 'lower-priority-first',
    wrong: 'The item of the lowest priority goes before.',
    clauses: ['LNK-111'],
    changes: [{ file: SCHEDULER, find: BY_PRIORITY, replace: 'a.priority - b.priority || older(a, b)' }]
  },
  {
    id: 'equal-priority-latest-first',
    wrong: 'Of equal priorities the item of the later slot goes before.',
    clauses: ['LNK-113'],
    changes: [{ file: SCHEDULER, find: BY_PRIORITY, replace: 'b.priority - a.priority || older(b, a)' }]
  },
  {
    id: 'finish-of-no-account',
    wrong: 'Weighted fair queueing serves first come, first served.',
    clauses: ['LNK-111', 'LNK-114'],
    changes: [{ file: SCHEDULER, find: BY_FINISH, replace: 'older(a, b)' }]
  },
  {
    id: 'later-finish-first',
    wrong: 'The item that ends last goes before.',
    clauses: ['LNK-111', 'LNK-114'],
    changes: [{ file: SCHEDULER, find: BY_FINISH, replace: 'b.virtualFinish - a.virtualFinish || older(a, b)' }]
  },
  {
    id: 'finish-of-its-own',
    wrong: 'The node goes by priorities, and not by the finish times that the master has said.',
    clauses: ['LNK-111', 'LNK-114'],
    changes: [{ file: SCHEDULER, find: BY_FINISH, replace: BY_PRIORITY }]
  },
  {
    id: 'master-says-no-finish',
    wrong: 'A master chooses no finish times.',
    clauses: ['LNK-114'],
    changes: [
      {
        file: SCHEDULER,
        find: 'return Math.min(start + Math.ceil((added.number * VIRTUAL_COST) / weight), LIMITS.integer);',
        replace: 'return 0;'
      }
    ]
  },
  {
    id: 'bins-of-any-purpose',
    wrong: 'In a bin every item is attempted.',
    clauses: ['LNK-115'],
    changes: [{ file: SCHEDULER, find: SERVED, replace: '!(gathering && item.counted === 0 && gathers(item))' }]
  },
  {
    id: 'bins-with-their-end',
    wrong: 'The slot in which a bin ends is in it.',
    clauses: ['LNK-115'],
    changes: [{ file: SCHEDULER, find: 'endSlot: base + bin.end };', replace: 'endSlot: base + bin.end + 1 };' }]
  },
  {
    id: 'schedule-at-once',
    wrong: 'A new schedule holds as soon as it comes.',
    clauses: ['LNK-120'],
    changes: [
      {
        file: SCHEDULER,
        find: ADOPT,
        replace: 'adopt: (later) => timeDivision({ ...later, firstSlot: later.firstSlot % later.period })'
      }
    ]
  },
  {
    id: 'schedule-never-adopted',
    wrong: 'A new schedule is acknowledged, and the first one followed.',
    clauses: ['LNK-120'],
    changes: [{ file: SCHEDULER, find: ADOPT, replace: 'adopt: () => timeDivision(schedule, next)' }]
  },
  {
    id: 'schedule-kept-to-itself',
    wrong: 'A master follows a new schedule, and tells nobody.',
    clauses: ['LNK-119'],
    changes: [{ file: AGREEMENT, find: 'sendReliably(this.#core, exchange.schedule(serial),', replace: 'void (0,' }]
  },
  {
    id: 'schedules-of-one-serial',
    wrong: 'All schedules of a master have the same serial.',
    clauses: ['LNK-119'],
    changes: [{ file: AGREEMENT, find: 'this.#serial += 1;', replace: 'this.#serial = 1;' }]
  },
  {
    id: 'master-keeps-schedule',
    wrong: 'A master tells the peer of a new schedule, and follows the one before.',
    clauses: ['LNK-120'],
    changes: [{ file: AGREEMENT, find: 'this.#adopt(schedule);', replace: '' }]
  },
  {
    id: 'schedule-unanswered',
    wrong: 'SCHEDULE is not answered.',
    clauses: ['LNK-121'],
    changes: [{ file: AGREEMENT, find: ACK, replace: '' }]
  },
  {
    id: 'repeated-schedule-unanswered',
    wrong: 'SCHEDULE that comes again is not answered.',
    clauses: ['LNK-121'],
    changes: [
      {
        file: AGREEMENT,
        find: 'if (frame.serial > this.#serial) {',
        replace: 'if (frame.serial <= this.#serial) return;\n        {'
      }
    ]
  },
  {
    id: 'earlier-schedule-taken',
    wrong: 'A SCHEDULE that was overtaken is followed.',
    clauses: ['LNK-122'],
    changes: [{ file: AGREEMENT, find: 'if (frame.serial > this.#serial) {', replace: '{' }]
  },
  {
    id: 'schedule-of-other-taken',
    wrong: 'A master follows the schedule of the other node.',
    clauses: ['LNK-122'],
    changes: [
      {
        file: AGREEMENT,
        find: "if (physical.master)\n            return this.#core.ignored('schedule-from-other-node');",
        replace: ''
      }
    ]
  },
  {
    id: 'two-gather-in-bins',
    wrong: 'Two items of two purposes gather pairs at a time.',
    clauses: ['LNK-123'],
    changes: [{ file: SCHEDULER, find: SERVED, replace: 'item.purpose === bin.purpose' }]
  }
]
