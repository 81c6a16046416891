import * as z from 'zod'
import { project, readable } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { Configuration, CreateConfiguration, ListConfigurations, UpdateConfiguration } from './schemas.ts'

export const configurations = {
  list: query({
    path: 'GET /configurations',
    summary: 'List configurations',
    access: readable('configurations'),
    input: ListConfigurations,
    output: pageOf(Configuration),
  }),
  create: command({
    path: 'POST /configurations',
    summary: 'Create a configuration',
    access: project('configurations', 'write').of('projectId'),
    input: CreateConfiguration,
    output: Configuration,
    status: 201,
  }),
  get: query({
    path: 'GET /configurations/{configurationId}',
    summary: 'Get a configuration',
    access: project('configurations', 'read').through('configuration', 'configurationId'),
    input: z.strictObject({ configurationId: Id }),
    output: Configuration,
  }),
  update: command({
    path: 'PUT /configurations/{configurationId}',
    summary: 'Change a configuration',
    access: project('configurations', 'write').through('configuration', 'configurationId'),
    input: UpdateConfiguration,
    output: Configuration,
  }),
  delete: command({
    path: 'DELETE /configurations/{configurationId}',
    summary: 'Delete a configuration; runs that have it keep it',
    access: project('configurations', 'delete').through('configuration', 'configurationId'),
    input: z.strictObject({ configurationId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
