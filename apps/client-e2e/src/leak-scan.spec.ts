import { findLeaks } from './leak-scan';

/** Has spaces, a quote, letters beyond ASCII, and bits that both base64 alphabets spell differently. */
const SECRET = 'corréct "horse" ÿ~?>battery';

const around = (leak: Uint8Array | string) =>
  Buffer.concat([Buffer.from('42["knock",{"blob":"'), Buffer.from(leak), Buffer.from('"}]')]);
const forms = (haystack: Uint8Array, secret: string | Uint8Array = SECRET) =>
  findLeaks(haystack, secret).map(({ form }) => form);

describe('findLeaks', () => {
  it('finds nothing where nothing is', () => {
    expect(forms(around('quite another sentence'))).toEqual([]);
    expect(forms(new Uint8Array())).toEqual([]);
  });

  it('finds the secret as it is, and says where', () => {
    expect(findLeaks(Buffer.from(`abc${SECRET}`), SECRET)).toContain({ form: 'raw', at: 3 });
  });

  it('finds a secret that is bytes', () => {
    const key = Uint8Array.from([0, 255, 254, 128, 7, 9, 200, 31]);
    expect(forms(around(key), key)).toEqual(['raw']);
  });

  for (const alignment of [0, 1, 2]) {
    for (const alphabet of ['base64', 'base64url'] as const) {
      it(`finds it in ${alphabet} at alignment ${alignment}, whatever stands before and after`, () => {
        for (const groups of [0, 1, 7]) {
          const before = Buffer.alloc(groups * 3 + alignment, 'before');
          const blob = Buffer.concat([before, Buffer.from(SECRET), Buffer.from('tail')]);
          expect(forms(around(blob.toString(alphabet)))).toEqual([
            `${alphabet} at alignment ${alignment}`,
          ]);
        }
      });
    }
  }

  it('tells the two base64 alphabets apart', () => {
    expect(forms(around(Buffer.from(SECRET).toString('base64url')))).toEqual([
      'base64url at alignment 0',
    ]);
  });

  it('finds it in hexadecimal of either case', () => {
    const hex = Buffer.from(SECRET).toString('hex');
    expect(forms(around(hex))).toEqual(['hex']);
    expect(forms(around(hex.toUpperCase()))).toEqual(['hex']);
  });

  it('finds it URL-encoded', () => {
    expect(forms(around(encodeURIComponent(SECRET)))).toEqual(['URL-encoded']);
  });

  it('finds it encoded as a form does', () => {
    expect(forms(around(encodeURIComponent(SECRET).replaceAll('%20', '+')))).toEqual([
      'form-encoded',
    ]);
  });

  it('finds it with every byte percent-encoded', () => {
    const encoded = Buffer.from(SECRET).toString('hex').replace(/../g, '%$&');
    expect(forms(around(encoded))).toEqual(['percent-encoded bytes']);
  });

  it('finds it escaped as JSON does', () => {
    expect(forms(around(JSON.stringify(SECRET)))).toEqual(['JSON-escaped']);
  });

  it('finds it in UTF-16 of either byte order', () => {
    const little = Buffer.from(SECRET, 'utf16le');
    expect(forms(around(little))).toEqual(['UTF-16']);
    expect(forms(around(Buffer.from(little).swap16()))).toEqual(['UTF-16, big-endian']);
  });

  it('refuses a secret so short that chance would find it', () => {
    expect(() => findLeaks(Buffer.from('anything'), '12345')).toThrowError(/6 bytes or more/);
  });
});
