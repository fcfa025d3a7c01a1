import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { RealClock } from '@bellwire/runtime'
import { WebSocketServer } from 'ws'
import { decodeCommand, encodeFeed } from '../src/feed/codec.js'
import type { FeedMessage } from '../src/feed/messages.js'
import { ScenarioFeed } from '../src/simulation/scenario-feed.js'

/** Milliseconds from turn to turn. */
const TURN = 33
const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** Tells the feed of a scenario to whoever connects, as a live network does; obeys commands. */
export async function liveFeed(
  scenario: URL
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const text = readFileSync(scenario, 'utf8')
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  server.on('connection', (socket) => {
    // Its clock stands still: a turn has all the time that it needs.
    const told = (message: FeedMessage): void => socket.send(encodeFeed(message))
    const feed = new ScenarioFeed(text, { speed: 0.05, ahead: 1_200_000_000, now: () => 0, told })
    const clock = new RealClock()
    let busy: Promise<void> = Promise.resolve()
    const enqueue = (act: () => Promise<void>): void => {
      busy = busy.then(act)
    }
    const timer = clock.timer({
      run: () => {
        enqueue(() => feed.turn(TURN, TURN))
        timer.arm(clock.now() + TURN * NANOSECONDS_PER_MILLISECOND)
      }
    })
    timer.arm(clock.now())
    socket.on('message', (data: Buffer) => enqueue(() => feed.command(decodeCommand(data))))
    socket.on('close', () => timer.cancel())
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `ws://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate()
        server.close(() => resolve())
      })
  }
}
