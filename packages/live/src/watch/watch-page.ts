import { randomBytes } from 'node:crypto'
import { decodeCommand, encodeFeed, FeedError, type FeedMessage } from '@bellwire/dashboard'
import { type HttpHandler, listenWebSocket, type WebSocketChannel } from '@bellwire/transport-websocket'
import { NetworkWatch, type NetworkWatchOptions } from './network-watch.js'
import { pageFiles } from './page-files.js'

const COMMAND_BYTES = 1024
/** Octets that may wait for a page before what it can do without is left out; and milliseconds for which they may. */
const MOST_WAITING = 524_288
const PATIENCE = 10_000
/** Each of them watches every process. */
const MOST_PAGES = 4

export interface WatchPageOptions extends Omit<NetworkWatchOptions, 'told'> {
  /** Folder of the built page. */
  readonly folder: string
}

/** A page that shows a live network, served to this machine alone. */
export interface WatchPage {
  /** For a browser. Whoever has it may watch, and do what the page does. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Serves the page of a deployment at an address that cannot be guessed. Processes are watched while a page is open.
 *
 * @throws DeploymentError where the page was not built
 */
export async function serveWatchPage({ folder, ...options }: WatchPageOptions): Promise<WatchPage> {
  const secret = randomBytes(24).toString('base64url')
  const files = pageFiles(folder, 'feed')
  const server = await listenWebSocket({ ownPages: true })
  const origin = server.url.replace(/^ws/, 'http')
  // Names that lead to this machine are no page of this one's: its address alone is.
  const isHere = (host: string | undefined): boolean => `http://${host}` === origin
  const begin = `/${secret}/`
  const answer: HttpHandler = ({ method, url = '/', headers }, response) => {
    const path = (url.split('?', 1)[0] ?? '').slice(begin.length)
    const file = files.get(path)
    if (!isHere(headers.host) || file === undefined) return void response.writeHead(404, HEADERS).end()
    if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, HEADERS).end()
    response.writeHead(200, { ...HEADERS, 'content-type': file.type }).end(method === 'GET' ? file.content : undefined)
  }
  const watches = new Set<NetworkWatch>()
  server.handle(begin, answer)
  server.serve(
    `${begin}feed`,
    (channel) => {
      if (watches.size >= MOST_PAGES) return channel.close('too many pages')
      const watch = watchFor(channel, options)
      watches.add(watch)
      channel.listen({
        message: (bytes) => obey(watch, channel, bytes),
        closed: () => {
          watches.delete(watch)
          watch.close()
        }
      })
    },
    { messageBytes: COMMAND_BYTES, refuses: ({ headers }) => (isHere(headers.host) ? undefined : 403) }
  )
  return {
    address: `${origin}${begin}`,
    close: async () => {
      for (const watch of watches) watch.close()
      await server.close()
    }
  }
}

/** The page may make code at run time: that is how it runs the stack when it simulates a network. */
const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
} as const

/** A page that does not read gets what it cannot do without, and is closed after a while. */
function watchFor(channel: WebSocketChannel, options: Omit<NetworkWatchOptions, 'told'>): NetworkWatch {
  let slowSince: number | undefined
  const told = (message: FeedMessage): void => {
    if (channel.backlog <= MOST_WAITING) {
      slowSince = undefined
      return channel.send(encodeFeed(message))
    }
    slowSince ??= performance.now()
    if (performance.now() - slowSince > PATIENCE) channel.close('too slow')
    else if (message.type !== 'records' && message.type !== 'pairs') channel.send(encodeFeed(message))
  }
  return new NetworkWatch({ ...options, told })
}

function obey(watch: NetworkWatch, channel: WebSocketChannel, bytes: Uint8Array): void {
  try {
    void watch.command(decodeCommand(bytes))
  } catch (error) {
    if (!(error instanceof FeedError)) throw error
    channel.send(encodeFeed({ type: 'notice', level: 'error', text: error.message }))
  }
}
