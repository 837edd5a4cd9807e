// The promise: the gateway cannot read, alter or join what two people say, even when it lies. Here
// it lies in every way that we could think of, to real browsers. A join then fails with a sentence
// on the page, or comes about as if nothing had been done; nobody is ever shown as connected who is
// not. Each attack is a line of a table; what it does is in malicious-gateway/attacks.
import type { NoticeName, RequestName } from '@whispernet/protocol';
import { GatewayProcess } from './gateway-process';
import * as lying from './malicious-gateway/attacks/lying';
import * as replaying from './malicious-gateway/attacks/replaying';
import * as between from './malicious-gateway/attacks/sitting-between';
import * as tampering from './malicious-gateway/attacks/tampering';
import { FalseHolder, FalseJoiner, guess } from './malicious-gateway/mallory';
import type { Attack } from './malicious-gateway/script';
import { hasShown, readsSafetyCode, setStage } from './malicious-gateway/stage';
import { Person, type RoomDetails } from './person';
import { aRoom } from './scene';

const IMPERSONATION = /impersonating this room/;
const WRONG_PASSWORD = /password is wrong/;
const NOBODY_ANSWERS = /nobody in it answers/;
const UNREACHABLE = /meeting point cannot be reached/;
const STRANGE = /another version than the meeting point/;
const NO_PATH = /no network path was found/;
/** Which of the three depends on what was in the boxes that came through: none is more than was seen. */
const NOT_TRUSTED = /no network path was found|did not prove in time|impersonating this room/;

/** The browser that looks first refuses the certificate; to the other it has just gone silent. */
const REFUSED_OR_SILENT = /impersonating this room|did not prove in time/;

/** How many may stand at a member's door while wrong guesses make everybody wait. */
const HELD = 8;

const refusal = (code: string, retryAfterS?: number) => ({
  ok: false,
  error: { code, ...(retryAfterS !== undefined && { retryAfterS }) },
});

const offerLost: Attack = () => ({
  requests: {
    offer: ({ answer }) => {
      answer('rubbish');
    },
  },
});

describe('A gateway that lies', () => {
  const stage = setStage();
  const alertOf = ({ page }: Person) => page.getByRole('alert').filter({ hasText: /\S/ });
  const statusOf = ({ page }: Person, status: string) =>
    page.getByRole('status').filter({ hasText: status });

  /** Bob's attempt fails with this sentence, and nobody was ever shown as connected. */
  async function bobIsRefused(room: RoomDetails, sentence: RegExp): Promise<void> {
    const { alice, bob } = stage;
    expect(await bob.readsRefusal()).toMatch(sentence);
    expect(await bob.typed()).toEqual(room);
    if (!(await statusOf(alice, 'Waiting for others').isVisible()))
      await stage.timeGoesBy(statusOf(alice, 'Waiting for others'));
    await alice.sees('Waiting for others');
    await expectNeverConnected(alice, bob);
    expect((await alice.readsPeople()).length).toBe(1);
  }

  /** They see each other and nobody else, and what they say arrives, once and unchanged. */
  async function aliceAndBobTalk(): Promise<void> {
    const { alice, bob } = stage;
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
    await Promise.all([alice.seesPerson('Bob'), bob.seesPerson('Alice')]);
    await alice.say('is that you?');
    await alice.seesMessage('is that you?', 'Delivered');
    await bob.say('it is me');
    await bob.seesMessage('it is me', 'Delivered');
    for (const person of [alice, bob]) {
      expect(await person.readsMessageTexts()).toEqual(['is that you?', 'it is me']);
      expect((await person.readsPeople()).length)
        .withContext(person.name)
        .toBe(2);
    }
  }

  /** What the gateway keeps of an honest visit that Bob pays to Alice; Alice stays in the room. */
  async function bobHasBeenThere(room: RoomDetails): Promise<replaying.OldRun> {
    const { alice, bob, gateway } = stage;
    await bob.joinRoom(room);
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
    const [offered] = gateway.bodies('offered');
    const [admitted] = gateway.bodies('admitted');
    const { seat } = gateway.joiner;
    const toJoiner = gateway.bodies('relay').filter(({ to }) => to === seat);
    if (!offered || !admitted || toJoiner.length === 0) throw new Error('they have met');
    await bob.leave();
    await alice.sees('Waiting for others');
    await Promise.all([forgetShown(alice), bob.page.goto(gateway.url)]);
    return { offered, admitted, toJoiner };
  }

  it('changes nothing while it tells the truth', async () => {
    await stage.meet();
    await aliceAndBobTalk();
    // The watch that the other journeys rely on sees what is there to be seen.
    for (const person of [stage.alice, stage.bob])
      expect(await hasShown(person)).toContain('Connected');
    const code = await readsSafetyCode(stage.alice);
    expect(code.length).toBe(1 + 5);
    expect(await readsSafetyCode(stage.bob)).toEqual(code);
  });

  describe('and flips a byte of an admission', () => {
    type Places = Readonly<Record<string, readonly [at: number, sentence: RegExp]>>;
    const messages: readonly (readonly [string, tampering.Carrier, Places])[] = [
      [
        'KNOCK',
        'knocked',
        { header: [0, NOBODY_ANSWERS], id: [4, WRONG_PASSWORD], nonce: [51, WRONG_PASSWORD] },
      ],
      [
        'OFFER',
        'offered',
        { header: [1, IMPERSONATION], id: [4, WRONG_PASSWORD], nonce: [51, WRONG_PASSWORD] },
      ],
      ['ANSWER', 'answered', { header: [2, NOBODY_ANSWERS], tag: [67, WRONG_PASSWORD] }],
      [
        'VERDICT',
        'admitted',
        {
          header: [3, IMPERSONATION],
          tag: [4, IMPERSONATION],
          number: [43, IMPERSONATION],
          status: [60, IMPERSONATION],
          'end of the box': [315, IMPERSONATION],
        },
      ],
    ];
    for (const [message, carrier, places] of messages) {
      it(`lets nobody in, wherever the ${message} is flipped`, async () => {
        const { bob, gateway } = stage;
        const room = await stage.aliceWaits();
        for (const [place, [at, sentence]] of Object.entries(places)) {
          gateway.play(tampering.flipsAByteOf(carrier, at));
          await bob.page.goto(gateway.url);
          await bob.joinRoom(room);
          await gateway.hears(carrier);
          if (sentence === NOBODY_ANSWERS) await stage.timeGoesBy(alertOf(bob));
          expect(await bob.readsRefusal())
            .withContext(place)
            .toMatch(sentence);
        }
        await bobIsRefused(room, /./);
      });
    }
  });

  /** `after`: Bob is kept waiting from then on, and time has to go by. */
  type Refused = readonly [
    name: string,
    attack: Attack,
    sentence: RegExp,
    after?: RequestName | NoticeName,
  ];
  const refused: readonly Refused[] = [
    ['flips bytes of each sealed box', tampering.flipsBytesOfEachBox, IMPERSONATION],
    ['gives each box back to its author', tampering.givesBoxesBackToTheirAuthors, NO_PATH, 'relay'],
    ['changes the kind of each box', tampering.changesTheKindOfEachBox, NO_PATH, 'relayed'],
    ['swaps each two boxes, for ever', tampering.swapsEachTwoBoxes, NOT_TRUSTED, 'relayed'],
    ['loses every box', tampering.losesEveryBox, NO_PATH, 'relayed'],
    ['repeats each box five times', replaying.repeatsEachBoxFiveTimes, IMPERSONATION],
    ['holds his own id and nonce up to Bob', replaying.offersBobHisOwnKnock, IMPERSONATION],
    ['gives Bob his own proof back', replaying.reflectsBobsProof, IMPERSONATION],
    ['never delivers the VERDICT', lying.loses('admitted'), NOBODY_ANSWERS, 'admitted'],
    ['seats Bob without telling Alice', lying.hidesBobFromAlice, NO_PATH, 'take'],
    ['tells Alice that Bob sits, but not Bob', lying.leavesBobStanding, UNREACHABLE, 'joined'],
    ['names another holder than the one who opened', lying.namesAnotherHolder, IMPERSONATION],
    ['tells Bob that his seat is Alice’s', lying.seatsBobOnAlice, IMPERSONATION],
    ['tells Alice that Bob’s seat is her own', lying.seatsAliceOnAlice, NO_PATH, 'take'],
    [
      'says that there is no such room',
      lying.answers('knock', refusal('no-such-room')),
      /no room with this number/,
    ],
    [
      'says that the room is full, which is empty',
      lying.answers('knock', refusal('room-full')),
      /room is full/,
    ],
    [
      'says that the door is closed, which is open',
      lying.answers('knock', refusal('door-closed')),
      /door of this room is closed/,
    ],
    [
      'says that there were too many tries, for ever',
      lying.answers('knock', refusal('too-many-tries', 3600)),
      /too many tries.*3,600 seconds/s,
    ],
    ['says that it is busy', lying.answers('take', refusal('busy')), /Too much is going on/],
    ['says that the knock is gone', lying.answers('answer', refusal('gone')), NOBODY_ANSWERS],
    [
      'speaks another version',
      lying.answers('knock', refusal('version-mismatch')),
      /another version/,
    ],
    ['answers a proof with rubbish', lying.acknowledges('answer', { ok: 1 }), STRANGE],
    ['seats Bob with rubbish', lying.acknowledges('take', { ok: true, seat: 7 }), STRANGE],
    ['acknowledges Alice’s OFFER with rubbish, and loses it', offerLost, NOBODY_ANSWERS, 'offer'],
  ];
  for (const [name, attack, sentence, after] of refused) {
    it(`lets nobody in when it ${name}`, async () => {
      const { bob, gateway } = stage;
      const room = await stage.aliceWaits();
      gateway.play(attack);
      await bob.joinRoom(room);
      if (after) {
        await gateway.hears(after);
        await stage.timeGoesBy(alertOf(bob));
      }
      await bobIsRefused(room, sentence);
    });
  }

  it('gets the same sentence for each acknowledgement that is none, and the form keeps what was typed', async () => {
    const { bob, gateway } = stage;
    const room = await stage.aliceWaits();
    await bob.fillIn(room);
    for (const reply of [
      null,
      'yes',
      1e300,
      [],
      {},
      { ok: 'true', k: 'AAAAAAAAAAAAAAAAAAAAAA' },
      { ok: true },
      { ok: true, k: 'short' },
      { ok: true, k: 'AAAAAAAAAAAAAAAAAAAAAA', more: 1 },
      { ok: false },
      { ok: false, error: 'room-full' },
      { ok: false, error: { code: 'made-up' } },
      { ok: false, error: { code: 'too-many-tries', retryAfterS: -1 } },
      { ok: false, error: { code: 'too-many-tries', retryAfterS: 0.5 } },
    ]) {
      gateway.play(lying.answers('knock', reply));
      await bob.press('Join room');
      await gateway.hears('knock');
      expect(await bob.readsRefusal())
        .withContext(JSON.stringify(reply))
        .toMatch(STRANGE);
    }
    await bobIsRefused(room, STRANGE);
  });

  it('cannot talk Alice into a room by an acknowledgement that is none', async () => {
    const { alice, gateway } = stage;
    const room = aRoom();
    await alice.fillIn(room);
    for (const reply of [undefined, { ok: true }, { ok: true, seat: 'x', graceMs: 1 }]) {
      gateway.play(lying.answers('open', reply));
      await alice.press('Create room');
      await gateway.hears('open');
      expect(await alice.readsRefusal()).toMatch(STRANGE);
      expect(await alice.typed()).toEqual(room);
    }
  });

  const harmless: readonly (readonly [name: string, attack: Attack])[] = [
    ['swaps the first two boxes of each direction', tampering.swapsTheFirstTwoBoxes],
    ['loses the first box of each direction', tampering.losesTheFirstBoxes],
    ['says everything twice to Bob', replaying.repeatsWhatBobHears],
    ['knocks at Alice’s door with her own OFFER', replaying.knocksWithAlicesOwnOffer],
    ['refuses a way around to everybody', lying.answers('turn', refusal('busy'))],
  ];
  for (const [name, attack] of harmless) {
    it(`cannot keep them apart when it ${name}`, async () => {
      const { alice, bob, gateway } = stage;
      const room = await stage.aliceWaits();
      gateway.play(attack);
      await bob.joinRoom(room);
      await gateway.hears('relay', 2);
      await stage.timeGoesBy(statusOf(alice, 'Connected'));
      await aliceAndBobTalk();
      expect(gateway.played).withContext('what the attack had a hand in').toBeGreaterThan(0);
    });
  }

  describe('and has kept what was said before', () => {
    const replays: readonly (readonly [
      name: string,
      attack: (old: replaying.OldRun) => Attack,
      sentence: RegExp,
    ])[] = [
      ['hands out an old OFFER', replaying.replaysAnOldOffer, WRONG_PASSWORD],
      ['hands out an old VERDICT', replaying.replaysAnOldVerdict, IMPERSONATION],
      ['lets Bob in by an old OFFER and VERDICT', replaying.replaysAnOldAdmission, IMPERSONATION],
      ['hands Bob the old boxes', replaying.replaysOldBoxes, IMPERSONATION],
    ];
    for (const [name, attack, sentence] of replays) {
      it(`lets nobody in when it ${name}`, async () => {
        const { bob, gateway } = stage;
        const room = await stage.aliceWaits();
        const old = await bobHasBeenThere(room);
        gateway.play(attack(old));
        await bob.joinRoom(room);
        await bobIsRefused(room, sentence);
      });
    }

    it('cannot bring a room back that everybody has left', async () => {
      const { alice, bob, gateway } = stage;
      const room = await stage.aliceWaits();
      const old = await bobHasBeenThere(room);
      await alice.leave();
      gateway.play(replaying.replaysAnOldAdmission(old));
      await bob.joinRoom(room);
      expect(await bob.readsRefusal()).toMatch(IMPERSONATION);
      await expectNeverConnected(bob);
    });

    it('cannot bring Bob back to Alice, although it grants her every resume', async () => {
      const { alice, gateway } = stage;
      const room = await stage.aliceWaits();
      const { admitted } = await bobHasBeenThere(room);
      const boxes = gateway.bodies('relayed').filter(({ from }) => from === admitted.seat);
      expect(boxes.length).toBeGreaterThan(0);
      gateway.turn(lying.grantsEveryResume);
      const before = gateway.holder;
      before.cut();
      await gateway.hears('resume');
      const [again] = [...gateway.lines].filter((line) => line !== before);
      if (!again) throw new Error('a resume comes on a line');
      again.tell('joined', { seat: admitted.seat });
      for (const box of boxes) again.tell('relayed', box);
      again.tell('back', { seat: admitted.seat });
      lying.inventMembers(again);
      await alice.sees('Waiting for others');
      await expectNeverConnected(alice);
      expect((await alice.readsPeople()).length).toBe(1);
    });
  });

  it('lets nobody in when it leads Bob into another room, whether of the same password or not', async () => {
    const { bob, gateway } = stage;
    const carol = await stage.arrive('Carol');
    const room = await stage.aliceWaits();
    for (const password of [room.password, 'another password']) {
      const elsewhere = { ...aRoom(), password };
      await carol.page.goto(gateway.url);
      await carol.createRoom(elsewhere);
      await carol.sees('Waiting for others');
      gateway.play(replaying.leadsTo(elsewhere.number));
      await bob.page.goto(gateway.url);
      await bob.joinRoom(room);
      expect(await bob.readsRefusal()).toMatch(WRONG_PASSWORD);
      await carol.sees('Waiting for others');
      await expectNeverConnected(carol);
    }
    await bobIsRefused(room, WRONG_PASSWORD);
  });

  it('lets nobody in when it crosses two who knock at a time', async () => {
    const { bob, gateway } = stage;
    const carol = await stage.arrive('Carol');
    const room = await stage.aliceWaits();
    gateway.play(replaying.crossesTwoKnocks);
    await Promise.all([bob.joinRoom(room), carol.joinRoom(room)]);
    expect(await carol.readsRefusal()).toMatch(WRONG_PASSWORD);
    await bobIsRefused(room, WRONG_PASSWORD);
    await expectNeverConnected(carol);
  });

  it('shows nobody to Alice whom it has invented', async () => {
    const { alice, gateway } = stage;
    await stage.aliceWaits();
    lying.inventMembers(gateway.holder);
    // The last of all, so that everything before has been taken in: that her own seat is gone.
    gateway.holder.tell('left', { seat: gateway.holder.seat });
    await alice.page.getByText('nobody can enter any more').waitFor();
    await expectNeverConnected(alice);
    expect((await alice.readsPeople()).length).toBe(1);
  });

  it('cannot make a room of two larger, although it says eight and asks Bob to open', async () => {
    const { alice, bob, gateway } = stage;
    gateway.play(lying.letsTheRoomGrow);
    const room = await stage.meet();
    const carol = await stage.arrive('Carol');
    await carol.joinRoom(room);
    expect(await carol.readsRefusal()).toMatch(/room is full/);
    await expectNeverConnected(carol);
    await alice.sees('Connected');
    await bob.sees('Connected');
    await aliceAndBobTalk();
  });

  describe('to two who are connected', () => {
    it('does not part them by saying that everybody has gone, themselves included', async () => {
      const { alice, bob, gateway } = stage;
      await stage.meet();
      const { holder, joiner } = gateway;
      lying.sayThatAllAreGone(holder, [joiner.seat, holder.seat]);
      lying.sayThatAllAreGone(joiner, [holder.seat, joiner.seat]);
      // A member whose own seat is said to have gone says so, and stays connected.
      for (const person of [alice, bob])
        await person.page.getByText('nobody can enter any more').waitFor();
      await aliceAndBobTalk();
    });

    it('does not part them by boxes that do not open', async () => {
      const { gateway } = stage;
      await stage.meet();
      const { holder, joiner } = gateway;
      const [first] = gateway.bodies('relayed');
      if (!first) throw new Error('they have met');
      for (let times = 0; times < 50; times += 1) {
        holder.tell('relayed', { ...first, from: joiner.seat });
        joiner.tell('relayed', { ...first, from: holder.seat });
      }
      await aliceAndBobTalk();
    });

    it('adds nobody by granting every resume and inventing members', async () => {
      const { gateway } = stage;
      await stage.meet();
      gateway.turn(lying.grantsEveryResume);
      const before = [...gateway.lines];
      for (const line of before) line.cut();
      await gateway.hears('resume', 2);
      for (const line of gateway.lines) if (!before.includes(line)) lying.inventMembers(line);
      await aliceAndBobTalk();
    });

    it('does not part or confuse them by a flood of notices', async () => {
      const { gateway } = stage;
      await stage.meet();
      lying.flood(gateway.holder);
      lying.flood(gateway.joiner);
      await aliceAndBobTalk();
    });
  });

  it('does not keep Bob out by a flood of notices at Alice’s', async () => {
    const { bob, gateway } = stage;
    const room = await stage.aliceWaits();
    lying.flood(gateway.holder);
    await bob.joinRoom(room);
    await aliceAndBobTalk();
  });

  describe('and guesses a wrong password', () => {
    it('cannot open to Bob in Alice’s stead', async () => {
      const { bob, gateway } = stage;
      const room = await stage.aliceWaits();
      const holder = new FalseHolder(gateway, await guess({ ...room, password: 'a wrong guess' }));
      gateway.play(() => holder.script);
      await bob.joinRoom(room);
      await bobIsRefused(room, IMPERSONATION);
      expect(await holder.keys).toBeUndefined();
    });

    it('cannot sit down at Alice’s in Bob’s stead', async () => {
      const { alice, gateway } = stage;
      const room = await stage.aliceWaits();
      const joiner = new FalseJoiner(gateway, await guess({ ...room, password: 'a wrong guess' }));
      gateway.play(() => joiner.script);
      joiner.knock();
      expect(await joiner.keys).toBeUndefined();
      expect(gateway.bodies('verdict').map(({ admit }) => admit)).toEqual([false]);
      await alice.sees('Waiting for others');
      await expectNeverConnected(alice);
      expect((await alice.readsPeople()).length).toBe(1);
    });

    it('gets five guesses at once from Alice, and has to wait for the next', async () => {
      const { alice, gateway } = stage;
      const room = await stage.aliceWaits();
      const wrong = await guess({ ...room, password: 'a wrong guess' });
      const guesses = Array.from({ length: 5 + HELD + 2 }, () => new FalseJoiner(gateway, wrong));
      // By the page's own clock: journeys before may have turned it forward.
      const now = Number(await alice.page.evaluate('Date.now()'));
      await alice.page.clock.pauseAt(now + 1_000);
      for (const joiner of guesses.slice(0, 5)) {
        gateway.turn(() => joiner.script);
        joiner.knock();
        expect(await joiner.keys).toBeUndefined();
      }
      gateway.turn(lying.grantsButHides);
      for (const joiner of guesses.slice(5)) joiner.knock();
      // Two too many are sent away, which tells that all have been heard.
      await gateway.hears('verdict', 5 + 2);
      expect(gateway.bodies('offer').length).toBe(5);

      await alice.page.clock.runFor(900);
      expect(gateway.bodies('offer').length).toBe(5);
      await alice.page.clock.runFor(200);
      await gateway.hears('offer', 6);
      await alice.page.clock.resume();
      await alice.page.getByText('5 wrong passwords').first().waitFor();
      await expectNeverConnected(alice);
    });
  });

  describe('and knows the password', () => {
    for (const [name, change, sentence] of [
      ['passes every signal on as it is', between.listens, IMPERSONATION],
      ['names another certificate', between.swapsFingerprints, REFUSED_OR_SILENT],
      ['names two certificates, one after the other', between.namesTwoCertificates, IMPERSONATION],
      ['asks for microphones before anything is proved', between.asksForMedia, IMPERSONATION],
    ] as const) {
      it(`is found out between the two when it ${name}`, async () => {
        const { bob, gateway } = stage;
        const room = await stage.aliceWaits();
        gateway.play(between.sitsBetween(await guess(room), change));
        await bob.joinRoom(room);
        await bobIsRefused(room, sentence);
        expect(gateway.bodies('relay').length).toBeGreaterThan(0);
      });
    }

    it('cannot give both the same safety code when it is a whole person between the two', async () => {
      const { alice, bob, gateway, honest } = stage;
      const another = await GatewayProcess.start();
      const [besideAlice, besideBob] = await Promise.all([
        Person.arrive('Bob', { url: honest.url }),
        Person.arrive('Alice', { url: another.url }),
      ]);
      gateway.route((first) => (first === 'open' ? honest.url : another.url));

      const room = await stage.aliceWaits();
      await besideAlice.joinRoom(room);
      await besideBob.createRoom(room);
      await besideBob.sees('Waiting for others');
      await bob.joinRoom(room);
      // To Alice and Bob everything looks as it should.
      await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
      await Promise.all([alice.seesPerson('Bob'), bob.seesPerson('Alice')]);

      const [toAlice, toBob] = [await readsSafetyCode(alice), await readsSafetyCode(bob)];
      expect(await readsSafetyCode(besideAlice)).toEqual(toAlice);
      expect(await readsSafetyCode(besideBob)).toEqual(toBob);
      expect(toAlice[0]).not.toBe(toBob[0]);
      expect(toAlice.slice(1)).not.toEqual(toBob.slice(1));

      await Promise.all([besideAlice.goesHome(), besideBob.goesHome()]);
      await another.kill();
    });
  });
});

async function expectNeverConnected(...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const shown = await hasShown(person);
    expect(shown.filter((text) => /\bConnected/.test(text)))
      .withContext(`what ${person.name} has seen`)
      .toEqual([]);
  }
}

const forgetShown = ({ page }: Person) => page.evaluate('globalThis.shown.clear()');
