import { closeSync } from 'node:fs'
import {
  DeploymentError,
  type LiveProcess,
  makeLog,
  overridesOf,
  placeOf,
  type ProcessName,
  type ProcessPlace,
  readDeployment,
  type ServiceOptions,
  startProcess,
  WORLD
} from '@bellwire/live'
import { defineCommand } from 'citty'
import { endWithInput } from '../end-with-input.js'
import { WrongUse } from '../errors.js'
import { openOutput, writeAll } from '../files.js'
import { refuseSameFiles } from '../same-files.js'
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
  run: ({ args }) => runProcess(WORLD, args)
})

export const stationCommand = partyCommand('station', 'Run one heralding station of a live network')
export const nodeCommand = partyCommand('node', 'Run one node of a live network')

function partyCommand(role: 'station' | 'node', description: string) {
  const name = { type: 'string', description: `Which ${role} of the deployment`, required: true } as const
  const trace = { type: 'string', description: 'Write a trace file, for `bellwire trace`', valueHint: 'file' } as const
  return defineCommand({
    meta: { name: role, description },
    args: { config: CONFIG, name, json: JSON_FLAG, attached: ATTACHED, trace },
    run: async ({ args }) => {
      const files = [{ flag: '--config', path: args.config }]
      refuseSameFiles(role, files, [{ flag: '--trace', path: args.trace }])
      const file = args.trace === undefined ? undefined : openOutput(role, args.trace, 'w')
      const write = file === undefined ? undefined : (bytes: Uint8Array) => writeAll(file, bytes)
      await runProcess({ role, name: args.name }, args, write)
      if (file !== undefined) closeSync(file)
    }
  })
}

interface Arguments {
  readonly config: string
  readonly json?: boolean
  readonly attached?: boolean
}

/** Runs a process until it is told to end: once, in good order; a second time, at once. */
async function runProcess(self: ProcessName, how: Arguments, trace?: ServiceOptions['trace']): Promise<void> {
  const { config, json = false, attached = false } = how
  if (attached) endWithInput()
  const running = await start(self, config, trace)
  const { name, role } = self
  const { manage } = running
  const where = manage === undefined ? 'without management' : `management at ${manage}`
  const line = json ? JSON.stringify({ role, name, manage: manage ?? null }) : `${role} ${name}: ${where}`
  process.stdout.write(`${line}\n`)
  try {
    await untilTold(running)
  } catch (error) {
    throw refusal(self, error)
  }
}

async function start(self: ProcessName, file: string, trace: ServiceOptions['trace']): Promise<LiveProcess> {
  try {
    const deployment = readDeployment(file, overridesOf(process.env, self))
    const place = placeOf(deployment, self)
    const log = (one: ProcessPlace) => makeLog(one, one.log, process.stderr)
    return await startProcess({ deployment, place, version, log, trace })
  } catch (error) {
    throw refusal(self, error)
  }
}

/** What cannot be started as it is told is wrong use, also where that is known only later. */
function refusal({ role }: ProcessName, error: unknown): unknown {
  return error instanceof DeploymentError ? new WrongUse(`bellwire ${role}: ${error.message}`) : error
}

/** @throws why it has given up */
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
  let once = (): void => undefined
  const signalled = new Promise<undefined>((resolve) => {
    once = () => resolve(undefined)
  })
  for (const signal of told) process.on(signal, once)
  const why = await Promise.race([signalled, running.givenUp])
  for (const signal of told) {
    process.off(signal, once)
    process.on(signal, atOnce)
  }
  try {
    await running.close()
  } catch (error) {
    throw why ?? error
  } finally {
    process.off('SIGHUP', reload)
    process.off('uncaughtException', failed)
    for (const signal of told) process.off(signal, atOnce)
  }
  if (why !== undefined) throw why
}
