import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { MemoryRecorder } from '@bellwire/runtime'
import { readScenario, runScenario } from '@bellwire/simulation'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPage, launch, type Opened, openPage, serve } from '../../test/browser.js'
import { liveFeed } from '../../test/live-feed.js'

/** Screenshots of the run, for people. */
const SHOTS = fileURLToPath(new URL('../../../../out/page/', import.meta.url))
/** Milliseconds: the computer may have much else to do. */
const PATIENCE = 150_000

let folder: string
let site: Awaited<ReturnType<typeof serve>>
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwire-page-'))
  await mkdir(SHOTS, { recursive: true })
  await buildPage(folder, 'production')
  await buildPage(folder, 'single')
  site = await serve(folder)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Opens a part of the page, looks at it, and expects that nothing has gone wrong. */
async function on(
  hash: string,
  look: (page: Page) => Promise<void>,
  options: Parameters<typeof openPage>[2] = {},
  address = site.address
): Promise<void> {
  const { page, complaints }: Opened = await openPage(browser, address + hash, options)
  page.setDefaultTimeout(PATIENCE)
  try {
    await look(page)
    expect(complaints).toEqual([])
  } finally {
    await page.close()
  }
}

const shoot = (page: Page, name: string) => page.screenshot({ path: join(SHOTS, `${name}.png`) })

const pairsOf = (page: Page, service: string) =>
  page
    .locator(`[data-service="${service}"][data-kind="circuit"] td`)
    .first()
    .textContent()
    .then((text) => Number((text ?? '').replaceAll(',', '')))

/** Sets the pace: seconds of the network for each second, as a power of ten. */
const pace = (page: Page, power: number) => page.getByRole('slider', { name: 'Speed' }).fill(String(power))

async function until(condition: () => Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: PATIENCE, interval: 100 }).toBe(true)
}

describe('the page, from a web server', { timeout: 2 * PATIENCE }, () => {
  it('shows pairs as they come and are swapped', async () => {
    await on('#scenario-chain', async (page) => {
      await page.locator('.pair').first().waitFor()
      await page.locator('.pair.is-swapped').first().waitFor()
      await until(async () => (await pairsOf(page, 'alice-bob')) > 5)
      await until(async () => (await page.locator('.curve').count()) >= 3)
      await shoot(page, 'chain')
    })
  })

  it('shows a node that dies, and its recovery', async () => {
    await on('#scenario-chain', async (page) => {
      await pace(page, 0)
      await until(async () => (await pairsOf(page, 'alice-bob')) > 3)
      await page.getByRole('button', { name: 'Kill west', exact: true }).click()
      await page.locator('[data-node="west"].is-down').waitFor()
      await until(async () => (await page.locator('.link.is-down').count()) >= 2)
      await shoot(page, 'node-down')
      await page.getByRole('button', { name: 'Start west', exact: true }).click()
      await page.locator('[data-node="west"]:not(.is-down)').waitFor()
      const before = await pairsOf(page, 'alice-bob')
      await until(async () => (await pairsOf(page, 'alice-bob')) > before + 3)
      await page.getByRole('tab', { name: 'Events' }).click()
      await page.getByText('process died').first().waitFor()
    })
  })

  it('shows the machines of a node in the states that they are in, and its messages', async () => {
    await on('#scenario-link', async (page) => {
      await page.locator('[data-node="alice"]').click()
      await page.locator('.machine [data-state].is-current').first().waitFor()
      await page.getByRole('button', { name: /^life/ }).click()
      await page
        .locator('.machine [data-state="READY"].is-current, .machine [data-state^="ready"].is-current')
        .first()
        .waitFor()
      await page.getByRole('tab', { name: 'Messages' }).click()
      await page.locator('.message').nth(5).waitFor()
      await shoot(page, 'messages')
    })
  })

  it('stands still while it is paused, goes on by steps, and by the keyboard alone', async () => {
    await on('#scenario-link', async (page) => {
      const time = page.getByLabel('Time of the network')
      await page.locator('.pair').first().waitFor()
      await page.getByRole('button', { name: 'Pause' }).press('Enter')
      await page.getByRole('button', { name: 'Go on' }).waitFor()
      const stopped = await time.textContent()
      await page.waitForTimeout(300)
      expect(await time.textContent()).toBe(stopped)
      await page.getByRole('button', { name: 'One step' }).press('Enter')
      await until(async () => (await time.textContent()) !== stopped)
      await page.locator('[data-node="bob"]').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'bob' }).waitFor()
      await page.keyboard.press('k')
      await page.getByRole('button', { name: 'Pause' }).waitFor()
    })
  })

  it('plays a scenario of the viewer, and shows how a key grows', async () => {
    const text = `
name: keys of one's own
duration: 1 h
nodes: [{ name: alice, qubits: 2 }, { name: bob, qubits: 2 }]
stations: [{ name: middle }]
links: [{ a: alice, b: bob, station: middle, length: 2 km, model: { kind: ideal, attempts: 2, fidelity: 0.985 } }]
applications:
  - { kind: key-distribution, from: alice, to: bob, minimumFidelity: 0.9, rounds: 2500, probability: 0.4, sessions: 1000,
      analysis: complementarity-azuma, expectedQber: 1 %, epsilons: [0.9], minimumLength: 1, pool: 1000000 }
`
    await on('', async (page) => {
      const file = { name: 'keys.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) }
      await page.getByLabel('Open a recorded trace, or a scenario').setInputFiles(file)
      await pace(page, 1)
      const bits = page.locator('[data-quantity="Secret key"] [data-of="alice-bob"] b')
      await bits.waitFor()
      const read = async () => Number((await bits.textContent())?.replaceAll(',', ''))
      await until(async () => (await read()) > 0)
      const before = await read()
      await until(async () => (await read()) > before)
      await shoot(page, 'key')
    })
  })

  it('leads through a lesson, whose tasks it checks and whose numbers are those of theory', async () => {
    await on('#lesson-swapping', async (page) => {
      await pace(page, 0)
      for (let step = 0; step < 3; step++) {
        await page.locator('.task.is-done').waitFor()
        if (step < 2) await page.getByRole('button', { name: 'Next', exact: true }).click()
      }
      const cells = await page.locator('[data-figure="Fidelity of long pairs"] td').allTextContents()
      expect(Number(cells[1])).toBe(0.903)
      expect(Math.abs(Number(cells[0]) - Number(cells[1]))).toBeLessThan(0.002)
      await page.getByRole('button', { name: 'Next', exact: true }).click()
      // Links and circuits wait seconds of the network before they try again.
      await pace(page, 1)
      await page.getByRole('tab', { name: 'Look inside' }).click()
      await page.getByRole('button', { name: 'Kill relay', exact: true }).click()
      await page.locator('[data-node="relay"].is-down').waitFor()
      await page.getByRole('button', { name: 'Start relay', exact: true }).click()
      await page.getByRole('tab', { name: 'Lesson' }).click()
      await page.locator('.task.is-done').waitFor()
      await shoot(page, 'lesson')
    })
  })

  it('fits a phone, in the dark, without a part that is too wide', async () => {
    await on(
      '#lesson-memory',
      async (page) => {
        await page.locator('.pair').first().waitFor()
        const width = await page.evaluate('document.documentElement.scrollWidth')
        expect(width).toBeLessThanOrEqual(360)
        await shoot(page, 'phone')
      },
      { width: 360, height: 780, dark: true }
    )
  })
})

describe('a recorded trace', { timeout: 2 * PATIENCE }, () => {
  it('is shown in the same page, and says what is wrong with one that is damaged', async () => {
    const example = new URL('../../../../examples/scenarios/repeater-chain.yaml', import.meta.url)
    const scenario = { ...readScenario(await readFile(example, 'utf8')), duration: 2_000_000_000 }
    const recorders: MemoryRecorder[] = []
    await runScenario(scenario, {
      meter: { now: () => 0, peakMemoryBytes: () => 0 },
      recorder: (clock) => {
        const recorder = new MemoryRecorder({ clock })
        recorders.push(recorder)
        return recorder
      }
    })
    const buffer = Buffer.from(recorders[0]!.encode())
    await on('', async (page) => {
      const input = page.getByLabel('Open a recorded trace, or a scenario')
      await input.setInputFiles({ name: 'chain.trace', mimeType: 'application/octet-stream', buffer })
      await page.getByText('recorded', { exact: true }).waitFor()
      await page.getByRole('slider', { name: 'Moment' }).fill('1900000000')
      await until(async () => (await pairsOf(page, 'alice-bob')) > 20)
      await page.locator('[data-pairs]:not([data-pairs="0"])').waitFor()
      await shoot(page, 'trace')
      const damaged = buffer.subarray(0, buffer.length - 7)
      await input.setInputFiles({ name: 'half.trace', mimeType: 'application/octet-stream', buffer: damaged })
      await page.getByRole('alert').filter({ hasText: 'half.trace cannot be shown' }).waitFor()
    })
  })
})

describe('a live feed', { timeout: 2 * PATIENCE }, () => {
  it('is shown as it comes over a WebSocket, and takes commands', async () => {
    const live = await liveFeed(new URL('../../../../examples/scenarios/repeater-chain.yaml', import.meta.url))
    try {
      await on(`?feed=${encodeURIComponent(live.address)}`, async (page) => {
        await page.locator('.pair').first().waitFor()
        await page.getByRole('button', { name: 'Kill east', exact: true }).click()
        await page.locator('[data-node="east"].is-down').waitFor()
        await page.getByRole('button', { name: 'Pause' }).click()
        await page.getByRole('button', { name: 'Go on' }).waitFor()
      })
    } finally {
      await live.close()
    }
  })
})

describe('the page in one file, from a disk', { timeout: 2 * PATIENCE }, () => {
  it('runs a whole network without a server', async () => {
    await on(
      '#scenario-ways',
      async (page) => {
        await page.locator('.pair.is-swapped').first().waitFor()
        await until(async () => (await pairsOf(page, 'alice-bob')) > 2)
      },
      {},
      pathToFileURL(join(folder, 'bellwire.html')).href
    )
  })
})
