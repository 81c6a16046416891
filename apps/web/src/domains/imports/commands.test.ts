import { expect, it } from 'vitest'
import { commandOf, commandTabs } from './commands.ts'

it('names this installation, the project and the token in every command', () => {
  for (const { id } of commandTabs) {
    const command = commandOf(id, 'https://tests.example', 'the-project')
    expect(command).toContain('https://tests.example/api/junit/import')
    expect(command).toContain('-F projectId=the-project')
    expect(command).toContain('Authorization: Bearer $TESTPLANIT_TOKEN')
  }
})
