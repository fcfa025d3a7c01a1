import type { TraceRecord } from '@bellwire/runtime'
import type { FeedLink, FeedNetwork } from '../feed/network.js'

export interface LinkView {
  readonly link: FeedLink
  /** What each end says of it: 'READY', 'DOWN', … by the end's name. */
  readonly states: Map<string, string>
  heralds: number
  /** When its station announced a pair last; undefined: never. */
  lastHerald: number | undefined
}

/** The links, and how each end sees them. */
export class Links {
  readonly all = new Map<number, LinkView>()

  constructor(network: FeedNetwork) {
    for (const link of network.links)
      this.all.set(link.number, { link, states: new Map(), heralds: 0, lastHerald: undefined })
  }

  apply(record: TraceRecord): void {
    switch (record.kind) {
      case 'linkState':
        this.all.get(record.link)?.states.set(record.at, record.state)
        break
      case 'herald': {
        const link = this.all.get(record.link)
        if (link === undefined) break
        link.heralds += 1
        link.lastHerald = record.time
        break
      }
      case 'event':
        if (record.name === 'crashed') for (const { states } of this.all.values()) states.delete(record.at)
        break
      default:
    }
  }
}
