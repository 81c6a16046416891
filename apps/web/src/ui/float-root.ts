import { createContext } from 'react'

/** Where menus and tooltips are put: inside an open dialog it is the dialog, as the page beneath it is inert. */
export const FloatRoot = createContext<HTMLElement | null>(null)
