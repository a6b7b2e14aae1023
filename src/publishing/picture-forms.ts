import { z } from 'zod'
import { requiredWords } from '../ui/form-words.ts'
import { pictureLimits, type PictureRefusal } from './picture-content.ts'

export const PictureForm = z.object({
  description: requiredWords(
    'The description',
    500,
    'Say what the picture shows, for people who cannot see it',
  ).refine(
    (words) =>
      !/^(?:image|picture|photo|img|dsc)[\s_-]*\d*(?:\.\w+)?$|\.(?:png|jpe?g|webp)$/i.test(words),
    'Say what the picture shows. A file name says nothing to people who cannot see it',
  ),
})

const megabytes = pictureLimits.bytes / 1024 / 1024

/** What is wrong with a chosen file, and what to do. */
export const pictureRefusals: Record<PictureRefusal['reason'] | 'none', string> = {
  none: 'Choose a picture',
  empty: 'The file is empty. Choose another',
  'too-many-bytes': `The picture must be smaller than ${megabytes} MB. Save it smaller and try again`,
  'too-many-pixels': `The picture must be at most ${pictureLimits.side} pixels wide and high, and ${pictureLimits.pixels / 1_000_000} million pixels in all. Save it smaller and try again`,
  svg: 'SVG pictures are not taken, because they can carry programs. Save it as PNG',
  gif: 'GIF pictures are not taken. Save it as PNG or JPEG',
  heic: 'This is a HEIC or AVIF picture, which not every browser shows. Save it as JPEG',
  'not-a-picture': 'The file is not a PNG, JPEG or WebP picture',
  damaged:
    'The picture is damaged or of an unusual kind. Open it, save it anew as PNG or JPEG, and try again',
  moving:
    'Moving pictures are not taken: they distract, and some people cannot look away. Save one still picture',
  'wrong-ending':
    'The ending of the file’s name does not fit what is in it. It should be .png, .jpg or .webp',
}
