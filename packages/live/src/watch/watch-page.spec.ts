import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { decodeFeed, encodeFeed, type FeedMessage } from '@bellwire/dashboard'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Deployed } from '../../test/deployed.js'
import { readDeployment } from '../deployment/deployment.js'
import { serveWatchPage, type WatchPage } from './watch-page.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function page(kill?: (name: string) => Promise<void>): Promise<WatchPage> {
  const deployed = await Deployed.make()
  closing.push(() => deployed.remove())
  deployed.certify('world')
  const folder = join(deployed.folder, 'page')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<head></head><body>the page</body>')
  writeFileSync(join(folder, 'assets', 'a.js'), 'code')
  const deployment = readDeployment(deployed.file)
  const made = await serveWatchPage({ deployment, token: deployed.token, folder, kill })
  closing.push(() => made.close())
  return made
}

const get = (url: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (part) => (text += String(part)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    asked.on('error', reject)
    asked.end()
  })

function open(address: string, origin: string) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}feed`, { origin })
  closing.push(() => socket.terminate())
  const messages: FeedMessage[] = []
  socket.on('message', (data: Buffer) => messages.push(decodeFeed(data)))
  return { socket, messages }
}

describe('the page of a live network', () => {
  it('is there for whoever has its address, and nobody else', async () => {
    const { address } = await page()
    const { origin, pathname, host } = new URL(address)
    expect(pathname.length).toBeGreaterThan(30)
    expect(await get(address)).toEqual({
      status: 200,
      text: '<head><meta name="bellwire-feed" content="feed"></head><body>the page</body>'
    })
    expect(await get(`${address}assets/a.js`)).toEqual({ status: 200, text: 'code' })
    const wrong = `${origin}${pathname.slice(0, -2)}${pathname.at(-2) === 'A' ? 'B' : 'A'}/`
    for (const url of [origin, wrong, `${wrong}assets/a.js`, `${address}../`, `${address}%2e%2e/deployment.yaml`])
      expect((await get(url)).status).toBe(404)
    // Another name for this machine, as a page elsewhere may have it made.
    expect((await get(address, { host: host.replace('127.0.0.1', 'evil.example') })).status).toBe(404)
  })

  it('has processes killed where whoever serves it can, and those alone that there are', async () => {
    const killed: string[] = []
    const { address } = await page(async (name) => void killed.push(name))
    const { socket, messages } = open(address, new URL(address).origin)
    await once(socket, 'open')
    for (const command of [
      { type: 'crash', node: 'alice', on: true },
      { type: 'crash', node: 'bob', on: false },
      { type: 'restart-station', station: 'middle' },
      { type: 'crash', node: 'middle', on: true },
      { type: 'cut', link: 9, on: true }
    ] as const)
      socket.send(encodeFeed(command))
    const notices = () => messages.flatMap((message) => (message.type === 'notice' ? [message.text] : []))
    await expect.poll(() => notices().toSorted()).toEqual(['There is no link 9.', 'There is no node middle.'])
    expect(killed).toEqual(['alice', 'middle'])
    expect(messages[0]).toMatchObject({
      network: { controls: ['pace', 'cut', 'lie', 'crash', 'restart-station'] }
    })
  })

  it('tells its feed to itself alone, and refuses what is no command', async () => {
    const { address } = await page()
    const { origin } = new URL(address)
    const { socket, messages } = open(address, origin)
    await once(socket, 'open')
    await expect
      .poll(() => messages[0])
      .toMatchObject({
        type: 'network',
        network: { source: 'live', controls: ['pace', 'cut', 'lie'], links: [{ a: 'alice', b: 'bob' }] }
      })
    socket.send(encodeFeed({ type: 'crash', node: 'alice', on: true }))
    socket.send(Buffer.of(1, 2, 3))
    const notices = () => messages.flatMap((message) => (message.type === 'notice' ? [message.text] : []))
    await expect.poll(notices).toContainEqual(expect.stringMatching(/cannot be killed from here/))
    await expect.poll(notices).toContainEqual(expect.stringMatching(/not MessagePack|type is/))
    const other = open(address, 'https://elsewhere.example').socket
    other.on('error', () => undefined)
    const [, response] = (await once(other, 'unexpected-response')) as [unknown, { statusCode: number }]
    expect(response.statusCode).toBe(403)
  })
})
