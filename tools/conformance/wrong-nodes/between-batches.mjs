const ATTEMPT = 'physical-layer/dist/attempt/machine.js'
const MAINTENANCE = 'physical-layer/dist/maintenance/machine.js'
const FITNESS = 'physical-layer/dist/life/link-fitness.js'
const GENERATION = 'link-layer/dist/generation.js'

/** What comes to a node that drifts, is not fit, or has no batch (sections 2.4 to 2.6, and 2.9). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const betweenBatches = [
  {
    id: 'reminder-proves-nothing',
    wrong: 'A node without a batch learns of no missed success from a reminder that the peer waits.',
    clauses: ['PHY-036', 'LNK-041'],
    changes: [
      {
        file: ATTEMPT,
        find: 'event.frame.sequence === context.expected && isReminder(event.frame)',
        replace: 'isReminder(event.frame)'
      }
    ]
  },
  {
    id: 'asks-and-takes-no-window',
    wrong: 'A node that asks for a window does not answer the one that the master proposes.',
    clauses: ['PHY-060', 'PHY-062'],
    changes: [
      {
        file: MAINTENANCE,
        find: "after: { repeat: { target: 'asking', reenter: true } },\n            on: {\n                WANTED: {},\n                PROPOSED: [",
        replace:
          "after: { repeat: { target: 'asking', reenter: true } },\n            on: {\n                WANTED: {},\n                PROPOSED: [\n                    { guard: () => true },"
      }
    ]
  },
  {
    id: 'drift-costs-a-pair',
    wrong: 'A success of the batch under way is no pair where the link has begun to drift since.',
    clauses: ['PHY-035', 'LNK-040'],
    changes: [{ file: FITNESS, find: 'if (fit && !was)', replace: 'if (fit)' }]
  },
  {
    id: 'wants-slots-unfit',
    wrong: 'A node whose end of the link is not fit asks for slots when it is asked for pairs.',
    clauses: ['PHY-122'],
    changes: [{ file: GENERATION, find: 'if (grants.switched && physical.fit)', replace: 'if (grants.switched)' }]
  }
]
