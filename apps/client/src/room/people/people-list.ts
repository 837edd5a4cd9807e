import { Component, computed, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { Naming } from '../../texts/naming';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { initialsOf } from '../avatar/avatar';
import { OWN_TURN } from '../avatar/colours';
import { Quality } from '../call/quality';
import { Speaking } from '../call/speaking';
import { linkText, pathOf, safetyText } from '../person';
import { SafetyCodeDialog } from '../safety/safety-code-dialog';
import { Goings } from './goings';

/** Who is here, how the connection to each stands, and whether it is proved that nobody sits between. */
@Component({
  selector: 'wn-people-list',
  imports: [Icon, MatButtonModule, Naming, Quality],
  templateUrl: './people-list.html',
  styleUrl: './people-list.scss',
})
export class PeopleList {
  /** The person wants to leave the room, having seen that a safety code differs. */
  readonly leave = output();

  readonly #active = inject(ActiveRoom);
  readonly #dialog = inject(MatDialog);
  readonly #texts = inject(Texts);
  protected readonly goings = inject(Goings);

  protected readonly t = this.#texts.people;
  readonly #speaking = inject(Speaking);
  protected readonly self = computed(() => ({
    name: this.#active.ownName(),
    ...this.#faceOf(this.#active.self()?.id, this.#active.ownName()),
    turn: OWN_TURN,
  }));
  protected readonly others = computed(() => {
    const t = this.t();
    const ways = {
      direct: { name: t.direct, hint: t.aboutDirect },
      relayed: { name: t.relayed, hint: t.aboutRelayed },
    };
    return this.#active.members().map((member) => {
      const path = pathOf(member);
      const name = this.#active.nameOf(member.id, member.name);
      return {
        member,
        name,
        ...this.#faceOf(member.id, name),
        turn: this.#active.turnOf(member.id),
        nameId: `wn-name-${member.id}`,
        way: path && ways[path],
        link: linkText(member, t),
        safety: safetyText(member, t),
        isVerified: member.safety.phase === 'verified',
        isDisputed: member.safety.phase === 'disputed',
        // Outside of a call everybody is: then it says nothing.
        isMuted: this.#active.isCallOn() && !member.microphoneOn,
      };
    });
  });
  /**
   * With whom to compare the safety code first: an own password may be guessed, and who has guessed
   * it could sit in the middle. One comparison shows that the room is used as it should be. Before
   * all, whoever has compared already and would wait in vain.
   */
  protected readonly proposed = computed(() => {
    const t = this.t();
    const there = this.#active.members().filter(({ link }) => link.phase === 'connected');
    const awaiting = there.find(({ safety }) => safety.phase === 'confirmed-there');
    if (awaiting) {
      const name = this.#active.nameOf(awaiting.id, awaiting.name);
      return { it: awaiting, name, words: t.awaited };
    }
    const isSettled = there.some(({ safety: { phase } }) =>
      ['verified', 'disputed'].includes(phase),
    );
    const [it] = there;
    if (this.#active.passwordKind() !== 'own' || isSettled || !it) return undefined;
    return { it, name: this.#active.nameOf(it.id, it.name), words: t.proposal };
  });

  /** As on the stage. */
  #faceOf(id: Member['id'] | undefined, name: string) {
    return {
      initials: initialsOf(name),
      speaks: id !== undefined && this.#speaking.now().has(id),
    };
  }

  protected wasHere(until: number): (name: string) => string {
    return (name) => this.#texts.room().wasHere(name, until);
  }

  protected async compare(member: Member): Promise<void> {
    if (await SafetyCodeDialog.show(this.#dialog, member)) this.leave.emit();
  }
}
