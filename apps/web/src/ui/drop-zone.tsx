/** DropZone: title, text?, small? (what is taken), accept? (as of <input type=file>), onFiles(files, folders?: those that were dropped, by name). One button: Enter opens the picker. */
import { Upload } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { droppedFiles } from './dropped-files.ts'

interface Props {
  title: string
  text?: string
  small?: ReactNode
  accept?: string
  onFiles: (files: File[], folders?: string[]) => void
}

export function DropZone({ title, text, small, accept, onFiles }: Props) {
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <>
      <button
        type="button"
        className={cx('dropz', over && 'over')}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void droppedFiles(event.dataTransfer).then(({ files, folders }) => onFiles(files, folders))
        }}
      >
        <Upload className="i" />
        <b>{title}</b>
        {text && <span>{text}</span>}
        {small && <small>{small}</small>}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={title}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
