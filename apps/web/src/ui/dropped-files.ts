/** What was let go over a page: its files, and those in its folders, however deep. Ask at once: the browser forgets it after the event. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<{ files: File[]; folders: string[] }> {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  const plain = [...(transfer?.files ?? [])]
  if (!entries.some((entry) => entry.isDirectory)) return { files: plain, folders: [] }
  const files = await Promise.all(entries.map(filesIn))
  return { files: files.flat(), folders: entries.filter((entry) => entry.isDirectory).map(({ name }) => name) }
}

export async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const all: File[] = []
  // It gives some at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...(await Promise.all(some.map(filesIn))).flat())
  }
}
