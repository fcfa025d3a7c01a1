// Attacks each listener of a network in turn: a process that runs as it would, while others use it as they may.
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '@bellwire/runtime'
import { bare, clientHello, loopback, secured } from './hostile-connections.mjs'
import { deviceAttack, deviceThirst } from './hostile-device.mjs'
import { GenuineHardware, GenuineKeys, GenuinePairs } from './hostile-genuine.mjs'
import {
  ATTACKERS_PURPOSE,
  httpAttack,
  httpThirst,
  keyRequests,
  managementRequests,
  plainRequest
} from './hostile-http.mjs'
import { HostilePlace } from './hostile-place.mjs'

/** Connections that attack at once. */
const ATTACKERS = 6
/** Those that open connections and do nothing with them open so many of them again at a time. */
const HALF_OPEN_AGAIN = 100

/** Bytes by which the target may grow while it is attacked, and for each that reads nothing. */
const MEMORY_RISE = 64 * 1024 * 1024
const UNREAD = 3 * 1024 * 1024

const PARTS = ['world', 'hub', 'n5', 'n6']

/**
 * @typedef {import('@bellwire/runtime').RandomStream} RandomStream
 * @typedef {import('./hostile-connections.mjs').Identity} Identity
 * @typedef {(attacker: number, random: RandomStream, localAddress: string, refused: (reason: string) => void) => Promise<number>} Attack
 *
 * @typedef {object} Listener what is attacked
 * @property {number} port
 * @property {Attack} attack
 * @property {{ begin: () => Promise<void>, finish: (answered: number) => Promise<void>, violations: string[], done: number }} genuine
 * @property {Identity | undefined} thirsty who reads nothing
 * @property {readonly Uint8Array[] | readonly (string | Uint8Array)[]} thirst what they say
 */

/** By name: starts a process and what it needs, and says how to attack it. @type {Record<string, (place: HostilePlace) => Promise<Listener>>} */
const LISTENERS = {
  device: async (place) => {
    place.start(['world'], 'world')
    const names = ['n2', 'n3', 'n4', 'west', 'middle', 'east']
    const parties = new Map(names.map((name) => [name, place.identityOf(name)]))
    const { port } = place.layout.deployment.world.listen
    const attack = await deviceAttack({ port, parties, victim: 'n5', strangerOf: (name) => place.strangerOf(name) })
    return {
      port,
      attack,
      genuine: new GenuineHardware(place, 'n5'),
      thirsty: place.identityOf('n1'),
      thirst: deviceThirst('n1')
    }
  },
  management: async (place) => {
    const { deployment } = place.layout
    const reader = place.addToken(deployment, { name: 'reader', scopes: ['read'], purposes: [], expires: undefined })
    const scopes = ['read', 'circuits', 'requests']
    const bound = place.addToken(deployment, {
      name: 'bound',
      scopes,
      purposes: [String(ATTACKERS_PURPOSE)],
      expires: undefined
    })
    place.start(PARTS, 'n5')
    const { port = 0 } = deployment.parties.get('n5')?.manage ?? {}
    const requests = managementRequests({ reader, bound, others: ['genuine-n5-2', 'genuine-n5-1'] })
    const others = [place.strangerOf('n6'), place.identityOf('n4')]
    const attack = await httpAttack({ port, identity: undefined, others }, requests)
    return {
      port,
      attack,
      genuine: new GenuinePairs(place),
      thirsty: undefined,
      thirst: httpThirst(plainRequest('/v1/links', reader))
    }
  },
  keys: async (place) => {
    place.start(['kme-n5', 'kme-n6'], 'kme-n5')
    const genuine = new GenuineKeys(place)
    const [own, other] = genuine.ends
    const port = Number(new URL(place.layout.kmes[0]?.url ?? '').port)
    const others = [undefined, place.strangerOf('n5'), other?.identity, place.identityOf('n5')]
    const attack = await httpAttack({ port, identity: own?.identity, others }, keyRequests())
    return { port, attack, genuine, thirsty: own?.identity, thirst: httpThirst(plainRequest('/api/v1/keys/n6/status')) }
  }
}

/**
 * Sends what is wrong to one listener, and sees that its process stands it: it lives, does not grow, and serves others as if
 * nothing were.
 *
 * @param {{ listener: string, wrong: number, seed: number, halfOpen?: number, neverRead?: number,
 *   progress?: (done: number) => void }} hostility how many wrong things, and connections on which nothing comes or of
 *   which nothing is read
 */
export async function attackListener({ listener, wrong, seed, halfOpen = 0, neverRead = 0, progress = () => {} }) {
  const begin = LISTENERS[listener]
  if (begin === undefined)
    throw new Error(`there is no listener ${listener}; there are ${Object.keys(LISTENERS).join(', ')}`)
  const place = await HostilePlace.make()
  /** @type {string[]} */
  const violations = []
  const counts = {
    sent: 0,
    connections: 0,
    halfOpen: 0,
    neverRead,
    genuine: 0,
    memoryRise: 0,
    delayP999: 0,
    longestDelay: 0
  }
  /** How often each reason was told. @type {Map<string, number>} */
  const refusals = new Map()
  try {
    const { port, attack, genuine, thirsty, thirst } = await begin(place)
    const state = { isOver: false }
    place.target?.once('exit', (code, signal) => {
      if (!state.isOver) violations.push(`the target has ended with ${String(code ?? signal)}`)
      state.isOver = true
    })
    await genuine.begin()
    // What it takes to be attacked at all is not what it grows by.
    const random = createRandom(seed).stream(`hostile ${listener}`)
    const refused = (/** @type {string} */ reason) => void refusals.set(reason, (refusals.get(reason) ?? 0) + 1)
    await Promise.all(
      Array.from({ length: ATTACKERS }, async (_, attacker) => attack(attacker, random, loopback(attacker), refused))
    )
    await place.fares()
    const opening = await clientHello()
    const dry = Array.from({ length: neverRead }, (_, index) => {
      const socket = secured({ port, identity: thirsty, localAddress: loopback(256 + index) })
      socket.once('secureConnect', () => {
        for (const part of thirst) socket.write(part)
        socket.pause()
      })
      return socket
    })
    /** @type {import('node:net').Socket[]} */
    const idle = []
    const open = (/** @type {number} */ number) => {
      for (let index = 0; index < number; index++) {
        const socket = bare({ port, localAddress: loopback(512 + (counts.halfOpen++ % 128)) })
        if (index % 2 === 0) socket.write(opening.subarray(0, 1 + random.below(opening.length - 1)))
        idle.push(socket)
      }
    }
    open(halfOpen)
    await sleep(200)
    const early = await place.fares()
    await Promise.all(
      Array.from({ length: ATTACKERS }, async (_, attacker) => {
        while (!state.isOver && counts.sent < wrong) {
          const sent = await attack(attacker, random, loopback(attacker), refused)
          counts.sent += sent
          counts.connections += 1
          if (halfOpen > 0 && counts.connections % HALF_OPEN_AGAIN === 0) open(1)
          progress(counts.sent)
        }
      })
    )
    const late = state.isOver ? undefined : await place.fares()
    for (const socket of [...idle, ...dry]) socket.destroy()
    if (!state.isOver) await genuine.finish(refusals.get('200') ?? 0)
    counts.genuine = genuine.done
    for (const [reason, count] of refusals)
      if (reason.startsWith('201')) violations.push(`${count} wrong things were begun: ${reason}`)
    violations.push(...genuine.violations)
    if (late === undefined || early === undefined) violations.push('the target does not say how it fares')
    else {
      counts.memoryRise = late.memory - early.memory
      counts.delayP999 = late.p999
      counts.longestDelay = Math.max(early.longest, late.longest)
      if (counts.memoryRise > MEMORY_RISE + neverRead * UNREAD)
        violations.push(`the target has grown by ${counts.memoryRise} bytes`)
    }
    state.isOver = true
  } finally {
    await place.close(violations.length > 0)
  }
  const codes = listener === 'device' ? codesIn(refusals) : undefined
  return { violations, counts, refusals, codes, folder: violations.length > 0 ? place.layout.folder : undefined }
}

/** What the decoder of messages refuses them for (`WireErrorCode`). */
const DECODER_CODES = [
  'FRAME_TOO_LARGE',
  'TRUNCATED',
  'BAD_VARINT',
  'BAD_FIELD_NUMBER',
  'BAD_WIRE_TYPE',
  'UNKNOWN_CRITICAL_FIELD',
  'DUPLICATE_FIELD',
  'NO_MESSAGE',
  'UNKNOWN_MESSAGE',
  'TWO_MESSAGES',
  'MISSING_FIELD',
  'OUT_OF_RANGE',
  'TOO_MANY',
  'INCONSISTENT'
]

/** @param {ReadonlyMap<string, number>} refusals */
function codesIn(refusals) {
  const told = new Set([...refusals.keys()].map((reason) => reason.split(' ')[0]))
  return { hit: DECODER_CODES.filter((code) => told.has(code)).length, all: DECODER_CODES.length }
}
