import type { IconName } from '../../icon';
import type { AllTexts } from '../../texts/translation';

/** What a file is for people, as far as its name says. What is in it may be something else. */
export type FileKind =
  'image' | 'video' | 'audio' | 'text' | 'document' | 'archive' | 'program' | 'folder' | 'file';

interface Named {
  readonly name: string;
  readonly isProgram: boolean;
  readonly folder?: unknown;
}

/** The declared type decides nothing: whoever saves the file goes by its name. */
export function kindOf({ name, isProgram, folder }: Named): FileKind {
  if (folder) return 'folder';
  if (isProgram) return 'program';
  return KINDS.get(endingOf(name).toLowerCase()) ?? 'file';
}

/** `JPG` of 'holiday.jpg'; empty where there is none that people know files by. */
export function endingOf(name: string): string {
  const [, ending = ''] = /[^.]\.([a-z0-9]{1,5})$/i.exec(name) ?? [];
  return ending.toUpperCase();
}

/** `Image (JPG)`, `Folder` */
export function kindText(t: AllTexts['files']['kind'], file: Named): string {
  const words = {
    image: t.image,
    video: t.video,
    audio: t.audio,
    text: t.text,
    document: t.document,
    archive: t.archive,
    program: t.program,
    folder: t.folder,
    file: t.file,
  } satisfies Record<FileKind, string>;
  const kind = kindOf(file);
  const ending = file.folder ? '' : endingOf(file.name);
  return ending ? t.withEnding(words[kind], ending) : words[kind];
}

/** What stands for it beside the words. */
export const KIND_ICONS: Readonly<Record<FileKind, IconName>> = {
  image: 'image',
  video: 'film',
  audio: 'audio',
  text: 'text',
  document: 'file-text',
  archive: 'archive',
  program: 'program',
  folder: 'folder',
  file: 'file',
};

const KINDS: ReadonlyMap<string, FileKind> = new Map(
  (
    [
      [
        'image',
        'jpg jpeg jpe jfif png gif webp avif bmp heic heif tif tiff ico raw dng cr2 nef psd',
      ],
      ['video', 'mp4 m4v mov webm mkv avi wmv mpg mpeg ogv 3gp m2ts'],
      ['audio', 'mp3 m4a aac ogg oga opus wav flac aiff aif wma mid midi'],
      [
        'text',
        'txt text md markdown log csv tsv json jsonl xml yaml yml toml ini conf cfg srt vtt tex bib diff patch',
      ],
      ['text', 'c h cc cpp hpp cs go rs java kt swift ts tsx jsx css scss sql r m'],
      ['document', 'pdf docx odt rtf pages xlsx ods numbers pptx odp key epub mobi djvu ps'],
      ['archive', 'zip 7z rar tar gz tgz bz2 xz zst lz4 br'],
    ] as const
  ).flatMap(([kind, endings]) => endings.split(' ').map((ending) => [ending, kind] as const)),
);
