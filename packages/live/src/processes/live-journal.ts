import { join } from 'node:path'
import { KeyError, openRecords } from '@bellwire/key-store'
import { checkJournal, type NodeJournal } from '@bellwire/node'
import { RecordError } from '@bellwire/runtime'
import { DeploymentError } from '../deployment/deployment-error.js'
import type { Service } from './service.js'

/** A journal of which it can be known that nothing is written in it any more. */
interface LiveJournal extends NodeJournal {
  readonly broken: Promise<void>
}

/** Where it writes down what a later process must know; undefined where it has no folder. @throws DeploymentError */
export function openJournal(service: Service): LiveJournal | undefined {
  const { data, number = 0 } = service.place
  if (data === undefined) return undefined
  const folder = join(data, 'records')
  try {
    const store = openRecords(folder, 'process')
    service.onClose(() => store.close())
    checkJournal(store, number)
    let fail = (): void => undefined
    const broken = new Promise<void>((resolve) => {
      fail = resolve
    })
    const failed = (error: Error): void => {
      service.failed(error)
      fail()
    }
    return { store, soon: (work) => void setImmediate(work), failed, broken }
  } catch (error) {
    if (error instanceof KeyError) throw new DeploymentError(`data: ${error.message}`)
    if (error instanceof RecordError) throw new DeploymentError(`data: ${folder}: ${error.message}`)
    throw error
  }
}
