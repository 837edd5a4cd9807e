import { RoomError } from '@whispernet/room/outside';

/**
 * Fetches what a stay in a room runs on; once it is there, that is what it answers at once. Call it
 * as soon as somebody is about to enter.
 * @throws {RoomError} where the server of this page cannot be reached any more; the next call asks again.
 */
export async function loadEngine(): Promise<typeof import('./engine')> {
  try {
    return await import('./engine');
  } catch (error) {
    // What import() rejects with where the network or the gateway is away.
    if (!(error instanceof TypeError)) throw error;
    throw new RoomError('gateway-unreachable', { cause: error });
  }
}
