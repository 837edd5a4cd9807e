/** A picture to be taken: of a scene of the gallery, after what a person does there. */
export interface Shot {
  readonly name: string;
  readonly scene: string;
  /** What it is about, which a narrow window shows alone. */
  readonly part?: Part;
  /** The buttons that are pressed, in this order. */
  readonly press?: readonly string[];
}

/** As the bar of the room names them, in this order. */
export const PARTS = ['call', 'chat', 'files', 'people'] as const;
type Part = (typeof PARTS)[number];

const PART_OF: Readonly<Record<string, Part>> = {
  conversation: 'chat',
  files: 'files',
  'files-held': 'files',
  'files-ended': 'files',
  verified: 'people',
};

/** What opens over a scene, or beside it. */
const PRESSED: readonly Shot[] = [
  { name: 'start-empty', scene: 'start', press: ['Create room'] },
  { name: 'start-options', scene: 'start', press: ['Options'] },
  { name: 'start-devices', scene: 'start', press: ['Camera and microphone'] },
  { name: 'start-language', scene: 'start', press: ['Language'] },
  { name: 'camera', scene: 'company', press: ['Turn on camera', 'Unmute microphone'] },
  { name: 'devices', scene: 'company', press: ['Turn on camera', 'Devices'] },
  { name: 'safety-code', scene: 'company', part: 'people', press: ['Safety code'] },
  { name: 'attention', scene: 'company', part: 'people', press: ['Sounds and notifications'] },
  { name: 'shortcuts', scene: 'company', part: 'people', press: ['Keyboard shortcuts'] },
  { name: 'qr-code', scene: 'company', press: ['Show QR code'] },
  { name: 'copied', scene: 'company', press: ['Copy invite link'] },
  { name: 'leave', scene: 'files', press: ['Leave room'] },
  { name: 'folder', scene: 'files-held', part: 'files', press: ['Show what is in it'] },
];

/** The scenes that are photographed from right to left too. */
const MIRRORED = [
  'start',
  'start-taken',
  'alone',
  'four',
  'conversation',
  'files-held',
  'verified',
];

/** Each scene as it is, and what can be opened there. */
export function shotsOf(scenes: readonly string[]): readonly Shot[] {
  for (const scene of [
    ...PRESSED.map((shot) => shot.scene),
    ...MIRRORED,
    ...Object.keys(PART_OF),
  ]) {
    if (!scenes.includes(scene)) throw new Error(`The gallery has no scene '${scene}'.`);
  }
  return [...scenes.map(plain), ...PRESSED];
}

/** What is photographed in Arabic. */
export const mirroredShots = (): readonly Shot[] => MIRRORED.map(plain);

function plain(scene: string): Shot {
  const part = PART_OF[scene];
  return { name: scene, scene, ...(part && { part }) };
}
