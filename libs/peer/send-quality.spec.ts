import { NO_LIMIT, encodingOf } from './send-quality';

describe('The encoding of a picture', () => {
  it('is left to the browser where it goes to one person', () => {
    expect([encodingOf('camera'), encodingOf('screen')]).toEqual([NO_LIMIT, NO_LIMIT]);
  });

  it('is smaller the more people it goes to, a screen’s only slower', () => {
    const scales = [1, 2, 3, 4, 7].map(
      (audience) => encodingOf('camera', 'auto', audience).scaleResolutionDownBy,
    );
    expect(scales).toEqual([1, 1.5, 1.5, 2, 2]);
    expect(encodingOf('screen', 'auto', 7)).toEqual(
      jasmine.objectContaining({ scaleResolutionDownBy: 1, maxFramerate: 15 }),
    );
  });

  it('is what somebody has chosen, however many there are', () => {
    for (const quality of ['low', 'high'] as const)
      expect(encodingOf('camera', quality, 7)).toEqual(encodingOf('camera', quality));
  });

  it('of low quality keeps every letter of a screen', () => {
    expect(encodingOf('screen', 'low').scaleResolutionDownBy).toBe(1);
  });
});
