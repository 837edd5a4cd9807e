import { missingSupport } from './browser-support';

describe('missingSupport', () => {
  it('is nothing in this browser', () => {
    expect(missingSupport(window)).toBeUndefined();
  });

  it('names a page that is not secure, before what it lacks for that reason', () => {
    expect(missingSupport({ isSecureContext: false })).toBe('not-secure');
  });

  it('names missing WebRTC', () => {
    expect(missingSupport({ isSecureContext: true })).toBe('no-webrtc');
  });
});
