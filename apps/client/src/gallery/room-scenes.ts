import { SeatId, newId } from '@whispernet/protocol';
import type { Member, Message, RoomTransfer } from '@whispernet/room';
import { type FakeRoom, bob, code, message, transfer } from '../room/fake-room';

/** Scenes in a room by what they show: each sets the state of the room, and that is all there is. */
export const ROOM_SCENES: Readonly<Record<string, (room: FakeRoom) => void>> = {
  alone: () => undefined,
  company: (room) => {
    connect(room);
  },
  four: (room) => {
    room.members$.next(FOUR());
    room.connection$.next('connected');
  },
  screen: (room) => {
    const media = { camera: aPicture(), screen: aPicture(), microphone: undefined };
    room.members$.next([{ ...BOB, cameraOn: true, microphoneOn: true, quality: 'good', media }]);
    room.connection$.next('connected');
  },
  conversation: (room) => {
    connect(room);
    room.conversation$.next(CONVERSATION(room));
  },
  files: (room) => {
    connect(room);
    room.transfers$.next(TRANSFERS);
  },
  'files-held': (room) => {
    connect(room);
    room.transfers$.next(HELD);
    room.cutOff$.next([{ peer: bob.id, peerName: 'Bob', count: 2 }]);
  },
  'files-ended': (room) => {
    connect(room);
    room.transfers$.next(ENDED);
  },
  'door-closed': (room) => {
    connect(room);
    room.door$.next({ state: 'closed', wrongPasswords: 3 });
  },
  verified: (room) => {
    connect(room);
    room.members$.next([{ ...BOB, safety: { phase: 'verified', code } }]);
  },
  disputed: (room) => {
    connect(room);
    room.members$.next([{ ...BOB, safety: { phase: 'disputed', code } }]);
  },
  siege: (room) => {
    connect(room);
    room.door$.next({ state: 'exhausted', wrongPasswords: 5_000 });
  },
  tampered: (room) => {
    connect(room);
    room.incidents$.next([{ kind: 'tampered', peer: bob.id, name: 'Bob' }]);
  },
  reconnecting: (room) => {
    room.members$.next([{ ...BOB, link: { phase: 'reconnecting', path: 'direct' } }]);
    room.connection$.next('reconnecting');
    room.rendezvous$.next('away');
  },
  forgotten: (room) => {
    room.connection$.next('disconnected');
    room.rendezvous$.next('gone');
  },
};

const BOB = { ...bob, name: 'Bob', safety: { phase: 'unconfirmed', code } } as const;

/** Whoever can be met in a call: seen and heard, heard only, weak, on the way in. */
const FOUR = (): readonly Member[] => {
  const another = (name: string) => ({ ...BOB, id: newId(SeatId), name });
  const camera = aPicture();
  return [
    {
      ...BOB,
      ...{ cameraOn: true, microphoneOn: true, quality: 'good' },
      media: { camera, microphone: undefined },
    },
    { ...another('Carol Oyelaran-Featherstonehaugh'), microphoneOn: true, quality: 'fair' },
    {
      ...another('Дмитро'),
      ...{ cameraOn: true, held: { ours: false, theirs: true }, quality: 'poor' },
      link: { phase: 'connected', path: 'relayed' },
      safety: { phase: 'verified', code },
    },
    { ...another('Erin'), link: { phase: 'connecting' }, safety: { phase: 'pending' } },
  ];
};

/** What a camera sees that is always the same. */
function aPicture(): MediaStreamTrack | undefined {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  if (context) {
    const sky = context.createLinearGradient(0, 0, 0, 360);
    sky.addColorStop(0, '#7fb2c9');
    sky.addColorStop(1, '#e9d9b8');
    context.fillStyle = sky;
    context.fillRect(0, 0, 640, 360);
  }
  return canvas.captureStream(1).getVideoTracks()[0];
}

function connect(room: FakeRoom): void {
  room.members$.next([BOB]);
  room.connection$.next('connected');
}

/** At ten in the morning of the day on which the pictures are always taken. */
const MORNING = Date.UTC(2026, 10, 23, 10);
const at = (minute: number) => ({ sentAt: MORNING + minute * 60_000, knownAt: MORNING });

const CONVERSATION = ({ self }: FakeRoom): readonly Message[] => {
  const own = { author: self.id, authorName: 'Alice', delivery: 'delivered' } as const;
  const question = message({ ...at(0), text: 'Did the plan arrive?', authorName: 'Bob' });
  return [
    question,
    message({ ...own, ...at(1), text: 'Yes, and it opens.', replyTo: question.id }),
    message({
      ...at(2),
      authorName: 'Bob',
      text: 'The address is https://example.org and the line is\n```\nconst four = 2 + 2;\n```',
      reactions: [{ emoji: '👍', by: [{ id: self.id, name: 'Alice' }] }],
    }),
    message({ ...own, ...at(3), text: 'Thank you.', edited: { at: at(4).sentAt, times: 1 } }),
    message({ ...own, ...at(5), text: '', isDeleted: true }),
    message({ ...own, ...at(6), text: 'On my way.', delivery: 'sending' }),
  ].map((each, order) => ({ ...each, order }));
};

const TRANSFERS: readonly RoomTransfer[] = [
  transfer({ name: 'holiday.jpg', peerName: 'Bob' }),
  transfer({
    name: 'film.mp4',
    type: 'video/mp4',
    size: 1_400_000_000,
    peerName: 'Bob',
    state: { phase: 'receiving', bytes: 520_000_000 },
  }),
  transfer({
    name: 'notes.txt',
    type: 'text/plain',
    size: 4_100,
    direction: 'out',
    peerName: 'Bob',
    state: { phase: 'waiting' },
  }),
  transfer({
    name: 'song.flac',
    type: 'audio/flac',
    size: 31_000_000,
    direction: 'out',
    peerName: 'Bob',
    state: { phase: 'declined' },
  }),
  transfer({
    name: 'plan.pdf',
    size: 240_000,
    peerName: 'Bob',
    state: { phase: 'cancelled', side: 'there' },
  }),
];

const by = { here: false, there: false, link: false };

const HELD: readonly RoomTransfer[] = [
  transfer({
    name: 'film.mp4',
    size: 1_400_000_000,
    peerName: 'Bob',
    state: { phase: 'paused', bytes: 520_000_000, by: { ...by, here: true } },
  }),
  transfer({
    name: 'song.flac',
    size: 31_000_000,
    direction: 'out',
    peerName: 'Bob',
    state: { phase: 'paused', bytes: 4_000_000, by: { ...by, link: true } },
  }),
  transfer({ name: 'plan.pdf', size: 240_000, peerName: 'Bob', state: { phase: 'verifying' } }),
  transfer({
    name: 'Quarterly report with all the figures that nobody reads, final version 7.pdf',
    size: 9_000_000,
    peerName: 'Bob',
    heldBytes: 3_800_000,
  }),
  transfer({
    name: 'holiday',
    size: 84_000_000,
    peerName: 'Bob',
    folder: {
      count: 3,
      files: ['2026/beach.jpg', '2026/hills.jpg', 'setup.exe'].map((path) => ({
        path: path.split('/'),
        size: 28_000_000,
        lastModified: 0,
        isProgram: path.endsWith('.exe'),
      })),
    },
  }),
];

const ENDED: readonly RoomTransfer[] = [
  transfer({ name: 'holiday.jpg', peerName: 'Bob', state: { phase: 'done' } }),
  transfer({ name: 'notes.txt', direction: 'out', peerName: 'Bob', state: { phase: 'done' } }),
  transfer({
    name: 'setup.exe',
    isProgram: true,
    peerName: 'Bob',
    state: { phase: 'cancelled', side: 'here' },
  }),
  transfer({
    name: 'film.mp4',
    size: 1_400_000_000,
    peerName: 'Bob',
    state: { phase: 'failed', reason: 'disk-full', side: 'here' },
  }),
  transfer({
    name: 'song.flac',
    direction: 'out',
    peerName: 'Bob',
    state: { phase: 'failed', reason: 'source-changed', side: 'here' },
  }),
];
