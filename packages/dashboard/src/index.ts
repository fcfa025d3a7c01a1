/**
 * What is shown of a network, and where from: the messages of a feed, their encoding, and where the built page lies.
 *
 * @packageDocumentation
 */
export { decodeCommand, decodeFeed, encodeFeed, FeedError } from './feed/codec.js'
export type { FeedCommand } from './feed/commands.js'
export type { FeedMessage, FeedQubit, Quantity, Sample, WorldPair } from './feed/messages.js'
export type { Control, FeedLink, FeedNetwork, FeedParty } from './feed/network.js'
export { feedNetwork } from './simulation/feed-network.js'
export { stackMachines } from './simulation/machines.js'
export { ScenarioFeed, type ScenarioFeedOptions } from './simulation/scenario-feed.js'
export { type Memory, worldPairs } from './simulation/world-pairs.js'

/**
 * Folder of the built page, which any web server can serve: `index.html` and what it needs. Beside it `bellwire.html`,
 * the same in one file.
 */
export const pageFolder = new URL('../dist/page/', import.meta.url)
