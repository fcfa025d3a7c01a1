import { join } from 'node:path'
import {
  type Deployment,
  DeploymentError,
  ManagementClient,
  ManagementError,
  placeOf,
  readDeployment,
  showAddress,
  WORLD
} from '@bellwire/live'
import { defineCommand } from 'citty'
import { ACTIONS, type CtlAction, type CtlArguments, isAction } from '../ctl/actions.js'
import { ctlText } from '../ctl/text.js'
import { WrongUse } from '../errors.js'
import { readInput } from '../files.js'
import { jsonText } from '../json-text.js'
import { TOKEN_FILE, tokenOf } from '../token-of.js'

const number = (description: string) => ({ type: 'string', description }) as const

export const ctlCommand = defineCommand({
  meta: { name: 'ctl', description: 'Ask a running process of a live network, and tell it what to do' },
  args: {
    process: { type: 'positional', description: 'Name of a node or a station, or world', required: true },
    action: { type: 'positional', description: Object.keys(ACTIONS).join(', '), required: true },
    target: { type: 'positional', description: 'What the action is for, where it needs one', required: false },
    config: { type: 'string', description: 'The deployment file (YAML)', valueHint: 'file', required: true },
    'token-file': TOKEN_FILE,
    purpose: number('open, pairs, teleport, receive: the purpose (default 0)'),
    fidelity: number('open, pairs, teleport: the least fidelity (default 0.5)'),
    number: number('pairs, teleport, receive: how many (default 1)'),
    'time-limit': { type: 'string', description: 'pairs, teleport, receive: such as 2 s' },
    paths: number('open: ways at a time (default 1)'),
    over: {
      type: 'string',
      description: 'pairs, teleport: number of an open circuit, instead of a link',
      valueHint: 'id'
    },
    basis: { type: 'string', description: 'pairs: Z, X, Y, ZPlus, ZMinus, XZ, XYZ or CHSH (default Z)' },
    'peer-basis': { type: 'string', description: 'pairs: of the other end (default Z)' },
    state: { type: 'string', description: 'teleport: three angles in radians, such as 0,1.57,0' },
    qubits: { type: 'boolean', description: 'receive: qubits that are teleported, not halves of measured pairs' },
    scale: number('time: time of the network per wall time'),
    json: { type: 'boolean', description: 'Print one JSON document' }
  },
  async run({ args }) {
    const action = args.action
    if (!isAction(action)) {
      const accepted = Object.keys(ACTIONS).join(', ')
      throw new WrongUse(`bellwire ctl: ${action} is no action; accepted: ${accepted}`)
    }
    const deployment = deploymentOf(args.config)
    const client = clientOf(deployment, args.process, tokenOf('ctl', args['token-file']))
    const json = args.json === true
    try {
      const answer = await perform(ACTIONS[action], client, args as CtlArguments, deployment, json)
      if (json) process.stdout.write(`${jsonText(answer)}\n`)
      else process.stdout.write(ctlText(answer))
    } catch (error) {
      if (error instanceof ManagementError)
        throw new Error(`${args.process} refuses it: ${error.message}`, { cause: error })
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ECONNREFUSED') throw new Error(`${args.process} is not there (${code})`, { cause: error })
      throw error
    }
  }
})

/** Does what an action says; of a request, the results are shown as they come where a person looks. */
async function perform(
  action: CtlAction,
  client: ManagementClient,
  args: CtlArguments,
  deployment: Deployment,
  json: boolean
): Promise<unknown> {
  const { method, path, body, streamed = false } = action(args, deployment)
  if (!streamed) return client.ask(method, path, body)
  const results: unknown[] = []
  let request: unknown
  for await (const line of client.lines('POST', path, body)) {
    if ('state' in line && 'results' in line) request = line
    else if (json) results.push(line)
    else process.stdout.write(ctlText(line))
  }
  return json ? { request, results } : request
}

function deploymentOf(file: string): Deployment {
  try {
    return readDeployment(file)
  } catch (error) {
    if (error instanceof DeploymentError) throw new WrongUse(`bellwire ctl: ${error.message}`)
    throw error
  }
}

function clientOf(deployment: Deployment, name: string, token: string): ManagementClient {
  const { certificates, file } = deployment
  const place = name === WORLD.name ? deployment.world : deployment.parties.get(name)
  if (place === undefined) {
    const names = [WORLD.name, ...deployment.parties.keys()].join(', ')
    throw new WrongUse(`bellwire ctl: ${name} is no process of ${file}; accepted: ${names}`)
  }
  const { manage } = placeOf(deployment, place)
  if (manage === undefined)
    throw new WrongUse(`bellwire ctl: ${name} has no management in ${file}; accepted: one that has`)
  if (certificates === undefined) return new ManagementClient({ url: `http://${showAddress(manage)}`, token })
  const authority = readInput(join(certificates, 'authority.pem'), 'the authority of the deployment')
  return new ManagementClient({ url: `https://${showAddress(manage)}`, token, server: { name, authority } })
}
