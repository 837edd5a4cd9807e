// Lies about who is there, what was agreed and how it went.
import {
  type NoticeName,
  type RequestName,
  SeatId,
  newId,
  notices,
  requestBodies,
  toBase64url,
} from '@whispernet/protocol';
import { randomBytes } from '../mallory';
import type { Line } from '../line';
import type { Answered, Asked, Attack } from '../script';
import { lose } from '../script';

/** Answers every request of this name with the same, whatever it was. */
export const answers =
  (name: RequestName, reply: unknown): Attack =>
  () => ({
    requests: {
      [name]: ({ answer }: Asked) => {
        answer(reply);
      },
    },
  });

/** Passes requests of this name on, and acknowledges them with something else. */
export const acknowledges =
  (name: RequestName, reply: unknown): Attack =>
  () => ({
    replies: {
      [name]: ({ pass }: Answered) => {
        pass(reply);
      },
    },
  });

/** Loses every notice of this name. */
export const loses =
  (name: NoticeName): Attack =>
  () => ({ notices: { [name]: lose } });

/** Grants a member's offers and verdicts, and tells nobody of them. */
export const grantsButHides: Attack = () => {
  const grant = ({ answer }: Pick<Asked, 'answer'>) => {
    answer({ ok: true });
  };
  return { requests: { offer: grant, verdict: grant } };
};

/** Says that Bob sits down, and lets Alice never know. */
export const hidesBobFromAlice: Attack = (gateway) => ({
  requests: {
    take: ({ answer }) => {
      answer({ ok: true, seat: newId(SeatId), cap: 2 });
    },
  },
  notices: {
    joined: lose,
    door: ({ line, pass }) => {
      if (line !== gateway.holder) pass();
    },
  },
});

/** Tells Alice that Bob sits, and leaves Bob without a word. */
export const leavesBobStanding: Attack = () => ({ replies: { take: lose } });

/** Says that the door was opened by somebody else than the one who has opened it. */
export const namesAnotherHolder: Attack = () => ({
  notices: {
    admitted: ({ body, pass }) => {
      pass({ ...body, from: newId(SeatId) });
    },
  },
});

/** Tells Bob that his seat is Alice's. */
export const seatsBobOnAlice: Attack = (gateway) => ({
  replies: {
    take: ({ body, pass }) => {
      pass({ ...body, seat: gateway.holder.seat });
    },
  },
});

/** Tells Alice that the seat that she gives to Bob is her own. */
export const seatsAliceOnAlice: Attack = (gateway) => ({
  replies: {
    verdict: ({ body, pass }) => {
      pass({ ...body, seat: gateway.holder.seat });
    },
  },
  requests: {
    relay: ({ line, body, answer }) => {
      answer({ ok: true });
      const { holder, joiner } = gateway;
      const [to, from] = line === holder ? [joiner, holder] : [holder, holder];
      to.tell('relayed', { from: from.seat, blob: body.blob });
    },
  },
  notices: {
    joined: ({ pass }) => {
      pass({ seat: gateway.holder.seat });
    },
  },
});

/** Opens the room for eight where Alice has asked for two, and lets nobody but Bob open once he is there. */
export const letsTheRoomGrow: Attack = () => {
  let isBobThere = false;
  return {
    requests: {
      open: ({ body, pass }) => {
        pass({ ...body, cap: 8 });
      },
      take: ({ pass }) => {
        isBobThere = true;
        pass();
      },
    },
    notices: {
      knocked: ({ line, pass }) => {
        if (!isBobThere || line.role === 'joiner') pass();
      },
    },
  };
};

/** Grants every resume, with people in the room who are not there. */
export const grantsEveryResume: Attack = () => ({
  requests: {
    resume: ({ body, answer }) => {
      answer({ ok: true, seat: body.seat, cap: 8, seats: [newId(SeatId), newId(SeatId)] });
    },
  },
});

/** Tells of people who are not there: in each seat anew, all that a member can be told of. */
export function inventMembers(line: Line): void {
  for (let times = 0; times < 20; times += 1) {
    const seat = newId(SeatId);
    line.tell('joined', { seat });
    line.tell('relayed', { from: seat, blob: toBase64url(randomBytes(281)) });
    line.tell('away', { seat });
    line.tell('back', { seat });
    line.tell('door', { seat, cap: 8, taken: 8, locked: false });
  }
}

/** Tells of everybody's going, over and over. */
export function sayThatAllAreGone(line: Line, seats: readonly (string | undefined)[]): void {
  for (const seat of seats) {
    line.tell('away', { seat });
    line.tell('left', { seat });
    line.tell('joined', { seat });
    line.tell('left', { seat });
  }
  line.tell('gone', { k: toBase64url(randomBytes(16)) });
  line.tell('refused', { k: toBase64url(randomBytes(16)), blob: toBase64url(randomBytes(316)) });
}

/** Tells thousands of things that mean nothing, or nothing to this member. */
export function flood(line: Line): void {
  const seat = newId(SeatId);
  const k = toBase64url(randomBytes(16));
  const rubbish: readonly unknown[] = [
    undefined,
    null,
    true,
    -1,
    'seat',
    [],
    [{ seat }],
    {},
    { seat: null },
    { seat: 7 },
    { seat: 'short' },
    { seat, more: 1 },
    { k, blob: '' },
    { k, blob: '=' },
    { k, blob: 'x'.repeat(20_000) },
    { k, blob: toBase64url(randomBytes(52)), seat: {}, from: [] },
    { from: seat, blob: 'é' },
    { seat, cap: 1e300, taken: -0.5, locked: 'no' },
    JSON.parse('{"__proto__":{"seat":"x"},"constructor":{"prototype":{}}}'),
    JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`),
    Buffer.from('binary'),
  ];
  const names = [
    ...Object.keys(notices),
    ...Object.keys(requestBodies),
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'message', 'ping', '', '0'],
  ];
  for (const name of names) for (const body of rubbish) line.tell(name, body);
  for (let times = 0; times < 500; times += 1) {
    line.tell('joined', { seat: newId(SeatId) });
    line.tell('relayed', { from: seat, blob: toBase64url(randomBytes(281)) });
    line.tell('door', { seat, cap: 2, taken: times % 3, locked: times % 2 === 0 });
  }
  line.tell('door', { seat, cap: 2, taken: 1, locked: false });
}
