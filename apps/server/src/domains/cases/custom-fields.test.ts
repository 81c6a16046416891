import { expect, test } from 'vitest'
import { sentBy } from '../../../test/sent.ts'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/repository-cases'
type Value = { fieldId: string; value: unknown }
type Answer = { status: number; body: { customFields: Value[]; error?: { details?: { field: string } } } }

const faultOf = ({ status, body }: Answer) => [status, body.error?.details?.field]
const read = async ({ id }: { id: string }): Promise<Value[]> => (await admin.get(`${path}/${id}`)).body.customFields
const put = (one: { id: string }, customFields: object[], more = {}) =>
  admin.put(`${path}/${one.id}`, { customFields, ...more })

/** A project whose built-in template has a field for each of these, as they are given. */
async function projectWith<K extends string>(
  given: Record<K, { kind: string; template?: object; [key: string]: unknown }>,
) {
  const project = await make.project()
  const entries = Object.entries<{ kind: string; template?: object }>(given)
  const made: [string, { id: string; options: { id: string }[] }][] = []
  for (const [name, { kind, template: _, ...extra }] of entries)
    made.push([name, await make.field(project, kind, { name, ...extra })])
  const [template] = (await admin.get(`/api/templates?projectId=${project.id}`)).body.data
  const fields = made.map(([, { id }], i) => ({ fieldId: id, ...entries[i]?.[1].template }))
  expect((await admin.put(`/api/templates/${template.id}`, { fields })).status).toBe(200)
  const create = (customFields: object[] = [], more = {}) =>
    admin.post(path, { projectId: project.id, title: 'x', customFields, ...more })
  return { project, template, fields: Object.fromEntries(made) as Record<K, (typeof made)[number][1]>, create }
}

const CHOICES = { options: [{ name: 'Low' }, { name: 'High' }] }
const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] }

test('keeps a value of every kind, in the order of the template; null clears one, what is not named stays', async () => {
  const { project, fields, create } = await projectWith({
    text: { kind: 'TEXT' },
    prose: { kind: 'LONG_TEXT' },
    number: { kind: 'NUMBER' },
    integer: { kind: 'INTEGER' },
    date: { kind: 'DATE' },
    checkbox: { kind: 'CHECKBOX' },
    select: { kind: 'SELECT', ...CHOICES },
    many: { kind: 'MULTI_SELECT', ...CHOICES },
    link: { kind: 'LINK' },
    steps: { kind: 'STEPS' },
    user: { kind: 'USER' },
    empty: { kind: 'TEXT' },
  })
  const { user } = await make.member(project, 'Viewer')
  const values = {
    text: '12',
    prose: document,
    number: -0.5,
    integer: 0,
    date: '2026-02-28',
    checkbox: false,
    select: fields.select.options[1]?.id,
    many: fields.many.options.map(({ id }) => id),
    link: 'https://example.com/a?b=c',
    steps: [
      { action: 'Log out', expected: 'Out' },
      { action: 'Wait', expected: null },
    ],
    user: user.id,
  }
  const given = Object.entries(values).map(([name, value]) => ({ fieldId: fields[name as 'text'].id, value }))
  const { status, body } = await create(given.toReversed())
  expect([status, body.customFields]).toEqual([201, given])
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
  expect((await admin.get(`${path}?projectId=${project.id}`)).body.data).toEqual([body])

  const [text, prose] = given as [Value, Value]
  const changed = await put(body, [
    { ...prose, value: 'Plain' },
    { ...text, value: null },
  ])
  expect(changed.body.customFields).toEqual([{ ...prose, value: 'Plain' }, ...given.slice(2)])
  expect(await read(body)).toEqual(changed.body.customFields)
  const back = await admin.put(`${path}/${body.id}`, changed.body)
  expect([back.status, back.body.customFields, back.body.version]).toEqual([200, changed.body.customFields, 3])
  expect((await put(body, [], { title: 'Other' })).body.customFields).toEqual(changed.body.customFields)
})

test('a value that breaks its field is a 422 that names it, and nothing is made or changed', async () => {
  const { project, fields, create } = await projectWith({
    text: { kind: 'TEXT', min: 2, max: 4 },
    prose: { kind: 'LONG_TEXT', max: 4 },
    number: { kind: 'NUMBER', min: -1.5, max: 1 },
    integer: { kind: 'INTEGER' },
    date: { kind: 'DATE' },
    checkbox: { kind: 'CHECKBOX' },
    select: { kind: 'SELECT', ...CHOICES },
    many: { kind: 'MULTI_SELECT', ...CHOICES },
    link: { kind: 'LINK' },
    steps: { kind: 'STEPS' },
    user: { kind: 'USER' },
  })
  const stranger = (await make.user()).user
  const [option] = fields.many.options
  const wrong: [keyof typeof fields, unknown[]][] = [
    ['text', ['a', 'abcde', '  ', 'a\nb', 7, true, ['ab'], document]],
    ['prose', ['abcde', document, '', 7]],
    ['number', [-1.6, 1.01, '1']],
    ['integer', [1.5, '1', 1e300]],
    ['date', ['2026-02-29', '2026-02-28T00:00:00Z', 20260228]],
    ['checkbox', ['true', 1]],
    ['select', [fields.many.options[0]?.id, 'Low', '', [fields.select.options[0]?.id]]],
    ['many', [[], [option?.id, option?.id], option?.id]],
    ['link', ['example.com', 'javascript:alert(1)', 'ftp://example.com']],
    ['steps', [[], 'Log out', ['Log out']]],
    ['user', [stranger.id, 'me', '']],
  ]
  const kept = (await create()).body
  const fine = { fieldId: fields.checkbox.id, value: true }
  for (const [name, values] of wrong)
    for (const value of values) {
      const given = { fieldId: fields[name].id, value }
      const others = name === 'checkbox' ? [] : [fine]
      const wanted = [422, expect.stringMatching(new RegExp(`^customFields\\.${others.length}\\.value`))]
      for (const call of [create([...others, given]), put(kept, [...others, given])])
        expect(faultOf(await call), `${name}: ${JSON.stringify(value)}`).toEqual(wanted)
    }
  expect(faultOf(await create([fine, fine]))).toEqual([422, 'customFields.1.fieldId'])
  expect((await admin.get(`${path}?projectId=${project.id}`)).body.data).toEqual([kept])
  expect(await sql`select from case_field_keys where field_id = ${fields.checkbox.id}`).toEqual([])
})

test('what is required must be there, of new cases and of those that take the template; a default is there by itself', async () => {
  const { project, template, fields, create } = await projectWith({
    owner: { kind: 'TEXT', template: { required: true } },
    level: { kind: 'INTEGER', template: { required: true, default: 3 } },
    note: { kind: 'TEXT', template: { default: '12' } },
  })
  const [owner, level, note] = [
    { fieldId: fields.owner.id, value: 'Ada' },
    { fieldId: fields.level.id, value: 3 },
    { fieldId: fields.note.id, value: '12' },
  ]
  expect(faultOf(await create())).toEqual([422, 'customFields'])
  expect(faultOf(await create([{ ...owner, value: null }]))).toEqual([422, 'customFields.0.value'])
  expect(faultOf(await create([owner, { ...level, value: null }]))).toEqual([422, 'customFields.1.value'])
  const { body: made } = await create([owner])
  expect(made.customFields).toEqual([owner, level, note])
  expect((await create([owner, { ...note, value: null }])).body.customFields).toEqual([owner, level])
  expect(faultOf(await put(made, [{ ...owner, value: null }]))).toEqual([422, 'customFields.0.value'])

  const plain = await make.template(project)
  const { body: bare } = await create([], { templateId: plain.id })
  const take = (customFields: object[]) => put(bare, customFields, { templateId: template.id })
  expect(bare.customFields).toEqual([])
  expect(faultOf(await take([]))).toEqual([422, 'customFields'])
  expect((await take([owner])).body.customFields).toEqual([owner, level, note])
})

test('what became required is not asked of a case that is there', async () => {
  const { template, fields, create } = await projectWith({ owner: { kind: 'TEXT' } })
  const { body } = await create()
  await admin.put(`/api/templates/${template.id}`, { fields: [{ fieldId: fields.owner.id, required: true }] })
  expect((await admin.put(`${path}/${body.id}`, { ...body, title: 'Renamed' })).status).toBe(200)
  expect((await put(body, [{ fieldId: fields.owner.id, value: null }])).status).toBe(200)
})

test('another template shows its own fields; values of those that are not there any more are kept', async () => {
  const { project, template, fields, create } = await projectWith({ one: { kind: 'TEXT' }, two: { kind: 'DATE' } })
  const [one, two] = [
    { fieldId: fields.one.id, value: 'x' },
    { fieldId: fields.two.id, value: '2026-01-31' },
  ]
  const other = await make.template(project, { fields: [{ fieldId: two.fieldId }] })
  const { body } = await create([one, two])
  const moved = await put(body, [], { templateId: other.id })
  expect(moved.body).toMatchObject({ templateId: other.id, customFields: [two] })
  expect(await read(body)).toEqual([two])
  expect(faultOf(await put(body, [{ ...one, value: 'y' }]))).toEqual([422, 'customFields.0.fieldId'])
  expect((await put(body, [], { templateId: template.id })).body.customFields).toEqual([one, two])

  await admin.put(`/api/templates/${template.id}`, { fields: [{ fieldId: two.fieldId }] })
  expect(await read(body)).toEqual([two])
  expect((await put(body, [{ ...two, value: null }])).body.customFields).toEqual([])
  await admin.put(`/api/templates/${template.id}`, { fields: [{ fieldId: one.fieldId }, { fieldId: two.fieldId }] })
  expect(await read(body)).toEqual([one])
})

test('a field that is deleted is gone from cases; their history has what it was', async () => {
  const { fields, create } = await projectWith({ gone: { kind: 'TEXT' }, stays: { kind: 'CHECKBOX' } })
  const [gone, stays] = [
    { fieldId: fields.gone.id, value: 'once' },
    { fieldId: fields.stays.id, value: true },
  ]
  const { body } = await create([gone, stays])
  await admin.delete(`/api/fields/${gone.fieldId}`)
  expect(await read(body)).toEqual([stays])
  expect(faultOf(await put(body, [{ ...gone, value: 'again' }]))).toEqual([422, 'customFields.0.fieldId'])
  expect((await put(body, [stays])).body.customFields).toEqual([stays])
  const [entry] = await sql`select changes from audit_log where entity_id = ${body.id} and operation = 'cases.create'`
  expect(entry?.changes.after.customFields).toEqual([gone, stays])
})

test('what GET gave can be PUT back after the field has changed, and a new value must fit', async () => {
  const { project, fields, create } = await projectWith({ number: { kind: 'NUMBER' }, user: { kind: 'USER' } })
  const { user } = await make.member(project, 'Viewer')
  const given = [
    { fieldId: fields.number.id, value: 9 },
    { fieldId: fields.user.id, value: user.id },
  ]
  const { body } = await create(given)
  await admin.put(`/api/fields/${fields.number.id}`, { max: 5 })
  await admin.delete(`/api/projects/${project.id}/members/${user.id}`)
  expect((await admin.put(`${path}/${body.id}`, body)).body.customFields).toEqual(given)
  expect(faultOf(await put(body, [{ fieldId: fields.number.id, value: 8 }]))).toEqual([422, 'customFields.0.value'])
  expect(faultOf(await create(given))).toEqual([422, 'customFields.0.value'])
})

test('a default that its field does not take any more is left out', async () => {
  const { fields, create } = await projectWith({ number: { kind: 'NUMBER', template: { default: 9 } } })
  await admin.put(`/api/fields/${fields.number.id}`, { max: 5 })
  expect((await create()).body.customFields).toEqual([])
})

test('an option that cases have stays: it can be renamed, and goes when none has it', async () => {
  const { fields, create } = await projectWith({ many: { kind: 'MULTI_SELECT', ...CHOICES } })
  const [low, high] = fields.many.options as [{ id: string }, { id: string }]
  const { body } = await create([{ fieldId: fields.many.id, value: [low.id, high.id] }])
  const leave = (options: object[]) => admin.put(`/api/fields/${fields.many.id}`, { options })
  expect(faultOf(await leave([low]))).toEqual([409, 'options'])
  expect((await leave([{ ...low, name: 'Lowest' }, high])).status).toBe(200)
  await put(body, [{ fieldId: fields.many.id, value: [low.id] }])
  expect((await leave([low])).status).toBe(200)
  await admin.delete(`${path}/${body.id}`)
  expect((await leave([{ name: 'New' }])).status).toBe(200)
})

test('an option does not go while a case takes it', async () => {
  for (let i = 0; i < 8; i++) {
    const { fields, create } = await projectWith({ risk: { kind: 'SELECT', ...CHOICES } })
    const [low, high] = fields.risk.options as [{ id: string }, { id: string }]
    const [made, left] = await Promise.all([
      create([{ fieldId: fields.risk.id, value: high.id }]),
      admin.put(`/api/fields/${fields.risk.id}`, { options: [low] }),
    ])
    expect([
      [201, 409],
      [422, 200],
    ]).toContainEqual([made.status, left.status])
  }
})

test('cases with custom fields take two statements more, whatever their number of fields', async () => {
  const { project, fields, create } = await projectWith({ one: { kind: 'TEXT' }, two: { kind: 'DATE' } })
  const plain = await make.template(project)
  const count = async (work: () => Promise<{ status: number }>) => {
    expect((await work()).status).toBeLessThan(300)
    return (await sentBy(platform.database, work)).length
  }
  const without = await count(() => create([], { templateId: plain.id }))
  const one = { fieldId: fields.one.id, value: 'x' }
  expect(await count(() => create([one]))).toBe(without + 2)
  expect(await count(() => create([one, { fieldId: fields.two.id, value: '2026-01-31' }]))).toBe(without + 2)
})
