import { useState } from 'react'
import Palette from '../../ui/palette.tsx'

export default function Find({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  return <Palette query={query} onQuery={setQuery} groups={[]} onClose={onClose} />
}
