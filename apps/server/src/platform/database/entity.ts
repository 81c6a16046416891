import { users } from '../../domains/users/tables.ts'
import { baseOf } from './columns.ts'

/** The columns that every entity has. */
export const base = () => baseOf(() => users.id)
