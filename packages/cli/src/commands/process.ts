import {
  DeploymentError,
  type LiveProcess,
  makeLog,
  overridesOf,
  placeOf,
  type ProcessName,
  readDeployment,
  startProcess,
  WORLD
} from '@bellwire/live'
import { defineCommand } from 'citty'
import { endWithInput } from '../end-with-input.js'
import { WrongUse } from '../errors.js'
import { version } from '../version.js'

const CONFIG = { type: 'string', description: 'The deployment file (YAML)', valueHint: 'file', required: true } as const
const JSON_FLAG = { type: 'boolean', description: 'Say where it is as one JSON document' } as const

const ATTACHED = {
  type: 'boolean',
  description: 'End when standard input ends: whoever started it has gone'
} as const

export const worldCommand = defineCommand({
  meta: { name: 'world', description: 'Run the simulated hardware of a live network' },
  args: { config: CONFIG, json: JSON_FLAG, attached: ATTACHED },
  run: ({ args }) => runProcess(WORLD, args.config, args.json === true, args.attached === true)
})

export const stationCommand = partyCommand('station', 'Run one heralding station of a live network')
export const nodeCommand = partyCommand('node', 'Run one node of a live network')

function partyCommand(role: 'station' | 'node', description: string) {
  const name = { type: 'string', description: `Which ${role} of the deployment`, required: true } as const
  return defineCommand({
    meta: { name: role, description },
    args: { config: CONFIG, name, json: JSON_FLAG, attached: ATTACHED },
    run: ({ args }) => runProcess({ role, name: args.name }, args.config, args.json === true, args.attached === true)
  })
}

/** Runs a process until it is told to end: once, in good order; a second time, at once. */
async function runProcess(self: ProcessName, file: string, json: boolean, attached: boolean): Promise<void> {
  if (attached) endWithInput()
  const running = await start(self, file)
  const { name, role } = self
  const { manage } = running
  const where = manage === undefined ? 'without management' : `management at ${manage}`
  const line = json ? JSON.stringify({ role, name, manage: manage ?? null }) : `${role} ${name}: ${where}`
  process.stdout.write(`${line}\n`)
  await untilTold(running)
}

async function start(self: ProcessName, file: string): Promise<LiveProcess> {
  try {
    const deployment = readDeployment(file, overridesOf(process.env, self))
    const place = placeOf(deployment, self)
    const log = makeLog(self, place.log, process.stderr)
    return await startProcess({ deployment, place, version, log })
  } catch (error) {
    if (error instanceof DeploymentError) throw new WrongUse(`bellwire ${self.role}: ${error.message}`)
    throw error
  }
}

async function untilTold(running: LiveProcess): Promise<void> {
  const reload = (): void => running.reload()
  process.on('SIGHUP', reload)
  const told = ['SIGTERM', 'SIGINT'] as const
  const atOnce = (): void => process.exit(130)
  const failed = (error: unknown): void => {
    running.failed(error)
    process.exit(1)
  }
  process.on('uncaughtException', failed)
  await new Promise<void>((resolve) => {
    const once = (): void => {
      for (const signal of told) {
        process.off(signal, once)
        process.on(signal, atOnce)
      }
      resolve()
    }
    for (const signal of told) process.on(signal, once)
  })
  try {
    await running.close()
  } finally {
    process.off('SIGHUP', reload)
    process.off('uncaughtException', failed)
    for (const signal of told) process.off(signal, atOnce)
  }
}
