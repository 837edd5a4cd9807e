import * as v from 'valibot';

/** RFC 7065: turn:host:port?transport=…, the host a name, an IPv4 address, or IPv6 in brackets. */
const TURN_URL =
  /^turns?:(?<host>\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/i;
/** As many as a browser is told of at the most; it asks all of them. */
const MAX_URLS = 8;

/** Addresses of relays, parted by commas. */
export const TurnUrls = v.pipe(
  v.string(),
  v.transform((list) => list.split(',').flatMap((url) => url.trim() || [])),
  v.array(v.pipe(v.string(), v.regex(TURN_URL, 'not turn:host:port or turns:host:port'))),
  v.maxLength(MAX_URLS, `more than ${MAX_URLS} relays`),
);

/** The relay's host, as a person would name it. */
export const hostOf = (url: string): string => TURN_URL.exec(url)?.groups?.['host'] ?? url;
