/** In which bases is measured, and with which codes requests end (sections 3.1, 3.2 and 3.8). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const measurements = [
  {
    id: 'xyz-without-y',
    wrong: 'Of the bases X, Y and Z the second is never drawn.',
    clauses: ['LNK-076'],
    changes: [
      {
        file: 'link-layer/dist/measurement.js',
        find: 'draw < measurement.probability1 + measurement.probability2',
        replace: 'draw < measurement.probability1'
      }
    ]
  },
  {
    id: 'turned-by-degrees',
    wrong: 'Angles of measurements are taken for degrees.',
    clauses: ['LNK-075'],
    changes: [
      {
        file: 'link-layer/dist/measurement.js',
        find: '(units * 2 * Math.PI) / UNIT',
        replace: '(units * 2 * Math.PI) / 360'
      }
    ]
  },
  {
    id: 'asks-as-for-itself',
    wrong: 'The peer is asked to measure as the node does itself.',
    clauses: ['LNK-030'],
    changes: [
      {
        file: 'link-layer/dist/queue/distributed-queue.js',
        find: 'responder: measurementToWire(request.responder),',
        replace: 'responder: measurementToWire(request.originator),'
      }
    ]
  },
  {
    id: 'closing-reason-lost',
    wrong: 'A request that was being closed ends with OTHER when the epoch does.',
    clauses: ['LNK-019'],
    changes: [
      {
        file: 'link-layer/dist/creation/machine.js',
        find: "LOST: { target: 'done', actions: failAsClosed }",
        replace: "LOST: { target: 'done', actions: fail(ErrorCode.OTHER) }"
      }
    ]
  },
  {
    id: 'taken-back-for-another-reason',
    wrong: 'A request whose time is over is taken back at the peer for want of an answer.',
    clauses: ['LNK-018'],
    changes: [
      {
        file: 'link-layer/dist/creation/machine.js',
        find: 'retract(ErrorCode.TIMEOUT)',
        replace: 'retract(ErrorCode.NOTIME)'
      }
    ]
  },
  {
    id: 'free-qubit-unseen',
    wrong: 'A request that waits for a qubit is not served when one comes back.',
    clauses: ['LNK-098'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'return memory.whenFree(this);',
        replace: 'return;'
      }
    ]
  },
  {
    id: 'test-outcome-turned',
    wrong: 'Outcomes of test rounds are told the wrong way round.',
    clauses: ['LNK-073'],
    changes: [
      {
        file: 'link-layer/dist/estimation/test-rounds.js',
        find: 'outcome: result.outcome',
        replace: 'outcome: 1 - result.outcome'
      }
    ]
  },
  {
    id: 'settles-what-is-worked-on',
    wrong: 'A pair on which the hardware works is said to be settled.',
    clauses: ['LNK-084'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-ledger.js',
        find: 'if (epoch === this.#epoch && !delivered && serialLess(sequence, settled))',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'released-in-one-range',
    wrong: 'What was given back is told as one range, with what lies between.',
    clauses: ['LNK-087'],
    changes: [
      {
        file: 'link-layer/dist/pair/release-notices.js',
        find: 'if (sequence !== this.#high) {',
        replace: 'if (false) {'
      }
    ]
  }
]
