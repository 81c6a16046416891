import * as z from 'zod'

/** Any http(s) address. */
export const HttpUrl = z.url({ protocol: /^https?$/ }).max(2000)
