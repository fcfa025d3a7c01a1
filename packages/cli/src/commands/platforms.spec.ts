import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { knownPlatforms, platformsOfScenario } from '@bellwire/simulation'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { bellwire } from '../bellwire.js'

const example = new URL('../../../../examples/scenarios/own-hardware.yaml', import.meta.url)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellwire-platforms-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

interface Answer {
  readonly code: number
  readonly out: string
  readonly error: string
}

async function asked(...args: readonly string[]): Promise<Answer> {
  const [out, error]: [string[], string[]] = [[], []]
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => error.push(String(text)) > 0)
  const code = await bellwire(['platforms', ...args])
  vi.restoreAllMocks()
  return { code, out: out.join(''), error: error.join('') }
}

describe('bellwire platforms', () => {
  it('names every platform with where it heralds and what it offers', async () => {
    const { code, out } = await asked()
    expect(code).toBe(0)
    const lines = out.trimEnd().split('\n').slice(1)
    expect(lines.map((line) => line.split(' ')[0])).toEqual(knownPlatforms().map(({ name }) => name))
    for (const [index, { heraldingPlace, offers, title }] of knownPlatforms().entries()) {
      expect(lines[index]).toContain(title)
      expect(lines[index]).toContain(heraldingPlace)
      expect(lines[index]).toContain(offers.join(', '))
    }
  })

  it.each(knownPlatforms().map(({ name }) => name))('shows all of %s', async (name) => {
    const { code, out } = await asked(name)
    const platform = knownPlatforms().find((one) => one.name === name)!
    expect(code).toBe(0)
    for (const [key, { tag }] of Object.entries(platform.parameters)) {
      expect(out.split('\n').some((line) => line.includes(` ${key} `) && line.includes(` ${tag}`))).toBe(true)
    }
    for (const { quantity } of platform.figures()) expect(out).toContain(quantity)
    const { budgets } = platform.link(platform.lengthKilometres ?? 10)
    for (const { name: of, elements } of budgets) {
      expect(out).toContain(`What ${of} pass`)
      for (const element of elements) expect(out).toContain(element.name)
    }
  })

  it('shows what the loop of a platform leaves of the phase, where there is one', async () => {
    expect((await asked('rb87')).out).toMatch(/ phase that is left +17\.006°, contrast 0\.95691\n/)
    expect((await asked('ca40-10km')).out).not.toContain('phase that is left')
  })

  it('prints JSON with the running product of what photons pass', async () => {
    const { out } = await asked('ca40', '--length', '25 km', '--json')
    const { link, parameters, figures } = JSON.parse(out) as {
      link: {
        lengthKilometres: number
        slotPeriod: number
        budgets: { elements: { efficiency: number; cumulativeEfficiency: number }[] }[]
      }
      parameters: object
      figures: unknown[]
    }
    expect(link.lengthKilometres).toBe(25)
    // 326.66 µs beside the light's way over 25 km and back to the middle.
    expect(link.slotPeriod / 1e3).toBeCloseTo(326.6576 + 25e9 / 2.042e8, 2)
    for (const { elements } of link.budgets) {
      let product = 1
      for (const { efficiency, cumulativeEfficiency } of elements) {
        product *= efficiency
        expect(cumulativeEfficiency).toBeCloseTo(product, 15)
      }
    }
    expect(link.budgets[0]!.elements.at(-1)!.cumulativeEfficiency).toBeCloseTo(0.026 * 0.091 * 10 ** -0.15, 12)
    expect(Object.keys(parameters).length).toBeGreaterThan(20)
    expect(figures.length).toBeGreaterThan(20)
  })

  it('prints a section that a scenario may have, and shows those of a file', async () => {
    const { out } = await asked('ca40', '--yaml')
    const text = readFileSync(example, 'utf8')
    const file = join(folder, 'pasted.yaml')
    writeFileSync(file, text.replace(/^platforms:\n/m, out))
    const names = platformsOfScenario(readFileSync(file, 'utf8')).map(({ name }) => name)
    expect(names).toEqual(['ca40', 'silicon-vacancy'])
    const list = await asked('--scenario', file)
    expect(list.out).toMatch(/^platform .*\nca40 .*\nsilicon-vacancy .*\n$/)
    const [known, pasted] = [await asked('ca40', '--json'), await asked('ca40', '--scenario', file, '--json')]
    const link = ({ out: json }: Answer): unknown => (JSON.parse(json) as { link: unknown }).link
    expect(link(pasted)).toEqual(link(known))
    expect((await asked('silicon-vacancy', '--scenario', file)).out).toContain('assumed')
  })

  it.each([
    [['ca41'], /ca41 is not a platform; accepted: ca40, .*\(did you mean ca40\?\)$/],
    [['ca40', '--length', '10'], /--length is 10; accepted: a length such as '10 km', in mm, m, km$/],
    [
      ['ca40-10km', '--length', '10 km'],
      /--length is 10 km; accepted: no length, since links of ca40-10km have 10 km$/
    ],
    [['--yaml'], /--yaml is given and no platform is named; accepted: a name: ca40, /],
    [['--length', '1 km'], /--length is given and no platform is named; accepted: a name: ca40, /],
    [['ca40', '--yaml', '--json'], /--yaml and --json are given; accepted: one of them$/],
    [['ca40', '--yaml', '--length', '1 km'], /--length and --yaml are given; accepted: one of them$/],
    [['--scenario', 'nowhere.yaml'], /nowhere\.yaml cannot be read \(ENOENT\); accepted: a scenario file$/]
  ])('refuses %j', async (args, message) => {
    const { code, error } = await asked(...args)
    expect(code).toBe(2)
    expect(error.trimEnd()).toMatch(message)
  })
})
