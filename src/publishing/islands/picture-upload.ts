/**
 * Makes a chosen picture smaller before it is sent: photographs of today are ten times as large as a
 * page can show. Without this script, or where it fails, the picture goes as it is.
 */
const quality = 0.82

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-picture-upload]'))
  input.addEventListener('change', () => void shrinkChosen(input))

async function shrinkChosen(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0]
  const widest = Number(input.dataset['pictureUpload'])
  if (!file || !['image/png', 'image/jpeg', 'image/webp'].includes(file.type)) return
  try {
    const smaller = await shrink(file, widest)
    // Meanwhile another may have been chosen.
    if (!smaller || input.files?.[0] !== file) return
    const chosen = new DataTransfer()
    chosen.items.add(smaller)
    input.files = chosen.files
  } catch {
    // The server says what is wrong with it.
  }
}

async function shrink(file: File, widest: number): Promise<File | null> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, widest / Math.max(picture.width, picture.height))
  if (scale === 1 && file.size < 300_000) return null
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, file.type, quality)
  })
  if (!blob || blob.type !== file.type || blob.size >= file.size) return null
  return new File([blob], file.name, { type: blob.type })
}
