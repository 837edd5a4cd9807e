import { duration, number, plural } from './formats';

export const privacy = {
  title: 'What the server knows',
  back: 'Back to the start page',
  summary: [
    'It brings your browsers together. What you say, show, write and send is encrypted from browser to browser: neither this server nor a relay in between can read it.',
    'It sees room numbers and IP addresses, and when; never a name, a message or a file.',
    'It is not told the password, and can try one guess of it each time that you join.',
    'The people in your room see your IP address, unless you hide it behind a relay.',
    'When the last one leaves, nothing of a room is left but the files that people saved.',
  ],
  knows: {
    title: 'What it knows',
    points: [
      'The number of the room, and when somebody opens it, knocks, comes back or leaves.',
      'The IP address of each connection, and which connections are in a room together.',
      'How large the notes are, and when they pass, by which the browsers find each other. They are sealed with keys that the server does not have.',
      'What it lets through, it can also refuse: whoever runs it can keep people out, or say that there is no such room.',
    ],
  },
  doesNotKnow: {
    title: 'What it does not know',
    /** After how many wrong ones the door closes: of a password of one's own, and of a drawn one. */
    password: (own: number, generated: number) =>
      `The password. It stays in your browser, and nothing that leaves the browser lets anybody check guesses later. A stranger who guesses has to knock at the door for each guess, where the people inside count the wrong ones: after ${number(own)}, or ${number(generated)} where the password is five words as "Suggest" draws them, their door closes until one of them opens it.`,
    points: [
      'Your name, what you write, say and show, your files and what they are called.',
      'The rest of an invite link. Browsers keep what stands behind the # to themselves, and this page takes it out of the address bar at once.',
    ],
  },
  othersSee: {
    title: 'What the others in your room see',
    points: [
      'Your name, if you give one, and that you are there.',
      'Your IP address, unless "Hide my IP address" is on: then they get that of a relay, and whoever runs the relay sees yours, when you use it and how much you send, but not what.',
      'Whether your microphone and your camera are on. Both are off until you turn them on.',
      'What you write, show and offer. They can keep and record all of it.',
    ],
    strangers:
      'Somebody who knows no password, but tries numbers, can find out that a number is in use, full or has its door closed; not who is there.',
  },
  browserKeeps: {
    title: 'What this browser keeps',
    all: 'Nothing of a room when you have left, but the files that you saved. A received file may wait in a folder that only this page can read, which is emptied when you leave. Where the page or the browser ends before that, entering the same room again goes on with what is there; entering another one deletes it, and so does opening this page a day later. There is no cookie and no account, and nobody else is asked for anything. Keys, names and messages are in memory only.',
  },
  nobodyPromises: {
    title: 'What nobody can promise',
    points: [
      'A weak password can be guessed at the door within the tries above.',
      'A server that lies can play your room: each time that you press "Join room" it can test one guess of the password. Nobody counts that but the pause of this page, which a reload resets. A suggested password stands it; where one is refused that you know to be right, stop.',
      'Whoever knows the password can come in. Together with whoever runs the server they could even sit unseen between two people, until these compare their safety codes.',
      'That your IP address spoke to the server, and when, cannot be hidden from the server.',
      'Whoever serves this page could serve a bad one. Serve it yourself, or trust who does; what you read here is only as true as the page that shows it.',
      'A page cannot make sure that a browser erases secrets from its memory, nor that its arithmetic always takes the same time.',
      'The way in which two browsers prove that they know the password, CPace, is not a finished standard yet: this program keeps to draft 21.',
    ],
  },
  statement: {
    title: 'What this server says of itself now',
    about:
      'The server’s own words. They cannot be checked from here; what your browser does not send, it cannot know whatever it says.',
    ask: 'Ask again',
    asking: 'Asking…',
    unreachable: 'The server could not be asked. Check your internet connection, then ask again.',
    unreadable:
      'The server gave no answer that this page understands. It may be of another version: reload the page, then ask again.',
    version: (version: string, protocol: number) => `Version ${version}, protocol ${protocol}.`,
    /** Both are rounded down to ten. */
    inUse: (rooms: number, connections: number) =>
      `About ${plural(rooms, { one: '# room', other: '# rooms' })} and ${plural(connections, { one: '# connection', other: '# connections' })}, rounded down to ten.`,
    holds: 'It holds',
    sees: 'It sees and does not keep',
    neverSees: 'It never sees',
    logs: 'It writes down',
    logsNothing: 'Nothing.',
    relay: 'Its relay',
    noRelay: 'None is set up, so nobody can hide an IP address from a room here.',
    hasRelay: 'Members of a room are handed a relay.',
    relayHost: (host: string) => `It is ${host}.`,
    howLong: 'How long at the most',
    howLongValue: (seconds: number) => duration(seconds),
    raw: 'The answer as it came',
  },
};
