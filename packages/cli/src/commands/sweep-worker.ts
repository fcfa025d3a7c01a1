import { availableParallelism } from 'node:os'
import { defineCommand } from 'citty'
import { countOf } from '../count.js'
import { WrongUse } from '../errors.js'
import { natsArguments, natsServersOf, reachingNats } from '../nats-arguments.js'
import { work } from '../sweep/remote/work.js'

const MOST_THREADS = 1024

export const sweepWorkerCommand = defineCommand({
  meta: { name: 'sweep-worker', description: 'Play runs of sweeps that others have begun with --nats' },
  args: {
    ...natsArguments,
    workers: { type: 'string', description: 'Threads (default: as many as there are cores)' }
  },
  async run({ args }) {
    const threads = countOf('sweep-worker', 'workers', args.workers, MOST_THREADS) ?? availableParallelism()
    const servers = natsServersOf('sweep-worker', args)
    if (servers === undefined) throw new WrongUse('bellwire sweep-worker: --nats is missing; accepted: --nats URL')
    const notice = (what: string): void => void process.stderr.write(`bellwire sweep-worker: ${what}\n`)
    const stop = new AbortController()
    const end = (): void => stop.abort()
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
    try {
      const played = await reachingNats('sweep-worker', () => work({ servers, threads, signal: stop.signal, notice }))
      notice(`${played} ${played === 1 ? 'run' : 'runs'} played`)
    } finally {
      process.off('SIGINT', end)
      process.off('SIGTERM', end)
    }
  }
})
