import { type FakeCertificate, drawCertificate } from './fake-certificate';
import { FakePeerConnection } from './fake-peer-connection';

/**
 * Where fake connections find each other: two that hold each other's descriptions and at least one
 * candidate are joined. It is also the `WebRtc` that a link can be given.
 */
export class FakeNetwork {
  /** All that were ever made, in order. */
  readonly connections: FakePeerConnection[] = [];
  /** Whether packets get through. */
  #reachable = true;
  readonly #deadPaths = new Set<string>();
  readonly #stranded = new Set<FakePeerConnection>();

  readonly createConnection = (configuration: RTCConfiguration): RTCPeerConnection => {
    const connection = new FakePeerConnection(configuration, this);
    this.connections.push(connection);
    // It covers of the browser's interface what our libraries use.
    return connection as unknown as RTCPeerConnection;
  };

  readonly generateCertificate = async (): Promise<RTCCertificate> =>
    (await drawCertificate()) as unknown as RTCCertificate;

  /** Packets get lost from now on: connections notice it, channels hold what they are given. */
  interrupt(): void {
    this.#reachable = false;
    for (const connection of this.connections) connection.lose();
  }

  /** Packets get through again, on the paths that were there before, too. */
  mend(): void {
    this.#reachable = true;
    for (const connection of this.connections) this.tryToJoin(connection);
  }

  /**
   * The paths that were found are gone for good, as after a change of network: only an ICE restart
   * helps. Those who were looking for them already have failed.
   */
  breakPaths(): void {
    for (const connection of this.connections) {
      if (!connection.joined) continue;
      this.#deadPaths.add(connection.path);
      if (connection.connectionState === 'disconnected') connection.fail();
      else connection.lose();
    }
  }

  /**
   * No connection that is there now finds a path again, not even by an ICE restart: only a new one
   * does. Nobody notices it yet; `lose` of a connection is how one does.
   */
  strand(): void {
    for (const connection of this.connections) {
      this.#stranded.add(connection);
      connection.hold();
    }
  }

  /** Joins a connection with its peer if all that it takes is there. */
  tryToJoin(connection: FakePeerConnection): void {
    const peer = this.connections.find((each) => each.isPeerOf(connection));
    if (peer?.isPeerOf(connection) !== true || !connection.isPeerOf(peer)) return;
    if (this.#stranded.has(connection) || this.#stranded.has(peer)) return;
    const candidates = connection.candidates + peer.candidates;
    if (!this.#reachable || candidates === 0 || this.#deadPaths.has(connection.path)) return;
    const trusted = connection.expects(peer) && peer.expects(connection);
    connection.join(peer, trusted);
    peer.join(connection, trusted);
  }
}

/** Puts fake connections in the browser's place; returns what puts things back. */
export function installFakeWebRtc(network = new FakeNetwork()): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'RTCPeerConnection');
  const value = function (configuration: RTCConfiguration) {
    return network.createConnection(configuration);
  };
  Object.assign(value, { generateCertificate: network.generateCertificate });
  Object.defineProperty(globalThis, 'RTCPeerConnection', { value, configurable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    else Object.defineProperty(globalThis, 'RTCPeerConnection', before);
  };
}

export type { FakeCertificate };
