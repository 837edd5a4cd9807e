/** Shown and saved where nothing is left of a name. */
const DEFAULT_NAME = 'file';
/** Long enough to tell files apart, short enough for every dialog. UTF-16 units. */
const MAX_CHARACTERS = 120;
/** File systems take 255 bytes of UTF-8; browsers append ' (1)' and '.crdownload'. */
const MAX_BYTES = 240;
/** A longer end of a name is no extension. */
const MAX_EXTENSION = 16;

/** Controls, line separators, lone surrogates, and what turns the reading direction or has no width. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu; // prettier-ignore
/** Not allowed in names on Windows; the colon would address an alternate stream of a file. */
const FORBIDDEN = /[:*?"<>|]/g;
/** Devices on Windows, with any extension and in either case. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i;

/**
 * A peer's name for a file, made safe to show and to save under: one path component that is valid on
 * Windows, macOS and Linux, at most 120 characters, its last extension kept.
 */
export function safeFileName(name: string): { readonly name: string; readonly isProgram: boolean } {
  const seen = name.replace(UNSEEN, '').normalize('NFC');
  const base = seen.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const mended = trimEnd(base.replace(FORBIDDEN, '_').replace(/^[.\s]+/, ''));
  const free = RESERVED.test(mended) ? `_${mended}` : mended;
  const safe = shorten(free) || DEFAULT_NAME;
  return { name: safe, isProgram: PROGRAMS.has(extensionOf(safe).slice(1).toLowerCase()) };
}

/** Windows drops dots and spaces at the end: 'evil.exe.' would run. */
const trimEnd = (name: string) => name.replace(/[.\s]+$/, '');

/** With its dot; empty where there is none. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 || name.length - dot > MAX_EXTENSION ? '' : name.slice(dot);
}

function shorten(name: string): string {
  if (fits(name)) return name;
  const extension = extensionOf(name);
  const stem = Array.from(name.slice(0, name.length - extension.length)).slice(0, MAX_CHARACTERS);
  while (stem.length > 0 && !fits(stem.join('') + extension)) stem.pop();
  return trimEnd(stem.join('')) + extension;
}

const fits = (name: string) =>
  name.length <= MAX_CHARACTERS && new TextEncoder().encode(name).length <= MAX_BYTES;

/** Extensions of what runs, installs, mounts or carries scripts when it is opened. */
const PROGRAMS: ReadonlySet<string> = new Set(
  [
    // Windows: programs, scripts, installers, shortcuts, settings
    'exe com scr pif cpl dll ocx sys drv msi msix msixbundle msp mst appx appxbundle appinstaller',
    'application gadget bat cmd ps1 ps1xml psm1 psd1 psc1 vb vbs vbe js jse mjs cjs ws wsf wsh wsc',
    'sct hta chm hlp msc inf reg lnk url scf settingcontent-ms library-ms search-ms theme ppkg rdp',
    'diagcab xll ade adp mdb mde',
    // macOS
    'app command tool action workflow scpt scptd applescript osascript pkg mpkg dmg terminal webloc',
    'fileloc inetloc mobileconfig',
    // Linux
    'sh bash zsh csh ksh fish run out elf so desktop deb rpm apk appimage flatpakref snap ko',
    // anywhere there is an interpreter
    'jar jnlp class war py pyc pyw pyz rb pl php lua tcl awk wasm swf ipa aab xpi crx',
    // images that mount as a drive
    'iso img vhd vhdx',
    // documents that run scripts or macros
    'html htm xhtml xht shtml mht mhtml svg svgz xsl xslt',
    'docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm doc dot xls xlt ppt pps pot one',
    'iqy slk',
  ]
    .join(' ')
    .split(' '),
);
