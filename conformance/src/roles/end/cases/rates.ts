import { ErrorCode } from '@bellwire/wire'
import type { PlayedEndCase, EndTest } from '../end-test.js'

const SECOND = 1_000_000_000
const MILLISECOND = 1_000_000
/** Pairs per second. */
const RATE = 4

/** Circuits with a rate (section 6.5). */
export const rateCases: readonly PlayedEndCase[] = [
  {
    name: 'end/shapes-requests',
    requirements: ['NET-160', 'NET-161'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open({ rate: RATE })
      const burst = test.opened(name)?.burst ?? 0
      test.must('NET-160', burst >= 1, `a circuit with a rate has a burst, ${burst}`)
      const asked: number[] = []
      for (let index = 0; index < burst + 5; index++) {
        const { code, request } = await test.requested(name, { number: 1 })
        test.check('NET-161', code === 0, `a request that comes early waits: code ${code}`)
        asked.push(request)
      }
      const begun = beginnings(test)
      await scene.until(() => begun().length === asked.length, (8 * SECOND) / RATE)
      test.must('NET-161', begun().length === asked.length, `${begun().length} of ${asked.length} requests begin`)
      test.check(
        'NET-161',
        begun().every(({ request }, index) => request === asked[index]),
        'in the order in which they were asked'
      )
      judgeRate(
        test,
        begun().map(({ time }) => ({ time, number: 1 })),
        burst
      )
      const last = begun().at(-1)?.time ?? 0
      const first = begun()[0]?.time ?? 0
      test.check(
        'NET-161',
        last - first <= (5.5 * SECOND) / RATE,
        `each as soon as it may: the last after ${last - first} ns`
      )
    }
  },
  {
    name: 'end/beyond-the-rate',
    requirements: ['NET-162'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open({ rate: RATE })
      const burst = test.opened(name)?.burst ?? 0
      const more = await test.requested(name, { number: burst + 1 })
      test.check('NET-162', more.code === ErrorCode.UNSUPP, `more than the burst is refused with UNSUPP: ${more.code}`)
      const all = await test.requested(name, { number: burst })
      test.need(all.code === 0, 'as many as the burst are taken')
      const late = await test.requested(name, { number: 1, timeLimit: 10 * MILLISECOND })
      test.check(
        'NET-162',
        late.code === ErrorCode.NOTIME,
        `what would begin too late is refused with NOTIME: ${late.code}`
      )
      await scene.pass(SECOND)
      test.check('NET-162', scene.neighbour.of('FORWARD').length === 1, 'and neither begins')
    }
  },
  {
    name: 'end/limit-of-waiting-requests',
    requirements: ['NET-161', 'NET-054'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open({ rate: RATE })
      const burst = test.opened(name)?.burst ?? 0
      await test.requested(name, { number: burst })
      const since = scene.stage.now
      const timeLimit = Math.ceil((1.5 * SECOND) / RATE)
      const { code, request } = await test.requested(name, { number: 1, timeLimit })
      test.need(code === 0, 'a request that begins before its time limit is taken')
      const over = () => scene.answered('over').find((one) => one.request === request)
      // None of its pairs comes.
      scene.station.luck = () => undefined
      await scene.until(() => over() !== undefined, SECOND)
      const lasted = scene.stage.now - since
      test.must('NET-054', over()?.reason === ErrorCode.TIMEOUT, 'it fails when its time has passed')
      test.check(
        'NET-161',
        lasted >= timeLimit && lasted < timeLimit + MILLISECOND,
        `which runs while it waits: ${lasted} of ${timeLimit} ns`
      )
    }
  }
]

/** When requests have begun: their FORWARDs. */
function beginnings({ scene }: EndTest) {
  return () =>
    scene.happenings.flatMap((one) =>
      one.kind === 'sent' && one.frame.type === 'FORWARD' ? [{ time: one.time, request: one.frame.request }] : []
    )
}

/** In any time t no more than burst + rate·t pairs begin. */
function judgeRate(
  test: EndTest,
  begun: readonly { readonly time: number; readonly number: number }[],
  burst: number
): void {
  for (const [first, { time: since }] of begun.entries()) {
    let pairs = 0
    for (const { time, number } of begun.slice(first)) {
      pairs += number
      const most = burst + (RATE * (time - since)) / SECOND + 1e-6
      test.check('NET-160', pairs <= most, `${pairs} pairs begin within ${time - since} ns, of ${most} at most`)
    }
  }
}
