import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { RunThread } from './run-thread.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-thread-'))
const file = join(folder, 'worker.mjs')
writeFileSync(
  file,
  `import { threadId } from 'node:worker_threads'
  export async function work({ what }) {
    if (what === 'refuse') throw new RangeError('not this one')
    if (what === 'exit') process.exit(3)
    if (what === 'crash') return await new Promise(() => setTimeout(() => { throw new Error('out of nowhere') }))
    if (what === 'hang') for (;;);
    return { what, threadId }
  }`
)
afterAll(() => rmSync(folder, { recursive: true }))

type Answer = { readonly what: string; readonly threadId: number }

async function withThread<T>(use: (thread: RunThread<{ what: string }, Answer>) => Promise<T>): Promise<T> {
  const thread = new RunThread<{ what: string }, Answer>(pathToFileURL(file), 'work')
  try {
    return await use(thread)
  } finally {
    await thread.stop()
  }
}

describe('a thread', () => {
  it('runs one task after the other, beside this thread', async () => {
    await withThread(async (thread) => {
      const first = await thread.run({ what: 'a' })
      expect(first).toEqual({ what: 'a', threadId: first.threadId })
      expect(first.threadId).not.toBe(0)
      expect(await thread.run({ what: 'b' })).toEqual({ what: 'b', threadId: first.threadId })
    })
  })

  it('says what a task has thrown, and goes on', async () => {
    await withThread(async (thread) => {
      const { threadId } = await thread.run({ what: 'a' })
      await expect(thread.run({ what: 'refuse' })).rejects.toThrow('not this one')
      expect(await thread.run({ what: 'b' })).toEqual({ what: 'b', threadId })
    })
  })

  it.each([
    ['exit', /ended with exit code 3/],
    ['crash', /out of nowhere/]
  ])('that dies of %s says so, and the next task has a new one', async (what, message) => {
    await withThread(async (thread) => {
      const { threadId } = await thread.run({ what: 'a' })
      await expect(thread.run({ what })).rejects.toThrow(message)
      const next = await thread.run({ what: 'b' })
      expect(next.what).toBe('b')
      expect(next.threadId).not.toBe(threadId)
    })
  })

  it('can be stopped in the middle of a task', async () => {
    await withThread(async (thread) => {
      const hanging = expect(thread.run({ what: 'hang' })).rejects.toThrow()
      await thread.stop()
      await hanging
    })
  })

  it('that cannot even be loaded says so', async () => {
    const thread = new RunThread(pathToFileURL(join(folder, 'nothing.mjs')), 'work')
    await expect(thread.run({})).rejects.toThrow(/nothing\.mjs/)
    await thread.stop()
  })
})
