import { readScenario, type Scenario, ScenarioError } from '@bellwire/simulation'
import { WrongUse } from './errors.js'
import { readerBeside, readInput } from './files.js'

/** The scenario of a file, with the files that it names. @throws WrongUse for one that is wrong */
export function scenarioOfFile(file: string): Scenario {
  try {
    return readScenario(readInput(file, 'a scenario file'), file, readerBeside(file))
  } catch (error) {
    if (error instanceof ScenarioError) throw new WrongUse(error.message)
    throw error
  }
}
