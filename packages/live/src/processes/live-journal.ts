import { join } from 'node:path'
import { KeyError, openRecords, removeDeadClaims } from '@bellwire/key-store'
import { checkJournal, type NodeJournal } from '@bellwire/node'
import { RecordError } from '@bellwire/runtime'
import { DeploymentError } from '../deployment/deployment-error.js'
import { paced } from './paced.js'
import type { Service } from './service.js'

/**
 * Milliseconds from one transaction to the next, at least. What many pairs a second write down shares pages, and what
 * programs are told of them shares messages; a single pair waits for nothing.
 */
const BETWEEN_COMMITS = 4

/** A journal of which it can be known that nothing is written in it any more. */
interface LiveJournal extends NodeJournal {
  readonly broken: Promise<void>
}

/** Where it writes down what a later process must know; undefined where it has no folder. @throws DeploymentError */
export async function openJournal(service: Service): Promise<LiveJournal | undefined> {
  const folder = folderOf(service)
  if (folder === undefined) return undefined
  await removeDeadClaims(folder)
  return readingRecords(service, () => {
    const store = openRecords(folder, 'process')
    service.onClose(() => store.close())
    checkJournal(store, service.place.number ?? 0)
    let fail = (): void => undefined
    const broken = new Promise<void>((resolve) => {
      fail = resolve
    })
    const failed = (error: Error): void => {
      fail()
      service.giveUp(new Error(`${service.place.name}: data: ${folder} could not be written (${error.message})`))
    }
    return { store, soon: paced(BETWEEN_COMMITS), failed, broken }
  })
}

/** Does what reads what an earlier process has written. @throws DeploymentError for what cannot be read */
export function readingRecords<T>(service: Service, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof KeyError) throw new DeploymentError(`data: ${error.message}`)
    if (error instanceof RecordError) throw new DeploymentError(`data: ${folderOf(service)}: ${error.message}`)
    throw error
  }
}

function folderOf({ place: { data } }: Service): string | undefined {
  return data === undefined ? undefined : join(data, 'records')
}
