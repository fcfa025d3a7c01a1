import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

export const USAGE = `Plays seeded runs of a link, of a network or of key distribution, under faults, and prints the seeds that break an
invariant; or kills processes that deliver keys, attacks one that listens, or parts those of a live network.

  node tools/soak.mjs [--network] [--runs N] [--first SEED] [--workers N]     many runs; exit code 1 if one fails
  node tools/soak.mjs [--network] --seed SEED [--trace FILE]                  one run, told in full
  node tools/soak.mjs --hardware [--seed SEED | --runs N ...]                 the same of links whose hardware is behind channels
  node tools/soak.mjs --kills [--seed SEED | --runs N ...]                    the same of links whose nodes are killed
  node tools/soak.mjs --distribution [--seed SEED | --runs N ...]             the same of sessions of key distribution
  node tools/soak.mjs --distribution --stack [--seed SEED | --runs N ...]     the same of sessions through the whole stack
  node tools/soak.mjs --keys [--runs N]       key-management entities in processes that are killed; exit code 1 if one fails
  node tools/soak.mjs --network-kills [--runs N] [--first SEED]   the processes of a network, killed while it is used
  node tools/soak.mjs --hostile [--listener L] [--runs N] [--first SEED]   what is wrong, to a process that serves others meanwhile
  node tools/soak.mjs --processes [--runs N] [--first SEED]  a live network whose frames are lost, doubled, late, and parted

  --network      networks, with circuits from end to end, instead of links
  --hardware     links whose hardware is behind channels, which are cut and opened again, and whose servers restart
  --kills        links whose nodes are killed, and started anew with nothing but what they have written down
  --distribution sessions of key distribution against adversaries, one in eleven honest, instead of links; they are fed
                 their outcomes
  --stack        with --distribution: sessions over links, stations and nodes; runs 1 to 37 play each adversary once
  --keys         kills of the processes of two key-management entities, under 200 applications
  --network-kills
                 kills of the processes of a network with two repeaters and a switch (world, stations, nodes and key-management
                 entities; two at once, and others while they start), under pairs, teleportations and key distribution
  --hostile      frames, messages, requests and bytes that are wrong, 1000 connections on which nothing comes, and 100
                 parties that read nothing
  --listener L   with --hostile: what is attacked: a process that takes parties' frames (parties, the default), or one of a
                 network with TLS: the world's hardware (device), a node's management (management), or a key-management
                 entity's applications (keys)
  --processes    requests to the processes of two links and a repeater, between which 30 % of frames are lost and some
                 parties cannot reach each other for seconds: each request ends once, and leaves nothing behind
  --runs N       how many runs, or kills, or wrong things (default 100000, with --keys and --network-kills 1000,
                 with --hostile 1000000, with --distribution 11000: 1000 honest sessions and 10000 others,
                 with --stack 37, with --processes 50)
  --first SEED   seed of the first; the others follow it (default 1)
  --workers N    threads (default: one for each processor)
  --seed SEED    the one run to play
  --trace FILE   write the trace of that run
  --help         show this
`

/** The command was given something that it does not accept. The message says what, and what is accepted. */
export class WrongUse extends Error {
  /** @override */
  name = 'WrongUse'
}

const OPTIONS = /** @type {const} */ ({
  runs: { type: 'string' },
  first: { type: 'string' },
  workers: { type: 'string' },
  seed: { type: 'string' },
  trace: { type: 'string' },
  network: { type: 'boolean' },
  hardware: { type: 'boolean' },
  kills: { type: 'boolean' },
  distribution: { type: 'boolean' },
  stack: { type: 'boolean' },
  keys: { type: 'boolean' },
  'network-kills': { type: 'boolean' },
  hostile: { type: 'boolean' },
  listener: { type: 'string' },
  processes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' }
})

/** @typedef {'link' | 'network' | 'hardware' | 'kills' | 'distribution' | 'stack'} Plays what a seed draws */

/** @type {Record<Plays, string>} */
const DEFAULT_RUNS = {
  link: '100000',
  network: '100000',
  hardware: '100000',
  kills: '100000',
  distribution: '11000',
  stack: '37'
}

/** What has a seed but no plan, and how much of it there is by default. */
const ATTACKS = /** @type {const} */ ([
  ['hostile', '1000000'],
  ['processes', '50'],
  ['network-kills', '1000']
])

/** @typedef {(typeof ATTACKS)[number][0]} Attack */

/** The flags that belong to each of the two ways to use the command. */
const OF_MANY = /** @type {const} */ (['runs', 'first', 'workers'])

/** What can be attacked. */
const LISTENERS = ['parties', 'device', 'management', 'keys']

/** Flags without a value. */
const SWITCHES = new Set([
  'help',
  'network',
  'hardware',
  'kills',
  'distribution',
  'stack',
  'keys',
  'network-kills',
  'hostile',
  'processes'
])

/**
 * What the command line asks for.
 *
 * @param {string[]} args
 * @returns {{ help: true } | { help: false, keys: true, runs: number } | { help: false, attack: Attack, listener: string, runs: number, first: number } | { help: false, plays: Plays, seed: number, trace: string | undefined }
 *   | { help: false, plays: Plays, seed: undefined, runs: number, first: number, workers: number }}
 * @throws WrongUse naming flag, value and what is accepted
 */
export function soakArguments(args) {
  const { values, tokens } = parseArgs({
    args,
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  if (values.help === true) return { help: true }
  const seen = new Set()
  for (const token of tokens) {
    if (token.kind === 'positional')
      throw new WrongUse(`${token.value} is one argument too many; accepted: flags alone`)
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    if (!Object.hasOwn(OPTIONS, name))
      throw new WrongUse(`${rawName} is not a flag of soak; accepted: --${Object.keys(OPTIONS).join(', --')}`)
    if (SWITCHES.has(name)) {
      if (value !== undefined) throw new WrongUse(`${rawName}=${value} has a value; accepted: ${rawName} alone`)
      if (seen.has(name)) throw new WrongUse(`${rawName} is given twice; accepted: once`)
      seen.add(name)
      continue
    }
    if (value === undefined || (!inlineValue && /^-[^\d.]/.test(value)))
      throw new WrongUse(`${rawName} has no value; accepted: ${rawName} VALUE`)
    if (seen.has(name)) throw new WrongUse(`${rawName} is given twice; accepted: once`)
    seen.add(name)
  }
  const distribution = values.distribution === true
  const sessions = values.stack === true ? 'stack' : 'distribution'
  const killed = values.kills === true ? 'kills' : 'link'
  const links = values.hardware === true ? 'hardware' : killed
  const plays = distribution ? sessions : values.network === true ? 'network' : links
  const given = /** @type {Record<string, string | undefined>} */ (values)
  if (values.keys === true) {
    for (const name of seen)
      if (name !== 'keys' && name !== 'runs') throw new WrongUse(`--${name} is given with --keys; accepted: --runs`)
    return { help: false, keys: true, runs: integer('runs', given.runs ?? '1000', 1) }
  }
  for (const [attack, most] of ATTACKS) {
    if (values[attack] !== true) continue
    const accepted = attack === 'hostile' ? ['runs', 'first', 'listener'] : ['runs', 'first']
    for (const name of seen)
      if (name !== attack && !accepted.includes(name))
        throw new WrongUse(`--${name} is given with --${attack}; accepted: --${accepted.join(', --')}`)
    const { listener = 'parties' } = given
    if (!LISTENERS.includes(listener))
      throw new WrongUse(`--listener is ${listener === '' ? 'empty' : listener}; accepted: ${LISTENERS.join(', ')}`)
    return {
      help: false,
      attack,
      listener,
      runs: integer('runs', given.runs ?? most, 1),
      first: integer('first', given.first ?? '1', 0)
    }
  }
  if (seen.has('listener')) throw new WrongUse('--listener is given without --hostile; accepted: both')
  if (seen.has('stack') && !distribution) {
    throw new WrongUse('--stack is given without --distribution; accepted: both')
  }
  if (distribution && seen.has('network')) {
    throw new WrongUse('--network is given with --distribution; accepted: one of them')
  }
  const others = distribution ? 'distribution' : 'network'
  for (const name of /** @type {const} */ (['hardware', 'kills']))
    if (seen.has(name) && plays !== name) {
      const other = plays === 'hardware' ? 'hardware' : others
      throw new WrongUse(`--${name} is given with --${other}; accepted: one of them`)
    }
  if (distribution && given.trace !== undefined) {
    throw new WrongUse('--trace is given with --distribution; accepted: --seed')
  }
  if (given.seed !== undefined) {
    for (const name of OF_MANY)
      if (seen.has(name)) throw new WrongUse(`--${name} is given with --seed; accepted: one of them`)
    if (given.trace === '') throw new WrongUse('--trace is empty; accepted: a file')
    return { help: false, plays, seed: integer('seed', given.seed, 0), trace: given.trace }
  }
  if (given.trace !== undefined) throw new WrongUse('--trace is given without --seed; accepted: both')
  const first = integer('first', given.first ?? '1', 0)
  return {
    help: false,
    plays,
    seed: undefined,
    first,
    runs: integer('runs', given.runs ?? DEFAULT_RUNS[plays], 1, Number.MAX_SAFE_INTEGER - first),
    workers: integer('workers', given.workers ?? String(availableParallelism()), 1, 1024)
  }
}

/** @param {string} flag @param {string} text @param {number} minimum */
function integer(flag, text, minimum, maximum = Number.MAX_SAFE_INTEGER) {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value
  throw new WrongUse(`--${flag} is ${text === '' ? 'empty' : text}; accepted: an integer from ${minimum} to ${maximum}`)
}
