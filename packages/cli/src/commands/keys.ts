import { once } from 'node:events'
import { dirname } from 'node:path'
import {
  KeyDeliveryClient,
  KeyDeliveryError,
  KeyError,
  type KmeConfiguration,
  type KeyContainer,
  parseKmeConfiguration,
  startKme,
  type Status
} from '@bellwire/key-store'
import { defineCommand } from 'citty'
import { REPEATABLE, repeatedValues } from '../check-arguments.js'
import { WrongUse } from '../errors.js'
import { readInput } from '../files.js'
import { endWithInput } from '../end-with-input.js'
import { type LaidDown, layDownBlock } from '../key-places/test-block.js'

const ACTIONS = ['serve', 'status', 'enc', 'dec', 'block'] as const
type Action = (typeof ACTIONS)[number]

/** The flags that each action takes, those that it needs first. */
const FLAGS: Readonly<Record<Action, { readonly needed: readonly string[]; readonly allowed: readonly string[] }>> = {
  serve: { needed: ['config'], allowed: ['attached', 'json'] },
  status: { needed: ['url', 'cert', 'key', 'ca', 'slave'], allowed: ['json'] },
  enc: { needed: ['url', 'cert', 'key', 'ca', 'slave'], allowed: ['number', 'size', 'also', 'label', 'json'] },
  dec: { needed: ['url', 'cert', 'key', 'ca', 'master', 'id'], allowed: ['json'] },
  block: { needed: ['spool', 'bits'], allowed: ['label', 'json'] }
}

export const keysCommand = defineCommand({
  meta: { name: 'keys', description: 'Deliver keys to applications (ETSI GS QKD 014), and collect them' },
  args: {
    action: {
      type: 'positional',
      description:
        'serve: run a KME; status, enc, dec: ask one as an application; block: lay random bits down in two spools, for tests',
      required: true
    },
    config: { type: 'string', description: 'serve: configuration (JSON)', valueHint: 'file' },
    url: { type: 'string', description: 'Where the KME is, such as https://127.0.0.1:8443' },
    cert: { type: 'string', description: "The application's certificate (PEM)", valueHint: 'file' },
    key: { type: 'string', description: 'Its key (PEM)', valueHint: 'file' },
    ca: { type: 'string', description: "The authority's certificate (PEM)", valueHint: 'file' },
    slave: { type: 'string', description: 'status, enc: the other application', valueHint: 'id' },
    master: { type: 'string', description: 'dec: the application that asked first', valueHint: 'id' },
    number: { type: 'string', description: 'enc: how many keys (default 1)' },
    size: { type: 'string', description: "enc: bits of each (default: the KME's)" },
    also: { ...REPEATABLE, type: 'string', description: 'enc: one more slave; repeatable', valueHint: 'id' },
    id: { ...REPEATABLE, type: 'string', description: 'dec: key_ID; repeatable' },
    label: { type: 'string', description: 'enc: of sessions with this label alone; block: label of the session' },
    spool: { ...REPEATABLE, type: 'string', description: 'block: SPOOL=PEER, given twice', valueHint: 'folder=id' },
    bits: { type: 'string', description: 'block: how many' },
    attached: { type: 'boolean', description: 'serve: end when standard input ends: whoever started it has gone' },
    json: { type: 'boolean', description: 'Print one JSON document' }
  },
  async run({ args, rawArgs }) {
    const action = actionOf(args.action)
    const given = args as unknown as Record<string, unknown>
    checkFlags(action, given)
    const text = (flag: string) => given[flag] as string
    const all = (flag: string) => repeatedValues(`--${flag}`, rawArgs)
    const json = args.json === true
    switch (action) {
      case 'serve':
        if (args.attached === true) endWithInput()
        return serve(text('config'), json)
      case 'block':
        return show(layDownBlock(all('spool'), integer('bits', text('bits')), args.label ?? 'test'), json, laidDownText)
      case 'status':
        return ask(given, async (client) => show(await client.status(text('slave')), json, statusText))
      case 'enc': {
        const { number, size, label } = args
        const additional = all('also')
        const wish = {
          ...(number !== undefined && { number: integer('number', number) }),
          ...(size !== undefined && { size: integer('size', size) }),
          ...(additional.length > 0 && { additional_slave_SAE_IDs: additional }),
          ...(label !== undefined && { extension_mandatory: [{ bellwire_label: label }] })
        }
        return ask(given, async (client) => show(await client.encryptionKeys(text('slave'), wish), json, keysText))
      }
      case 'dec':
        return ask(given, async (client) =>
          show(await client.decryptionKeys(text('master'), all('id')), json, keysText)
        )
    }
  }
})

function actionOf(name: string): Action {
  const action = ACTIONS.find((one) => one === name)
  if (action !== undefined) return action
  throw new WrongUse(`bellwire keys: ${name} is no action; accepted: ${ACTIONS.join(', ')}`)
}

function checkFlags(action: Action, given: Readonly<Record<string, unknown>>): void {
  const { needed, allowed } = FLAGS[action]
  const accepted = [...needed, ...allowed].map((flag) => `--${flag}`).join(', ')
  for (const flag of needed) {
    if (given[flag] === undefined)
      throw new WrongUse(`bellwire keys ${action}: --${flag} is missing; accepted: ${accepted}`)
  }
  for (const flags of Object.values(FLAGS)) {
    for (const flag of [...flags.needed, ...flags.allowed]) {
      if (given[flag] === undefined || needed.includes(flag) || allowed.includes(flag)) continue
      throw new WrongUse(`bellwire keys ${action}: --${flag} is not for ${action}; accepted: ${accepted}`)
    }
  }
}

function configurationOf(file: string): KmeConfiguration {
  const text = readInput(file, 'a configuration of a KME (JSON)')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new WrongUse(`${file} is not JSON; accepted: a configuration of a KME`)
  }
  return refusing(file, () => parseKmeConfiguration(parsed, dirname(file)))
}

/** @param where of what a value was that is refused */
function refusing<T>(where: string, use: () => T): T {
  try {
    return use()
  } catch (error) {
    throw wrongUse(where, error)
  }
}

function wrongUse(where: string, error: unknown): unknown {
  return error instanceof KeyError ? new WrongUse(`${where}: ${error.message}`) : error
}

/** Runs until the process is told to end. */
async function serve(file: string, json: boolean): Promise<void> {
  const configuration = configurationOf(file)
  let fail: (error: unknown) => void = () => {}
  const failure = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  const log = (text: string) => process.stderr.write(`${text}\n`)
  const kme = await startKme(configuration, { log, failed: fail }).catch((error: unknown) => {
    throw wrongUse(file, error)
  })
  const { applications, link } = kme
  const { id } = configuration.kme
  const where = json
    ? JSON.stringify({ kme: id, applications, link: link ?? null })
    : `${id}: applications at https://${applications.host}:${applications.port}${link === undefined ? '' : `, peers at ${link.host}:${link.port}`}`
  process.stdout.write(`${where}\n`)
  const ended = new AbortController()
  const { signal } = ended
  try {
    await Promise.race([once(process, 'SIGTERM', { signal }), once(process, 'SIGINT', { signal }), failure])
  } finally {
    ended.abort()
    await kme.close()
  }
}

async function ask(
  given: Readonly<Record<string, unknown>>,
  use: (client: KeyDeliveryClient) => Promise<void>
): Promise<void> {
  const read = (flag: string) => readInput(given[flag] as string, 'a PEM file')
  const url = given['url'] as string
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new WrongUse(`bellwire keys: --url is ${url}; accepted: https://HOST:PORT`)
  }
  const tls = { key: read('key'), certificate: read('cert'), authority: read('ca') }
  const client = refusing('bellwire keys', () => new KeyDeliveryClient({ url, tls }))
  try {
    await use(client)
  } catch (error) {
    if (!(error instanceof KeyDeliveryError)) throw error
    const details = (error.body?.details ?? []).map((one) => `\n  ${Object.entries(one).flat().join(': ')}`)
    throw new Error(error.message + details.join(''), { cause: error })
  } finally {
    client.close()
  }
}

function laidDownText({ session, bits }: LaidDown): string {
  return (
    `session ${session}: ${bits} random bits for tests, not from any quantum link; laid down in both spools, and taken by ` +
    'the KMEs if their logs say so'
  )
}

function integer(flag: string, value: string): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number > 0) return number
  throw new WrongUse(`bellwire keys: --${flag} is ${value}; accepted: an integer from 1`)
}

function show<T extends object>(value: T, json: boolean, text: (value: T) => string): void {
  process.stdout.write(`${json ? JSON.stringify(value, null, 2) : text(value)}\n`)
}

function statusText(status: Status): string {
  return Object.entries(status)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')
}

function keysText({ keys }: KeyContainer): string {
  return keys.map(({ key_ID: id, key }) => `${id} ${key}`).join('\n')
}
