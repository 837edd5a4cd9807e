import { TestBed } from '@angular/core/testing';
import { SeatId, newId } from '@whispernet/protocol';
import { allByRole, byRole, isEnabled, textOf } from '../../by-role';
import { CameraAndMicrophone, Device } from '../../browser/camera-and-microphone';
import { MEDIA_DEVICES } from '../../browser/device-list';
import { call } from '../../texts/en/call';
import { type FakeRoom, bob, insideFakeRoom } from '../fake-room';
import { Stage } from './stage';

describe('Stage', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let stable: () => Promise<unknown>;

  const show = async () => {
    ({ room } = await insideFakeRoom());
    const fixture = TestBed.createComponent(Stage);
    page = fixture.nativeElement as HTMLElement;
    page.style.height = '600px';
    stable = () => fixture.whenStable();
    await stable();
  };
  const press = async (name: string) => {
    byRole(page, 'button', name).click();
    await stable();
  };
  const news = () => textOf(page.querySelector<HTMLElement>('wn-call-notices') ?? page);
  const bobsTile = () => byRole(page, 'group', 'bob');
  const picture = () => {
    const [track] = document.createElement('canvas').captureStream().getVideoTracks();
    if (!track) throw new Error('a canvas has a track');
    return track;
  };

  it('gives the screen back when the room is left', async () => {
    await show();
    const gives = spyOn(document, 'exitFullscreen').and.resolveTo();
    const filling = spyOnProperty(document, 'fullscreenElement').and.returnValue(null);
    TestBed.createComponent(Stage).destroy();
    expect(gives).not.toHaveBeenCalled();
    filling.and.returnValue(document.documentElement);
    TestBed.createComponent(Stage).destroy();
    expect(gives).toHaveBeenCalledTimes(1);
  });

  it('shows everybody as a group of their name', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    const groups = allByRole(byRole(page, 'region', 'Stage'), 'group');
    expect(groups.map((group) => group.ariaLabel)).toEqual(['alice (you)', 'bob']);
  });

  const laidOut = async (width: number, height: number) => {
    Object.assign(page.style, { width: `${width}px`, height: `${height}px` });
    await stable();
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    await stable();
  };
  const tileBoxes = () =>
    allByRole(byRole(page, 'region', 'Stage'), 'group').map((tile) => tile.getBoundingClientRect());

  it('shows the one other large on a phone, and oneself in a corner of that', async () => {
    await show();
    room.members$.next([bob]);
    await laidOut(360, 600);
    const [own, others] = tileBoxes() as [DOMRect, DOMRect]; // two people
    expect(others.width * others.height).toBeGreaterThan(8 * own.width * own.height);
    expect([own.right < others.right, own.bottom < others.bottom]).toEqual([true, true]);
    expect([own.left > others.left, own.top > others.top]).toEqual([true, true]);
  });

  it('shows whole faces in a strip, one’s own last', async () => {
    await show();
    room.members$.next(
      ['bob', 'carol', 'dave'].map((name) => ({ ...bob, id: newId(SeatId), name })),
    );
    await laidOut(360, 96);
    const [own, ...others] = tileBoxes();
    const { top, bottom } = page.getBoundingClientRect();
    for (const face of others) {
      expect([face.top >= top, face.bottom <= bottom]).toEqual([true, true]);
      expect(face.right < (own?.left ?? 0)).toBe(true);
    }
    expect(others.length).toBe(3);
  });

  it('shows two people alike where there is the width for it, and more than two anywhere', async () => {
    await show();
    room.members$.next([bob]);
    await laidOut(900, 600);
    const sizes = () => new Set(tileBoxes().map(({ width, height }) => `${width} × ${height}`));
    expect(sizes().size).toBe(1);
    room.members$.next([bob, { ...bob, id: newId(SeatId), name: 'carol' }]);
    await laidOut(360, 600);
    expect([tileBoxes().length, sizes().size]).toEqual([3, 1]);
  });

  it('shows who has no camera on in a colour of their own, as the list of people does', async () => {
    await show();
    room.members$.next([bob, { ...bob, id: newId(SeatId), name: 'carol' }]);
    await stable();
    const avatars = [...page.querySelectorAll<HTMLElement>('wn-avatar')];
    const turns = avatars.map((avatar) => avatar.style.getPropertyValue('--turn'));
    expect(turns).toEqual(['0', '180', '90']);
  });

  it('says of everybody in the call how it fares with them, camera or not', async () => {
    await show();
    room.members$.next([{ ...bob, microphoneOn: true, quality: 'poor' }]);
    await stable();
    expect(byRole(bobsTile(), 'button', 'Connection with bob: poor')).toBeTruthy();
  });

  it('says who is muted', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    expect(textOf(bobsTile())).toContain('Muted');
    room.members$.next([{ ...bob, microphoneOn: true }]);
    await stable();
    expect(textOf(bobsTile())).not.toContain('Muted');
  });

  it('shows no picture of a camera that its owner has turned off', async () => {
    await show();
    const camera = picture();
    const media = { camera, microphone: undefined };
    room.members$.next([{ ...bob, cameraOn: true, media }]);
    await stable();
    expect(bobsTile().querySelectorAll('video').length).toBe(1);
    room.members$.next([{ ...bob, cameraOn: false, media: { ...media, camera: undefined } }]);
    await stable();
    expect(bobsTile().querySelectorAll('video').length).toBe(0);
    expect(bobsTile().querySelector('wn-avatar')?.textContent.trim()).toBe('B');
  });

  it('shows a screen beside the person who shares it, whole and by their name', async () => {
    await show();
    const media = { camera: picture(), microphone: undefined, screen: picture() };
    room.members$.next([{ ...bob, cameraOn: true, media }]);
    await stable();
    const stage = byRole(page, 'region', 'Stage');
    const screen = stage.querySelector('video[aria-label="Screen of bob"]');
    expect(screen && getComputedStyle(screen).objectFit).toBe('contain');
    expect(bobsTile().contains(screen)).toBe(false);
    expect(allByRole(stage, 'group').length).toBe(2);
    room.members$.next([{ ...bob, cameraOn: true, media: { ...media, screen: undefined } }]);
    await stable();
    expect(stage.querySelector('video[aria-label="Screen of bob"]')).toBeNull();
  });

  for (const [member, words] of [
    [{ link: { phase: 'connecting' } }, 'Connecting'],
    [{ link: { phase: 'reconnecting', path: 'direct' } }, 'Reconnecting'],
    [{ held: { ours: false, theirs: true } }, 'Voice only: the connection is weak'],
  ] as const)
    it(`says '${words}' on the tile of whom it concerns`, async () => {
      await show();
      room.members$.next([{ ...bob, ...member }]);
      await stable();
      expect(textOf(bobsTile())).toContain(words);
    });

  it('says that one’s own picture waits for a better connection', async () => {
    await show();
    room.members$.next([{ ...bob, held: { ours: true, theirs: false } }]);
    await stable();
    expect(news()).toMatch(/The connection to .bob. is weak/);
  });

  it('turns the camera on and off, shows it silently to oneself, and publishes it', async () => {
    await show();
    const { camera } = TestBed.inject(CameraAndMicrophone);
    await camera.turnOn();
    await stable();
    const preview = byRole(page, 'group', 'alice (you)').querySelector('video');
    expect(preview?.muted).toBe(true);
    expect(room.asked.at(-1)).toEqual(['publish', true, false]);
    await press('Turn off camera');
    expect(camera.track).toBeUndefined();
    expect(room.asked.at(-1)).toEqual(['publish', false, false]);
    expect(byRole(page, 'button', 'Turn on camera')).toBeTruthy();
  });

  it('shows one’s own picture as a mirror does, until one does not want that', async () => {
    await show();
    await TestBed.inject(CameraAndMicrophone).camera.turnOn();
    await stable();
    const preview = byRole(page, 'group', 'alice (you)').querySelector('video');
    const isMirrored = () => preview && getComputedStyle(preview).transform.startsWith('matrix(-1');
    expect(isMirrored()).toBe(true);
    await press('Devices');
    const dialog = byRole(document.body, 'dialog', 'Devices');
    dialog.querySelectorAll<HTMLElement>('[role=switch]')[2]?.click();
    await stable();
    expect(isMirrored()).toBe(false);
    byRole(dialog, 'button', 'Close').click();
    await press('Turn off camera');
  });

  it('unmutes and mutes the microphone', async () => {
    await show();
    const { microphone } = TestBed.inject(CameraAndMicrophone);
    expect(byRole(page, 'button', 'Unmute microphone')).toBeTruthy();
    await microphone.turnOn();
    await stable();
    expect(room.asked.at(-1)).toEqual(['publish', false, true]);
    await press('Mute microphone');
    expect(microphone.track).toBeUndefined();
  });

  it('talks while the space bar is held, and only from silence', async () => {
    await show();
    const { microphone } = TestBed.inject(CameraAndMicrophone);
    const key = (type: 'keydown' | 'keyup') => {
      window.dispatchEvent(new KeyboardEvent(type, { key: ' ', code: 'Space', cancelable: true }));
    };
    const phases: string[] = [];
    const follow = microphone.state$.subscribe(({ phase }) => phases.push(phase));
    key('keydown');
    key('keyup');
    expect(phases).toEqual(['off', 'starting', 'off']);
    await microphone.turnOn();
    key('keydown');
    key('keyup');
    expect(microphone.state$.value.phase).toBe('on');
    follow.unsubscribe();
    microphone.turnOff();
  });

  it('shares the screen until the person, or the browser, ends it', async () => {
    const screens: MediaStreamTrack[] = [];
    const mediaDevices = Object.assign(new EventTarget(), {
      enumerateDevices: () => Promise.resolve([]),
      getDisplayMedia: () => {
        screens.push(picture());
        return Promise.resolve(new MediaStream(screens.slice(-1)));
      },
    });
    TestBed.overrideProvider(MEDIA_DEVICES, { useValue: mediaDevices });
    await show();
    await press('Share screen');
    expect(room.asked.at(-1)).toEqual(['publish', false, false, 'screen']);
    expect(news()).toContain('You are sharing your screen.');
    await press('Stop sharing');
    expect(room.asked.at(-1)).toEqual(['publish', false, false]);
    await press('Share screen');
    screens.at(-1)?.dispatchEvent(new Event('ended'));
    await stable();
    expect(byRole(page, 'button', 'Share screen')).toBeTruthy();
    expect(room.asked.at(-1)).toEqual(['publish', false, false]);
  });

  it('offers no screen where the browser cannot share one', async () => {
    TestBed.overrideProvider(MEDIA_DEVICES, { useValue: new EventTarget() });
    await show();
    expect(allByRole(page, 'button', 'Share screen')).toEqual([]);
  });

  it('says why the camera does not start, and goes on', async () => {
    const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    TestBed.overrideProvider(CameraAndMicrophone, {
      useValue: {
        camera: new Device('video', {}, { getUserMedia: refuse }),
        microphone: new Device('audio'),
        turnOff: () => undefined,
      },
    });
    await show();
    await TestBed.inject(CameraAndMicrophone).camera.turnOn();
    await stable();
    expect(textOf(byRole(page, 'alert'))).toBe(call.camera.denied);
    expect(isEnabled(page, 'Turn on camera')).toBe(true);
  });

  it('asks for one tap where the browser lets nobody be heard before', async () => {
    await show();
    const play = spyOn(HTMLMediaElement.prototype, 'play');
    play.and.rejectWith(new DOMException('', 'NotAllowedError'));
    const { stream } = new AudioContext().createMediaStreamDestination();
    const [microphone] = stream.getAudioTracks();
    room.members$.next([{ ...bob, microphoneOn: true, media: { microphone, camera: undefined } }]);
    await stable();
    await stable();
    play.and.resolveTo();
    await press('Tap to hear');
    expect(allByRole(page, 'button', 'Tap to hear')).toEqual([]);
    room.members$.next([]);
    await stable();
  });

  for (const [width, height] of [
    [320, 96],
    [360, 96],
    [320, 200],
    [360, 200],
    [360, 600],
    [1440, 900],
  ] as const)
    it(`keeps tiles and controls in a box of ${width} by ${height}`, async () => {
      await show();
      const screen = picture();
      const media = { camera: undefined, microphone: undefined, screen };
      room.members$.next([
        { ...bob, media },
        { ...bob, id: room.self.id, name: 'carol' },
      ]);
      await laidOut(width, height);
      const box = page.getBoundingClientRect();
      const buttons = [...page.querySelectorAll('wn-call-controls button')];
      expect(buttons.length).toBeGreaterThan(3);
      // In a strip faces may scroll, controls may not.
      for (const element of [...buttons, ...(height > 100 ? [bobsTile()] : [])]) {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        expect([left >= box.left, right <= box.right, top >= box.top, bottom <= box.bottom])
          .withContext(element.textContent)
          .toEqual([true, true, true, true]);
      }
    });
});
