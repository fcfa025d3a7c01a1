import type { FeedSource } from '../../src/feed/source.js'
import type { Lesson } from '../lessons/lesson.js'
import { lessons } from '../lessons/lessons.js'
import { firstScenario, type PageScenario, scenarios } from '../scenarios/scenarios.js'
import { SocketSource } from './socket-source.js'
import { TraceSource } from './trace-source.js'
import { WorkerSource } from './worker-source.js'

/** What the page shows. */
export type Shown =
  | { readonly kind: 'scenario'; readonly scenario: PageScenario }
  | { readonly kind: 'lesson'; readonly lesson: Lesson }
  | { readonly kind: 'trace'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'live'; readonly address: string }

/**
 * What an address asks for: `?feed=ADDRESS` a live network, `#lesson-ID` or `#scenario-ID` something to play. A server
 * whose page shows its own network says so in the page: `<meta name="bellwire-feed" content="ADDRESS">`.
 */
export function shownAtFirst(url: URL): Shown {
  const address =
    url.searchParams.get('feed') ?? document.querySelector<HTMLMetaElement>('meta[name="bellwire-feed"]')?.content
  if (address !== undefined) return { kind: 'live', address: new URL(address, url).href.replace(/^http/, 'ws') }
  const lesson = lessons.find(({ id }) => url.hash === `#lesson-${id}`)
  if (lesson !== undefined) return { kind: 'lesson', lesson }
  const scenario = scenarios.find(({ id }) => url.hash === `#scenario-${id}`) ?? firstScenario
  return { kind: 'scenario', scenario }
}

export function sourceOf(shown: Shown): FeedSource {
  switch (shown.kind) {
    case 'scenario':
      return new WorkerSource(shown.scenario)
    case 'lesson':
      return new WorkerSource(shown.lesson)
    case 'trace':
      return new TraceSource(shown.name, shown.bytes)
    case 'live':
      return new SocketSource(shown.address)
  }
}
