import type { RunFigures, Sweep } from '@bellwire/simulation'
import { type NatsServers, WorkQueue } from '@bellwire/transport-nats'
import type { PointRun } from '../play-sweep.js'
import type { Players } from '../players.js'
import type { Lane } from '../run-all.js'
import { KIND, outcomeOf, ownMaker, packed } from './messages.js'

/** Runs that wait in the queue or are being played, at most: enough to keep the workers of many machines busy. */
const AHEAD = 500

/** When it is seen whether any worker has come, milliseconds. */
const FIRST_LOOK = 5000

export interface RemoteOptions {
  readonly servers: NatsServers
  /** Content of the scenario file, and its name. */
  readonly text: string
  readonly file: string
  /** The most that are to be played. */
  readonly runs: number
  /** Told of what the user may have to do something about. */
  readonly notice: (text: string) => void
}

/**
 * Workers anywhere, over a server of NATS.
 *
 * @throws NatsError
 */
export async function remotePlayers(sweep: Sweep, options: RemoteOptions): Promise<Players> {
  const { servers, text, file, notice } = options
  const declined = new Set<string>()
  const queue = await WorkQueue.open(servers, {
    kind: KIND,
    terms: packed({ maker: ownMaker, file, text }),
    listener: {
      declined(why) {
        if (!declined.has(why)) notice(why)
        declined.add(why)
      }
    }
  })
  const look = setTimeout(() => {
    const tell = (taken: number): void => {
      if (taken === 0) notice('no worker has come yet; each machine can run some: bellwire sweep-worker --nats URL')
    }
    queue.taken().then(tell, () => undefined)
  }, FIRST_LOOK)
  const lane: Lane<PointRun, RunFigures> = {
    async run({ point, run }) {
      const job = packed({ changes: sweep.changes(point), seed: sweep.seedOf(point, run) })
      const outcome = outcomeOf(await queue.run(`${point}-${run}`, job))
      if ('failure' in outcome) throw new Error(outcome.failure)
      return outcome.figures
    }
  }
  return {
    lanes: Array.from({ length: Math.min(AHEAD, options.runs) }, () => lane),
    broken: queue.broken,
    async stop() {
      clearTimeout(look)
      await queue.close()
    }
  }
}
