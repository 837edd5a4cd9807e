import { RoomNumber } from '@whispernet/protocol';
import { filter, firstValueFrom } from 'rxjs';
import * as v from 'valibot';
import { type FakeChannel, FakeGateway, immediately } from './fake-gateway';
import { Rendezvous } from './rendezvous';
import { newResumeSecret } from './resume-secret';
import type { RendezvousState } from './room-session';

const room = v.parse(RoomNumber, '482193067');

describe('Rendezvous', () => {
  let gateway: FakeGateway;
  let channel: FakeChannel;
  let rendezvous: Rendezvous;

  beforeEach(async () => {
    gateway = new FakeGateway();
    channel = gateway.connect();
    const resume = await newResumeSecret();
    const opened = await channel.request('open', { v: 1, room, cap: 2, rc: resume.commitment });
    if (!opened.ok) throw new Error(opened.error.code);
    rendezvous = new Rendezvous(channel, room, opened.seat, resume, immediately);
  });

  const becomes = (state: RendezvousState) =>
    firstValueFrom(rendezvous.state$.pipe(filter((now) => now === state)));
  const resumes = () => gateway.log.filter((line) => line.startsWith('{"name":"resume"'));

  it('is open at first, and closed while the door is locked', async () => {
    expect(rendezvous.state$.value).toBe('open');
    for (const locked of [true, false]) {
      const body = { seat: rendezvous.seat, cap: 2, taken: 1, locked };
      gateway.tell(channel, { name: 'door', body });
      await expectAsync(becomes(locked ? 'closed' : 'open')).toBeResolved();
    }
  });

  it('is away while the connection is lost, and takes its seat again afterwards', async () => {
    channel.lose();
    expect(rendezvous.state$.value).toBe('away');
    channel.restore();
    await expectAsync(becomes('open')).toBeResolved();
  });

  it('shows another secret each time', async () => {
    for (let i = 0; i < 3; i += 1) {
      channel.lose();
      channel.restore();
      await becomes('open');
    }
    const secrets = resumes().map((line) => (JSON.parse(line) as Resume).body.secret);
    expect(new Set(secrets).size).toBe(3);
  });

  it('keeps its seat when the answer to a resume was lost', async () => {
    channel.loseAnswerTo.add('resume');
    channel.lose();
    channel.restore();
    await firstValueFrom(channel.connected$.pipe(filter((connected) => !connected)));
    channel.restore();
    await expectAsync(becomes('open')).toBeResolved();
    expect(resumes().length).toBe(3); // the lost one, the spent secret, the one that fits
  });

  it('asks again when no answer comes although the connection stands', async () => {
    channel.mute.add('resume');
    channel.lose();
    channel.restore();
    await expectAsync(becomes('open')).toBeResolved();
    expect(resumes().length).toBe(3); // the one without an answer, the spent secret, the one that fits
  });

  it('asks again after a while when the gateway is busy', async () => {
    channel.refuseOnce.set('resume', { code: 'busy' });
    channel.lose();
    channel.restore();
    await expectAsync(becomes('open')).toBeResolved();
  });

  it('is gone for good when the gateway knows the seat no more', async () => {
    gateway.rooms.clear();
    channel.lose();
    channel.restore();
    await becomes('gone');
    const body = { seat: rendezvous.seat, cap: 2, taken: 1, locked: false };
    gateway.tell(channel, { name: 'door', body });
    channel.lose();
    expect(rendezvous.state$.value).toBe('gone');
  });

  it('is gone for good when the room has outlived its time', async () => {
    gateway.tell(channel, { name: 'left', body: { seat: rendezvous.seat } });
    await expectAsync(becomes('gone')).toBeResolved();
  });

  it('frees its seat on leaving', async () => {
    await rendezvous.leave();
    expect(gateway.rooms.size).toBe(0);
    expect(channel.connected$.value).toBeFalse();
    expect(rendezvous.state$.value).toBe('gone');
  });

  it('leaves without a word when the gateway cannot be reached', async () => {
    channel.lose();
    await expectAsync(rendezvous.leave()).toBeResolved();
    expect(rendezvous.state$.value).toBe('gone');
  });
});

interface Resume {
  readonly body: { readonly secret: string };
}
