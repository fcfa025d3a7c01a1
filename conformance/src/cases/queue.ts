import { ErrorCode, RequestKind } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { anotherEpoch } from './steps.js'

const A_WHILE = 2_000_000
/** Many windows of ADDs (LNK-037): more answers than a node has to keep. */
const MANY_ADDS = 300

/** The queue that both ends share (sections 3.1 to 3.3, 3.5). */
export const queueCases: readonly Case[] = [
  {
    name: 'link/acknowledged',
    requirements: ['LNK-007', 'LNK-030', 'LNK-005'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [one, two] = [await scene.create(), await scene.create()]
      test.need(one.code === 0 && two.code === 0, 'requests that can be met are taken')
      test.check(
        'LNK-007',
        scene.answers.every(({ type }) => type !== 'ack'),
        'no ACK comes before the peer has answered'
      )
      test.must(
        'LNK-007',
        await scene.until(() => scene.answers.filter(({ type }) => type === 'ack').length === 2),
        'ACK tells that a request is in the queue'
      )
      test.check('LNK-005', one.createId !== two.createId, 'requests have identifiers of their own')
      const serials = [...new Set(scene.sent('ADD').map(({ serial }) => serial))]
      test.check('LNK-030', serials.join() === '1,2', `the serials of the ADDs are ${serials.join()}`)
    }
  },
  {
    name: 'link/queue-ids-of-master',
    requirements: ['LNK-031'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.create()
      test.must('LNK-031', await scene.until(() => scene.sent('ADD').length > 0), 'the node adds')
      const serial = scene.peer.create(1)
      test.need(
        await scene.until(() => typeof scene.peer.outcomeOf(serial) === 'object'),
        'the request of the peer is taken'
      )
      const ids = [scene.sent('ADD')[0]?.queueId, scene.sent('ADD_ACK')[0]?.queueId]
      test.check('LNK-031', ids.join() === '1,2', `the queue ids are ${ids.join()}`)
    }
  },
  {
    name: 'link/queue-id-of-other',
    requirements: ['LNK-032', 'LNK-035'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairs(1)
      test.check(
        'LNK-032',
        scene.sent('ADD').every(({ queueId }) => queueId === 0),
        'ADD has no queue id'
      )
      const given = scene.came('ADD_ACK')[0]
      const gens = scene.sent('GEN').filter(({ slots }) => slots > 0)
      test.check(
        'LNK-035',
        gens.every(({ queueId, firstSlot }) => queueId === given?.queueId && firstSlot >= given.scheduleSlot),
        'attempts are for the item and from the slot that the master gave'
      )
    }
  },
  {
    name: 'link/add-again',
    requirements: ['LNK-020', 'LNK-021'],
    async play(test) {
      const { scene } = test
      await test.up()
      let left = 2
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ADD' && left-- > 0 ? [] : [delay])
      await scene.create()
      test.must('LNK-020', await scene.until(() => scene.sent('ADD').length === 3), 'ADD is sent until it is answered')
      const sent = scene.happenings.filter((one) => one.kind === 'sent' && one.frame.type === 'ADD')
      const bytes = sent.map((one) => (one.kind === 'sent' ? one.bytes.join() : ''))
      test.check(
        'LNK-020',
        sent.length === 3 && new Set(bytes).size === 1,
        `ADD was sent ${sent.length} times, ${new Set(bytes).size} different ones`
      )
      const waits = sent.slice(1).map(({ time }, index) => time - (sent[index]?.time ?? 0))
      const round = 2 * scene.link.peerDelay
      test.check(
        'LNK-020',
        waits.every((wait) => wait >= 3 * round && wait <= 4 * round),
        `ADD comes again after ${waits.join()} ns, a round trip takes ${round}`
      )
      test.need(await scene.until(() => scene.answers.some(({ type }) => type === 'ack')), 'ADD arrives at last')
      await scene.pass(A_WHILE)
      test.check('LNK-021', scene.sent('ADD').length === 3, 'ADD is not sent again after its answer')
    }
  },
  {
    name: 'link/add-never-answered',
    requirements: ['LNK-017', 'LNK-022', 'LNK-010'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ADD' ? [] : [delay])
      const { createId } = await scene.create()
      const errors = () =>
        scene.answers.flatMap((answer) => (answer.type === 'err' && answer.createId === createId ? [answer] : []))
      test.must(
        'LNK-017',
        await scene.until(() => errors().length > 0 || scene.sent('ADD').length > 1000),
        'the request ends'
      )
      test.must('LNK-022', scene.sent('ADD').length < 1000, 'ADD is given up')
      test.check('LNK-017', errors()[0]?.code === ErrorCode.NOTIME, `it ends with ${errors()[0]?.code}`)
      const sent = scene.sent('ADD').length
      const [add] = scene.sent('ADD')
      await scene.pass(A_WHILE)
      const isBack = scene.peer.isMaster
        ? scene.sent('CANCEL').some(({ queueId, serial }) => queueId === 0 && serial === add?.serial)
        : scene.sent('END').some(({ queueId }) => queueId === add?.queueId)
      test.check('LNK-017', isBack, 'it is taken back at the peer')
      test.check('LNK-022', scene.sent('ADD').length === sent, 'ADD is given up')
      test.check('LNK-010', errors().length === 1, 'the request has one end')
    }
  },
  {
    name: 'link/refused-by-peer',
    requirements: ['LNK-016', 'LNK-010'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { createId } = await scene.create({ purpose: 77 })
      const end = () => scene.answers.find((answer) => answer.type === 'err' && answer.createId === createId)
      test.must('LNK-016', await scene.until(() => end() !== undefined), 'the request ends')
      const answer = end()
      test.check(
        'LNK-016',
        answer?.type === 'err' && answer.code === ErrorCode.REJECTED,
        'it ends with the reason of the peer'
      )
      test.check('LNK-010', scene.answers.filter((one) => one.type !== 'created').length === 1, 'and with nothing else')
    }
  },
  {
    name: 'link/purpose-not-opted-in',
    requirements: ['LNK-006', 'LNK-034'],
    async play(test) {
      const { scene } = test
      await test.up()
      const serial = scene.peer.create(1, { purpose: 99 })
      test.must('LNK-034', await scene.until(() => scene.peer.outcomeOf(serial) !== undefined), 'the ADD is answered')
      test.check('LNK-006', scene.peer.items.size === 0, 'nothing is queued for it')
      test.check(
        'LNK-034',
        scene.peer.outcomeOf(serial) === ErrorCode.REJECTED,
        'ADD_REJ says that nobody has opted in'
      )
    }
  },
  {
    name: 'link/refusals-of-an-epoch',
    requirements: ['LNK-033', 'LNK-034'],
    async play(test) {
      const { scene } = test
      await test.up()
      // Longer than any memory of the answers to what may be sent again.
      for (let count = 0; count < MANY_ADDS; count++) {
        const serial = scene.peer.create(1, { purpose: 99 })
        const isAnswered = await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
        test.must('LNK-034', isAnswered, `ADD ${serial} is answered`)
      }
      await anotherEpoch(test)
      const serial = scene.peer.create(1)
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
      test.check(
        'LNK-033',
        typeof scene.peer.outcomeOf(serial) === 'object',
        `ADD ${serial} of another epoch is not the one that was refused`
      )
    }
  },
  {
    name: 'link/repeated-add',
    requirements: ['LNK-033', 'LNK-024'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      const serial = scene.peer.create(1)
      test.need(
        await scene.until(() => typeof scene.peer.outcomeOf(serial) === 'object'),
        'the request of the peer is taken'
      )
      const [add] = scene.came('ADD')
      if (add !== undefined) for (let copy = 0; copy < 3; copy++) scene.stage.send(scene.peer.node, add, 'replayed')
      await scene.pass(A_WHILE)
      const answers = scene.sent('ADD_ACK')
      test.check('LNK-024', answers.length === 4, `4 ADDs have ${answers.length} answers`)
      test.check(
        'LNK-033',
        new Set(answers.map(({ queueId }) => queueId)).size === 1,
        'a repeated ADD is the same item'
      )
    }
  },
  {
    name: 'link/complete-by-master',
    requirements: ['LNK-052', 'LNK-050'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairs(2)
      const complete = scene.sent('GEN').length
      await scene.pass(A_WHILE / 10)
      const isMore = scene
        .sent('GEN')
        .slice(complete)
        .some(({ slots }) => slots > 0)
      test.check('LNK-050', !isMore, 'no more pairs are attempted than were asked for')
      test.must('LNK-052', await scene.until(() => scene.sent('END').length > 0), 'END is sent')
      const [end] = scene.sent('END')
      test.check(
        'LNK-052',
        end?.reason === ErrorCode.UNSPECIFIED && end.endSequence === scene.station.sequence,
        'END says that the request is complete, and which number comes next'
      )
      const batches = scene.sent('GEN').length
      await scene.pass(A_WHILE)
      test.check(
        'LNK-050',
        scene
          .sent('GEN')
          .slice(batches)
          .every(({ slots }) => slots === 0),
        'no more pairs are attempted'
      )
    }
  },
  {
    name: 'link/end-with-pairs-missing',
    requirements: ['LNK-056', 'LNK-057'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      await scene.create({ number: 2 })
      test.need(
        await scene.until(() => scene.answers.some(({ type }) => type === 'ack')),
        'the request is in the queue'
      )
      const queueId = scene.came('ADD_ACK')[0]?.queueId ?? 0
      const end = {
        type: 'END',
        ...scene.peer.header(),
        endSequence: scene.station.sequence,
        reason: ErrorCode.UNSPECIFIED
      } as const
      scene.peer.send({ ...end, queueId })
      await scene.pass(A_WHILE)
      test.check('LNK-056', scene.sent('END_ACK').length === 0, 'an END of an item that misses pairs is not answered')
      scene.peer.send({ ...end, queueId: queueId + 1000 })
      await scene.pass(A_WHILE)
      test.check(
        'LNK-057',
        scene.sent('END_ACK').some((frame) => frame.queueId === queueId + 1000),
        'that of an unknown item is'
      )
    }
  },
  {
    name: 'link/measured-in-turn',
    requirements: ['LNK-075', 'LNK-060'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const x = { set: 'NONE', probabilities: [], rotation: [0, 192, 0] } as const
      const [own] = await test.pairs(1, { kind: 'measure', originator: x, raw: true })
      test.check('LNK-075', own?.basis === 1 && own.qubit === -1, `X was asked for, and ${own?.basis} measured`)
      test.check(
        'LNK-060',
        own?.outcome === [...scene.qubits.measured.values()][0],
        'the outcome is that of the hardware'
      )
      const responder = {
        randomBasis: 0,
        probability1: 0,
        probability2: 0,
        rotationX1: 64,
        rotationY: 0,
        rotationX2: 0
      }
      const [other] = await test.pairsForPeer(1, { kind: RequestKind.MEASURE, responder })
      test.check('LNK-075', other?.basis === 2, `Y was asked for at the responder, and ${other?.basis} measured`)
    }
  }
]
