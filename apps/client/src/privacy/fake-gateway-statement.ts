import type { PrivacyStatement } from '@whispernet/protocol';

/** What a gateway with or without a relay says of itself. */
export const aStatement = (own: Partial<PrivacyStatement> = {}): PrivacyStatement => ({
  version: '1.2.3',
  protocol: 1,
  rooms: 20,
  sockets: 40,
  holds: ['Held: the numbers of open rooms.'],
  sees: ['Seen: the address of each connection.'],
  neverSees: ['Never seen: the password.'],
  logs: ['Logged: how many rooms are open.'],
  keepsSeconds: { lostSeat: 60 },
  relay: 'none',
  relayHosts: [],
  ...own,
});

/** A gateway that answers each question with what `reply` has become by then; an Error is no answer. */
export class FakeFetch {
  readonly asked: string[] = [];

  constructor(public reply: unknown = aStatement()) {}

  readonly fetch = (url: string): Promise<Response> => {
    this.asked.push(url);
    if (this.reply instanceof Error) return Promise.reject(this.reply);
    if (this.reply instanceof Response) return Promise.resolve(this.reply.clone());
    return Promise.resolve(new Response(JSON.stringify(this.reply)));
  };
}
