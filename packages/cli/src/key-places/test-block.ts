import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { KeyError, spoolBlock } from '@bellwire/key-store'
import { WrongUse } from '../errors.js'
import { codeOf } from '../files.js'

/** Of a unit, where the configuration of a KME says nothing of it: fewer bits are no key. */
const FEWEST_BITS = 256

interface Place {
  readonly folder: string
  readonly peer: string
}

export interface LaidDown {
  readonly session: string
  readonly label: string
  readonly bits: number
}

/**
 * Random bits for tests, in the spools of two KMEs as a session of key distribution would leave its key: in both or in
 * neither. Whether the KMEs take them is said in their logs alone.
 *
 * @param spools FOLDER=PEER, of each end
 * @throws WrongUse for what is no pair of spools, and for one that cannot be written
 */
export function layDownBlock(spools: readonly string[], bits: number, label: string): LaidDown {
  const places = spools.map(placeOf)
  const [first, second] = places
  if (first === undefined || second === undefined || places.length > 2)
    refuse('accepted: --spool twice, one of each end')
  if (resolve(first.folder) === resolve(second.folder)) {
    refuse(`--spool is ${first.folder} twice; accepted: the spools of two KMEs`)
  }
  if (first.peer === second.peer) {
    refuse(`--spool has the peer ${first.peer} twice; accepted: with the spool of each KME the ID of the other one`)
  }
  if (bits % 8 !== 0 || bits < FEWEST_BITS) {
    refuse(`--bits is ${bits}; accepted: a multiple of 8 from ${FEWEST_BITS}, the bits of a unit`)
  }
  const session = randomUUID()
  const material = randomBytes(bits / 8)
  try {
    for (const { folder } of places) writing(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }))
    const time = Date.now()
    for (const { folder, peer } of places) {
      writing(folder, () => spoolBlock(folder, { session, label, peer, time, material }))
    }
  } catch (error) {
    for (const { folder } of places) takeBack(folder, session)
    throw error
  } finally {
    material.fill(0)
  }
  return { session, label, bits }
}

function placeOf(spool: string): Place {
  const cut = spool.lastIndexOf('=')
  if (cut > 0 && cut < spool.length - 1) return { folder: spool.slice(0, cut), peer: spool.slice(cut + 1) }
  return refuse(`--spool is ${spool}; accepted: FOLDER=PEER`)
}

function writing(folder: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (error instanceof KeyError) refuse(error.message)
    refuse(`--spool ${folder} cannot be written (${codeOf(error)}); accepted: the spool of a KME`)
  }
}

/** What was laid down at one end is of no use without the other. */
function takeBack(folder: string, session: string): void {
  try {
    for (const name of readdirSync(folder)) if (name.startsWith(session)) rmSync(join(folder, name), { force: true })
  } catch {
    // What cannot be listed has taken nothing.
  }
}

function refuse(message: string): never {
  throw new WrongUse(`bellwire keys block: ${message}`)
}
