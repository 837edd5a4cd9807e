/** How somebody looks who is drawn. CSS colours. */
export interface Portrait {
  readonly wall: readonly [light: string, dark: string];
  readonly hair: string;
  readonly skin: string;
  readonly clothes: string;
  /** Whether the hair falls on the shoulders. */
  readonly isLongHaired: boolean;
}

export const PORTRAITS = {
  Alice: {
    wall: ['#f3dcc0', '#c99f7c'],
    hair: '#43291c',
    skin: '#e9b48f',
    clothes: '#1f6f66',
    isLongHaired: true,
  },
  Bob: {
    wall: ['#cfe0e6', '#7f9fb0'],
    hair: '#22262b',
    skin: '#b07a54',
    clothes: '#c8553d',
    isLongHaired: false,
  },
} as const satisfies Readonly<Record<string, Portrait>>;

/** Runs in the page, before all else: its camera shows the portrait, which breathes. Sound stays as it is. */
export function drawnCamera({ wall, hair, skin, clothes, isLongHaired }: Portrait): void {
  const [width, height] = [1280, 720];
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    if (!constraints.video) return ask(constraints);
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('there is nothing to draw on');
    const draw = () => {
      paint(context, performance.now());
      requestAnimationFrame(draw);
    };
    draw();
    const stream = canvas.captureStream(25);
    if (constraints.audio) {
      const { audio } = constraints;
      for (const track of (await ask({ audio })).getTracks()) stream.addTrack(track);
    }
    return stream;
  };

  function paint(on: CanvasRenderingContext2D, now: number): void {
    const light = on.createLinearGradient(0, 0, width, height);
    light.addColorStop(0, wall[0]);
    light.addColorStop(1, wall[1]);
    on.fillStyle = light;
    on.fillRect(0, 0, width, height);
    on.globalAlpha = 0.35;
    on.fillStyle = '#fff'; // a window
    for (const [x, y] of [
      [150, 70],
      [330, 70],
      [150, 290],
      [330, 290],
    ] as const)
      on.fillRect(x, y, 160, 200);
    on.globalAlpha = 1;
    on.translate(0, 5 * Math.sin(now / 900));
    const oval = (colour: string, x: number, y: number, w: number, h: number) => {
      on.fillStyle = colour;
      on.beginPath();
      on.ellipse(x, y, w, h, 0, 0, 2 * Math.PI);
      on.fill();
    };
    if (isLongHaired) oval(hair, 640, 395, 165, 235);
    oval(clothes, 640, 760, 300, 230);
    on.fillStyle = skin;
    on.fillRect(592, 440, 96, 115);
    oval(skin, 640, 555, 62, 34);
    oval(hair, 640, 300, 142, 150);
    oval(skin, 640, 345, 116, 148);
    oval(hair, isLongHaired ? 615 : 640, 226, isLongHaired ? 94 : 122, 60);
    for (const x of [598, 682]) oval(hair, x, 345, 9, 11);
    on.strokeStyle = hair;
    on.lineWidth = 6;
    on.lineCap = 'round';
    on.beginPath();
    on.arc(640, 395, 36, 0.2 * Math.PI, 0.8 * Math.PI);
    on.stroke();
    on.resetTransform();
  }
}
