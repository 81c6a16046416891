import { useEffect, useRef, useState } from 'react'
import { droppedFiles } from './dropped-files.ts'

/** Files dropped anywhere in the window, while the component is there; with those in dropped folders, which are named; answers whether files hover over it. */
export function useFileDrop(onFiles: (files: File[], folders: string[]) => void): boolean {
  const [over, setOver] = useState(false)
  const handle = useRef(onFiles)
  handle.current = onFiles
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    addEventListener(
      'dragover',
      (event) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      { signal },
    )
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal })
    addEventListener(
      'drop',
      (event) => {
        setOver(false)
        if (!holdsFiles(event) || event.defaultPrevented) return // a drop zone took them
        event.preventDefault()
        void droppedFiles(event.dataTransfer).then(({ files, folders }) => handle.current(files, folders))
      },
      { signal },
    )
    return () => ending.abort()
  }, [])
  return over
}
