import { setScene } from './scene';

/**
 * Two cameras that are drawn, and a hand that unplugs them: what is unplugged is in no list, opens no
 * more, and ends what it has given. (Chromium's own second fake camera gives no picture.)
 */
const PLUGS = `
  const { mediaDevices } = navigator;
  const CAMERAS = ['desk', 'wall'];
  const unplugged = new Set();
  const given = [];
  const here = () => CAMERAS.filter((id) => !unplugged.has(id));
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  mediaDevices.enumerateDevices = async () => [
    ...(await list()).filter(({ kind }) => kind !== 'videoinput'),
    ...here().map((deviceId) => ({ kind: 'videoinput', deviceId, label: 'Camera on the ' + deviceId })),
  ];
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    if (!wanted.video) return ask(wanted);
    const exact = wanted.video.deviceId?.exact;
    const [deviceId] = here().filter((id) => exact === undefined || id === exact);
    if (!deviceId) throw new DOMException('', exact ? 'OverconstrainedError' : 'NotFoundError');
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = canvas.getContext('2d');
    let turn = 0;
    const draw = () => {
      context.fillStyle = 'hsl(' + (turn += 7) + ' 60% 50%)';
      context.fillRect(0, 0, 640, 360);
    };
    draw();
    const stream = canvas.captureStream(20);
    const [track] = stream.getVideoTracks();
    const drawing = setInterval(() => (track.readyState === 'live' ? draw() : clearInterval(drawing)), 50);
    track.getSettings = () => ({ deviceId });
    Object.defineProperty(track, 'label', { value: 'Camera on the ' + deviceId });
    given.push(track);
    return stream;
  };
  globalThis.unplug = () => {
    const track = given.findLast(({ readyState }) => readyState === 'live');
    unplugged.add(track.getSettings().deviceId);
    track.stop();
    track.dispatchEvent(new Event('ended'));
    mediaDevices.dispatchEvent(new Event('devicechange'));
  };
  globalThis.plugAll = () => {
    unplugged.clear();
    mediaDevices.dispatchEvent(new Event('devicechange'));
  };
`;

describe('A camera', () => {
  const scene = setScene();

  it('is stood in for when it is unplugged, and comes back when it is plugged in', async () => {
    const { alice, bob } = await scene.pair({ initScript: PLUGS });
    const notice = alice.page.getByText(
      /Camera on the desk.? has gone away\. .?Camera on the wall.? takes its place/,
    );
    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');

    await alice.page.evaluate('unplug()');
    await notice.waitFor();
    await bob.seesMoreFramesOf('Alice', await bob.framesOf('Alice'));

    await alice.page.evaluate('plugAll()');
    await notice.waitFor({ state: 'detached' });
    await bob.seesMoreFramesOf('Alice', await bob.framesOf('Alice'));
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('is off, and says why, when the last one is unplugged; the call goes on', async () => {
    const { alice, bob } = await scene.pair({ initScript: PLUGS });
    await alice.press('Unmute microphone');
    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');
    await alice.page.evaluate('unplug()');
    await alice.page.getByText(/takes its place until it is back\./).waitFor();
    await alice.page.evaluate('unplug()');
    const alert = alice.page.getByRole('alert').filter({ hasText: 'The camera has gone away.' });
    await alert.waitFor();
    await bob.seesNoVideoOf('Alice');
    expect(await bob.onStage('Alice').innerText()).not.toContain('Muted');

    await alice.page.evaluate('plugAll()');
    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');
    expect(await alert.count()).toBe(0);
  });

  it('is changed in ‘Devices’ in mid-call', async () => {
    const { alice, bob } = await scene.pair({ initScript: PLUGS });
    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');
    await alice.press('Devices');
    const dialog = alice.page.getByRole('dialog', { name: 'Devices' });
    const cameras = dialog.getByRole('combobox', { name: 'Camera' });
    const names = await cameras.getByRole('option').allInnerTexts();
    expect(names.slice(1).map((name) => name.trim())).toEqual([
      'Camera on the desk',
      'Camera on the wall',
    ]);
    const before = await bob.framesOf('Alice');
    await cameras.selectOption('Camera on the wall');
    await bob.seesMoreFramesOf('Alice', before);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await alice.press('Turn off camera');
    await bob.seesNoVideoOf('Alice');
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });
});
