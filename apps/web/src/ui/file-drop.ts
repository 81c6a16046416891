import { useEffect, useRef, useState } from 'react'

/** Files dropped anywhere in the window, while the component is there; answers whether files hover over it. */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
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
        handle.current([...(event.dataTransfer?.files ?? [])])
      },
      { signal },
    )
    return () => ending.abort()
  }, [])
  return over
}
