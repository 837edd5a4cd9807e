import { computed, linkedSignal } from '@angular/core';
import type { SeatId } from '@whispernet/protocol';
import type { Member, Self } from '@whispernet/room';
import type { AllTexts } from '../texts/translation';
import { OWN_TURN, turnsAfter } from './avatar/colours';
import { memberName, memberNames, selfName } from './person';

/** Who is here besides this person, and how everybody is called and coloured on the screen. */
export class Company {
  constructor(
    private readonly self: () => Self | undefined,
    private readonly members: () => readonly Member[],
    private readonly texts: () => AllTexts['people'],
  ) {}

  /** Whether somebody is there who could be sent something now. */
  readonly isThere = computed(() =>
    this.members().some(({ link }) => link.phase === 'connected' || link.phase === 'reconnecting'),
  );
  /** How many seats are taken, one's own too. */
  readonly seats = computed(
    () => 1 + this.members().filter(({ link }) => link.phase !== 'closed').length,
  );
  /** Whether any of the others can be heard or seen. */
  readonly isHeardOrSeen = computed(() =>
    this.members().some(
      ({ microphoneOn, cameraOn, media }) => microphoneOn || cameraOn || media.screen !== undefined,
    ),
  );
  /** How one is called oneself. */
  readonly ownName = computed(() => selfName(this.self(), this.texts()));
  readonly #names = computed(() => memberNames(this.self(), this.members(), this.texts()));
  readonly #turns = linkedSignal<readonly SeatId[], ReadonlyMap<SeatId, number>>({
    source: () => this.members().map(({ id }) => id),
    computation: (here, before) => turnsAfter(before?.value ?? new Map(), here),
  });

  /**
   * How somebody is called: two people of one name are told apart, and who is gone from who is here.
   * `name`: what they called themselves, for those who are gone.
   */
  nameOf(id: SeatId, name: string): string {
    const here = this.#names();
    const known = here.get(id);
    if (known !== undefined) return known;
    const gone = memberName(name, this.texts());
    return [...here.values()].includes(gone) ? this.texts().left(gone) : gone;
  }

  /** How far the colour of the house is turned for somebody who is here, in degrees. */
  turnOf(id: SeatId): number {
    return this.#turns().get(id) ?? OWN_TURN;
  }
}
