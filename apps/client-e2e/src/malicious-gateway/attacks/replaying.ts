// Attacks with what was truly said, at another time, to somebody else, or once more.
import {
  type NoticeBody,
  type RequestBody,
  decodeAnswer,
  decodeKnock,
  decodeOffer,
  encodeKnock,
  encodeOffer,
  encodeVerdict,
  toBase64url,
} from '@whispernet/protocol';
import { bytesOf, randomBytes } from '../mallory';
import type { Attack } from '../script';

/** What the gateway has kept of an earlier admission to the same room. */
export interface OldRun {
  readonly offered: NoticeBody<'offered'>;
  readonly admitted: NoticeBody<'admitted'>;
  readonly toJoiner: readonly RequestBody<'relay'>[];
}

/** Hands Bob the OFFER of another run; everything else is true. */
export const replaysAnOldOffer =
  ({ offered }: OldRun): Attack =>
  () => ({
    notices: {
      offered: ({ body, pass }) => {
        pass({ ...body, blob: offered.blob });
      },
    },
  });

/** Lets Bob in by an OFFER and a VERDICT of another run, without asking anybody. */
export const replaysAnOldAdmission =
  ({ offered, admitted }: OldRun): Attack =>
  (gateway) => {
    const { k } = offered;
    return {
      requests: {
        knock: ({ answer }) => {
          answer({ ok: true, k });
          gateway.joiner.tell('offered', offered);
        },
        answer: ({ answer }) => {
          answer({ ok: true });
          gateway.joiner.tell('admitted', admitted);
        },
        take: ({ answer }) => {
          answer({ ok: true, seat: admitted.seat, cap: 2 });
        },
      },
    };
  };

/** Hands Bob the VERDICT of another run in the place of Alice's. */
export const replaysAnOldVerdict =
  ({ admitted }: OldRun): Attack =>
  () => ({
    notices: {
      admitted: ({ body, pass }) => {
        pass({ ...body, blob: admitted.blob });
      },
    },
  });

/** Hands Bob the boxes of another run in the place of Alice's. */
export const replaysOldBoxes =
  ({ toJoiner }: OldRun): Attack =>
  (gateway) => ({
    notices: {
      relayed: ({ line, body, pass }) => {
        if (line !== gateway.joiner) {
          pass();
          return;
        }
        for (let time = 0; time < 3; time += 1)
          for (const { blob } of toJoiner) pass({ ...body, blob });
      },
    },
  });

/** Tells everything of an admission twice, and each box too. */
export const repeatsWhatBobHears: Attack = () => {
  const twice = ({ pass }: { readonly pass: () => void }) => {
    pass();
    pass();
  };
  return { notices: { offered: twice, admitted: twice, joined: twice, relayed: twice } };
};

/** Hands on each box and then five times again. */
export const repeatsEachBoxFiveTimes: Attack = () => ({
  notices: {
    relayed: ({ pass }) => {
      for (let time = 0; time < 6; time += 1) pass();
    },
  },
});

/** Holds Bob's own id and nonce up to him as the holder's. */
export const offersBobHisOwnKnock: Attack = () => {
  let knock: string | undefined;
  return {
    requests: {
      knock: ({ body, pass }) => {
        knock = body.blob;
        pass();
      },
    },
    notices: {
      offered: ({ body, pass }) => {
        const bob = knock === undefined ? undefined : decodeKnock(bytesOf(knock));
        const alice = decodeOffer(bytesOf(body.blob));
        if (!bob || !alice) throw new Error('honest messages do not decode');
        pass({ ...body, blob: toBase64url(encodeOffer({ ...alice, ...bob })) });
      },
    },
  };
};

/** Gives Bob his own proof back as the holder's. */
export const reflectsBobsProof: Attack = (gateway) => ({
  requests: {
    answer: ({ body, answer }) => {
      answer({ ok: true });
      const bob = decodeAnswer(bytesOf(body.blob));
      if (!bob) throw new Error('an honest ANSWER does not decode');
      const blob = toBase64url(encodeVerdict({ tag: bob.tag, box: randomBytes(280) }));
      const { seat } = gateway.holder;
      gateway.joiner.tell('admitted', { k: body.k, blob, seat, from: seat });
    },
  },
});

/** Knocks at Alice's door with the id and the nonce of Alice's own OFFER, as soon as she makes one. */
export const knocksWithAlicesOwnOffer: Attack = () => ({
  requests: {
    offer: ({ line, body, pass }) => {
      pass();
      const alice = decodeOffer(bytesOf(body.blob));
      if (!alice) throw new Error('an honest OFFER does not decode');
      line.tell('knocked', {
        k: toBase64url(randomBytes(16)),
        blob: toBase64url(encodeKnock(alice)),
      });
    },
  },
});

/** Leads whoever knocks to another room. */
export const leadsTo =
  (room: string): Attack =>
  () => ({
    requests: {
      knock: ({ body, pass }) => {
        pass({ ...body, room: room as typeof body.room }); // a number, as another room has it
      },
    },
  });

/** Of two who knock at one door at a time, gives each the offer that is meant for the other. */
export const crossesTwoKnocks: Attack = () => {
  const offers: { body: NoticeBody<'offered'>; readonly pass: (changed: unknown) => void }[] = [];
  return {
    notices: {
      offered: ({ body, pass }) => {
        offers.push({ body, pass });
        const [one, other] = offers;
        if (!one || !other) return;
        one.pass({ ...one.body, blob: other.body.blob });
        other.pass({ ...other.body, blob: one.body.blob });
      },
    },
  };
};
