/** Which files can be sent, and why the others cannot. */
export interface LeftOut {
  name: string
  why: string
}

const READ = 'What is read: JUnit XML.'
const formats: Record<string, string> = { trx: 'TRX', json: 'JSON', html: 'HTML', htm: 'HTML', tap: 'TAP', csv: 'CSV' }
const others = ['zip', 'gz', 'tgz', 'tar', '7z', 'txt', 'log', 'pdf', 'png', 'jpg', 'jpeg', 'gif', 'webm', 'mp4']

/** `folders`: those that were dropped; of what is in them, only XML is meant. */
export function sortFiles(files: readonly File[], folders: readonly string[] = []) {
  const meant = folders.length > 0 ? files.filter(({ name }) => /\.(xml|trx)$/i.test(name)) : files
  const leftOut: LeftOut[] = []
  const whole: File[] = []
  for (const file of meant) {
    const ending = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
    const format = formats[ending]
    if (format) leftOut.push({ name: file.name, why: `${format} is not read yet. ${READ}` })
    else if (others.includes(ending)) leftOut.push({ name: file.name, why: `It is no result file. ${READ}` })
    else if (file.size === 0) leftOut.push({ name: file.name, why: 'It is empty: 0 bytes.' })
    else whole.push(file)
  }
  if (folders.length > 0 && meant.length === 0)
    leftOut.push(...folders.map((name) => ({ name: `${name}/`, why: 'There is no XML file in this folder.' })))
  return { whole, leftOut }
}
