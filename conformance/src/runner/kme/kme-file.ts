import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { HarnessError } from '../harness-error.js'
import { text } from '../messages.js'
import { natural } from '../schemas.js'

const identity = { certificate: text, key: text }

/** A KME with its sockets as a tester's file has it: conformance/docs/kmes.md. Files are relative to the file's folder. */
export const kmeSchema = v.strictObject({
  implementation: text,
  version: text,
  /** Starts it; it is killed when it is to end. */
  command: v.pipe(v.array(text), v.minLength(1)),
  /** Folders that are emptied before it starts with nothing. */
  stores: v.array(text),
  /** Where blocks of keys are laid down. */
  spool: text,
  applications: v.strictObject({ host: text, port: natural }),
  link: v.strictObject({ host: text, port: natural }),
  authority: text,
  node: natural,
  id: text,
  unitSize: natural,
  /** The tester is all of them. */
  peers: v.pipe(v.array(v.strictObject({ node: natural, id: text, ...identity })), v.length(2)),
  saes: v.array(v.strictObject({ id: text, kme: text, ...identity })),
  /** Other certificates by what they are: `mallory`, an application that the KME does not know, and others. */
  others: v.optional(v.record(text, v.strictObject(identity)), {})
})

export type KmeFile = v.InferOutput<typeof kmeSchema>

/** What proves an end of a connection: PEM. */
export interface Proof {
  readonly cert: Buffer
  readonly key: Buffer
  readonly ca: Buffer
}

/** The certificates of a tester, by the names of those who show them. @throws HarnessError */
export function proofsOf(file: KmeFile, folder: string): ReadonlyMap<string, Proof> {
  const read = (path: string): Buffer => {
    try {
      return readFileSync(resolve(folder, path))
    } catch (error) {
      throw new HarnessError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const ca = read(file.authority)
  const named = [...file.peers, ...file.saes].map(({ id, certificate, key }) => [id, { certificate, key }] as const)
  return new Map(
    [...named, ...Object.entries(file.others)].map(([name, { certificate, key }]) => [
      name,
      { cert: read(certificate), key: read(key), ca }
    ])
  )
}
