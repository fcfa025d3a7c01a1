import { Tinypool } from 'tinypool'

/**
 * A thread that runs one task after the other. It is a pool of its own, so that it is known which task a thread was at
 * when it died; the next task then has a new thread.
 */
export class RunThread<Task, Result> {
  #pool: Tinypool | undefined
  #died: Promise<never> = new Promise(() => undefined)

  /**
   * @param file the module that a thread loads
   * @param name of its function that a thread calls
   */
  constructor(
    private readonly file: URL,
    private readonly name: string
  ) {}

  /** Rejects with what the function has thrown, or with why its thread has died. */
  async run(task: Task): Promise<Result> {
    const pool = this.#pool ?? this.#started()
    return (await Promise.race([pool.run(task), this.#died])) as Result
  }

  /** Stops the thread, whatever it is at; a task that it is at is rejected. */
  async stop(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    await pool?.destroy()
  }

  #started(): Tinypool {
    const pool = new Tinypool({ filename: this.file.href, name: this.name, minThreads: 1, maxThreads: 1 })
    this.#pool = pool
    this.#died = new Promise((_, reject) => {
      const died = (error: Error): void => {
        reject(error)
        if (this.#pool === pool) void this.stop()
      }
      pool.on('error', died)
      for (const thread of pool.threads) {
        // Of a thread that fails the pool rejects the task; one that only ends leaves its task without an answer.
        thread.once('error', died)
        thread.once('exit', (code: number) => died(new Error(`the worker thread has ended with exit code ${code}`)))
      }
    })
    // Nobody may be waiting.
    this.#died.catch(() => undefined)
    return pool
  }
}
