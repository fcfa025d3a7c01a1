import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { missingServer, TestServer } from '../../test/nats-server.js'
import { ServerView } from '../../test/server-view.js'
import { JobLostError, WorkQueue, WorkSource } from '../index.js'

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const bytes = (of: string): Uint8Array => new TextEncoder().encode(of)

describe.skipIf(missing !== undefined && canSkip)(`a work queue${missing ? ` (${missing})` : ''}`, () => {
  const server = new TestServer('jetstream: { store_dir: STORE }')
  const open: { close(): Promise<void> }[] = []
  const never = new AbortController().signal

  const queueOf = async (kind: string, terms: string, declined: string[] = []): Promise<WorkQueue> => {
    const listener = { declined: (why: string) => void declined.push(why) }
    const queue = await WorkQueue.open({ servers: server.url }, { kind, terms: bytes(terms), listener })
    open.push(queue)
    return queue
  }
  const sourceOf = async (kind: string, accepts: (terms: string) => string | undefined = () => undefined) => {
    const source = await WorkSource.open({ servers: server.url }, { kind, accepts: (terms) => accepts(text(terms)) })
    open.push(source)
    return source
  }
  /** Does every job by saying what it was, by whom and on what terms. */
  const work = (source: WorkSource, name: string): AbortController => {
    const stop = new AbortController()
    open.push({ close: () => Promise.resolve(stop.abort()) })
    void (async () => {
      for (;;) {
        const job = await source.take(stop.signal)
        if (job === undefined) return
        await job.finish(bytes(`${text(job.terms)} ${text(job.body)} by ${name}`))
      }
    })()
    return stop
  }
  const streams = async (): Promise<string[]> => {
    const view = await ServerView.of(server.url)
    const names = await view.streams()
    await view.close()
    return names
  }

  beforeAll(() => server.start())
  afterEach(async () => {
    vi.restoreAllMocks()
    for (const one of open.splice(0).reverse()) await one.close()
    expect(await streams()).toEqual([])
  })
  afterAll(() => server.remove())

  it('has every job done once, by whoever is free, and keeps queues apart', async () => {
    const [red, blue, other] = [
      await queueOf('one', 'red'),
      await queueOf('one', 'blue'),
      await queueOf('two', 'other')
    ]
    for (const name of ['a', 'b', 'c']) work(await sourceOf('one'), name)
    work(await sourceOf('two'), 'd')
    const done = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const queue = [red, blue, other][index % 3]!
        return text(await queue.run(`job-${index}`, bytes(String(index))))
      })
    )
    done.forEach((said, index) =>
      expect(said).toMatch(
        new RegExp(`^${['red', 'blue', 'other'][index % 3]} ${index} by ${index % 3 === 2 ? 'd' : '[abc]'}$`)
      )
    )
  })

  it('hands over what was put in before there were workers', async () => {
    const queue = await queueOf('one', 'early')
    const running = [1, 2, 3].map((id) => queue.run(String(id), bytes(String(id))))
    expect(await queue.taken()).toBe(0)
    work(await sourceOf('one'), 'a')
    expect((await Promise.all(running)).map(text)).toEqual(['early 1 by a', 'early 2 by a', 'early 3 by a'])
    expect(await queue.taken()).toBe(3)
  })

  it('gives a job that a worker has given back to another, at once', async () => {
    const queue = await queueOf('one', 'terms')
    const running = queue.run('1', bytes('x'))
    const first = await sourceOf('one')
    const job = await first.take(never)
    await first.close()
    expect(text(job!.body)).toBe('x')
    work(await sourceOf('one'), 'b')
    expect(text(await running)).toBe('terms x by b')
  })

  it('says that a job is lost which nobody has finished', async () => {
    const queue = await queueOf('one', 'terms')
    const source = await sourceOf('one')
    const outcome = queue.run('1', bytes('x')).catch((error: unknown) => error)
    for (let time = 0; time < 5; time++) (await source.take(never))!.giveBack()
    const other = queue.run('2', bytes('y'))
    work(source, 'a')
    expect(text(await other)).toBe('terms y by a')
    expect(await outcome).toEqual(new JobLostError(5))
    expect(String(await outcome)).toBe('JobLostError: 5 workers were given it, and none has finished it')
  })

  it('tells its owner who does not do its jobs, and leaves them to others', async () => {
    const declined: string[] = []
    const queue = await queueOf('one', 'new', declined)
    const running = queue.run('1', bytes('x'))
    work(await sourceOf('one', (terms) => (terms === 'new' ? 'I am old' : undefined)), 'old')
    await expect.poll(() => declined).toEqual(['I am old'])
    work(await sourceOf('one'), 'new')
    expect(text(await running)).toBe('new x by new')
  })

  it('takes jobs that are being done with it when it ends, and leaves nothing behind', async () => {
    const queue = await queueOf('one', 'terms')
    const outcome = queue.run('1', bytes('x')).catch((error: unknown) => error)
    const source = await sourceOf('one')
    const job = await source.take(never)
    expect(await streams()).toHaveLength(1)
    await queue.close()
    await expect.poll(() => job!.signal.aborted).toBe(true)
    expect(await outcome).toEqual(new Error('the queue was closed'))
    await job!.finish(bytes('late'))
    expect(await streams()).toEqual([])
  })

  // Without the word that the queue has ended, a server that takes nothing is asked again for a minute.
  it('lets go at once of a job whose result is being handed over when it ends', { timeout: 30_000 }, async () => {
    const queue = await queueOf('one', 'terms')
    const outcome = queue.run('1', bytes('x')).catch((error: unknown) => error)
    const job = await (await sourceOf('one')).take(never)
    const view = await ServerView.of(server.url)
    await view.clear()
    await view.close()
    const handingOver = job!.finish(bytes('late'))
    await queue.close()
    await handingOver
    expect(job!.signal.aborted).toBe(true)
    expect(await outcome).toBeInstanceOf(Error)
  })

  it('is thrown away by workers when its owner has died', async () => {
    const queue = await queueOf('one', 'terms')
    const source = await sourceOf('one')
    const stop = new AbortController()
    const taking = source.take(stop.signal)
    // What the server does by itself when nobody has listened for minutes.
    const view = await ServerView.of(server.url)
    const [stream] = await view.streams()
    await view.manager.consumers.delete(stream!, 'collector')
    await view.close()
    const real = performance.now.bind(performance)
    let later = 0
    vi.spyOn(performance, 'now').mockImplementation(() => real() + later)
    const gone = expect.poll(streams, { timeout: 20_000, interval: 200 }).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 4500))
    expect(await streams()).toEqual([stream])
    later = 60_000
    await gone
    stop.abort()
    expect(await taking).toBeUndefined()
    await expect(queue.broken).rejects.toThrow(
      /^the queue is gone from 127\.0\.0\.1:\d+; accepted: a server that keeps/
    )
  })

  it('survives the loss of its server, with what waits in it', async () => {
    const queue = await queueOf('one', 'terms')
    const waiting = queue.run('1', bytes('x'))
    await expect.poll(streams).toHaveLength(1)
    await server.kill()
    await server.start()
    const later = queue.run('2', bytes('y'))
    work(await sourceOf('one'), 'a')
    expect(text(await waiting)).toBe('terms x by a')
    expect(text(await later)).toBe('terms y by a')
  })

  it('refuses what one message cannot hold', async () => {
    const large = new Uint8Array(2 ** 20)
    const refusal = { code: 'NATS_SERVER_UNFIT', field: 'max_payload' }
    const opening = WorkQueue.open({ servers: server.url }, { kind: 'one', terms: large })
    await expect(opening).rejects.toMatchObject(refusal)
    await expect(opening).rejects.toThrow(/^max_payload is 1048576; accepted: at least 1049600, for terms \(/)
    const queue = await queueOf('one', 'terms')
    await expect(queue.run('1', large)).rejects.toMatchObject(refusal)
    const running = queue.run('2', bytes('x'))
    const job = await (await sourceOf('one')).take(never)
    await expect(job!.finish(large)).rejects.toMatchObject(refusal)
    await job!.finish(bytes('smaller'))
    expect(text(await running)).toBe('smaller')
  })
})

describe.skipIf(missing !== undefined && canSkip)(
  `a server that is not fit for queues${missing ? ` (${missing})` : ''}`,
  () => {
    const opened: TestServer[] = []
    const started = async (configuration: string): Promise<TestServer> => {
      const server = new TestServer(configuration)
      opened.push(server)
      await server.start()
      return server
    }
    afterEach(async () => {
      for (const server of opened.splice(0)) await server.remove()
    })
    /** What comes of using it, from either side. */
    const refusals = async (servers: string): Promise<unknown[]> => {
      const refusal = (error: unknown): unknown => error
      return [
        await WorkQueue.open({ servers }, { kind: 'one', terms: bytes('') }).catch(refusal),
        await WorkSource.open({ servers }, { kind: 'one', accepts: () => undefined }).catch(refusal)
      ]
    }

    it('has JetStream off', async () => {
      const { url } = await started('')
      for (const refusal of await refusals(url))
        expect((refusal as Error).message).toMatch(
          /^JetStream is off at 127\.0\.0\.1:\d+; accepted: a server with JetStream: nats-server -js \(/
        )
    })

    it('does not know the user, or does not let it work', async () => {
      const user = '{ user: a, password: b, permissions: { publish: "x", subscribe: "x" } }'
      const server = await started(`jetstream: { store_dir: STORE }\nauthorization: { users: [${user}] }`)
      for (const refusal of await refusals(server.urlOf('a', 'c')))
        expect(refusal).toMatchObject({ code: 'NATS_UNAUTHORIZED' })
      for (const refusal of await refusals(server.urlOf('a', 'b')))
        expect(refusal).toMatchObject({ code: 'NATS_NOT_PERMITTED' })
    })

    it('is not there', async () => {
      const server = await started('')
      await server.kill()
      for (const refusal of await refusals(server.url)) expect(refusal).toMatchObject({ code: 'NATS_UNREACHABLE' })
    })
  }
)
