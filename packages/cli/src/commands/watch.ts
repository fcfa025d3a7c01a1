import { type Deployment, DeploymentError, readDeployment, serveWatchPage } from '@bellwire/live'
import { defineCommand } from 'citty'
import { endWithInput } from '../end-with-input.js'
import { WrongUse } from '../errors.js'
import { TOKEN_FILE, tokenOf } from '../token-of.js'
import { openPage } from '../watch/open-page.js'
import { builtPage, HOW_TO_BUILD } from '../watch/page.js'

export const watchCommand = defineCommand({
  meta: { name: 'watch', description: 'Show a running live network in a browser' },
  args: {
    config: { type: 'string', description: 'The deployment file (YAML)', valueHint: 'file', required: true },
    'token-file': TOKEN_FILE,
    'no-open': { type: 'boolean', description: 'Open no browser' },
    json: { type: 'boolean', description: 'Say where the page is as one JSON document' },
    attached: { type: 'boolean', description: 'End when standard input ends: whoever started it has gone' }
  },
  async run({ args, rawArgs }) {
    if (args.attached === true) endWithInput()
    const token = tokenOf('watch', args['token-file'])
    const folder = builtPage()
    if (folder === undefined) throw new WrongUse(`bellwire watch: there is no page yet; accepted: ${HOW_TO_BUILD}`)
    const page = await serveWatchPage({ deployment: deploymentOf(args.config), token, folder })
    const { address } = page
    process.stdout.write(args.json === true ? `${JSON.stringify({ address })}\n` : `${address}\n`)
    const forget = rawArgs.includes('--no-open') ? () => undefined : openPage(address)
    await new Promise<void>((resolve) => void process.once('SIGINT', resolve).once('SIGTERM', resolve))
    forget()
    await page.close()
  }
})

function deploymentOf(file: string): Deployment {
  try {
    return readDeployment(file)
  } catch (error) {
    if (error instanceof DeploymentError) throw new WrongUse(`bellwire watch: ${error.message}`)
    throw error
  }
}
