import { ApplicationRef, InjectionToken, inject } from '@angular/core';
import type { RoomPlatform } from '@whispernet/room';
import { Socket, type SocketIoConfig } from 'ngx-socket-io';
import { PASSWORD_TRIES } from './password-tries';
import { roomSecret } from './room-secret';
import { SocketSignaling } from './socket-signaling';

/** Separates our rooms from those of other software with the same number and password. */
const REALM = 'whispernet';

/** The gateway is where the page came from. No long-polling: the gateway speaks WebSocket only. */
const SOCKET_CONFIG: SocketIoConfig = {
  url: '',
  options: {
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true, // a new room is a stranger to the gateway: nothing of the last one is reused
    reconnectionDelay: 500, // the gateway keeps a lost seat for a minute; come back well within it
    reconnectionDelayMax: 5_000,
  },
};

/** What a room needs of this browser. */
export const ROOM_PLATFORM = new InjectionToken<RoomPlatform>('RoomPlatform', {
  providedIn: 'root',
  factory: () => {
    const application = inject(ApplicationRef);
    return {
      realm: REALM,
      connect: () => new SocketSignaling(new Socket(SOCKET_CONFIG, application)),
      deriveSecret: (password, room) => roomSecret(password, room, REALM),
      tries: inject(PASSWORD_TRIES),
    };
  },
});
