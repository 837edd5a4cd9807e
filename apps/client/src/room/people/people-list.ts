import { Component, computed, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { Naming } from '../../texts/naming';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { linkText, pathOf, safetyText } from '../person';
import { SafetyCodeDialog } from '../safety/safety-code-dialog';
import { Goings } from './goings';

const LETTERS = new Intl.Segmenter();

/** Who is here, how the connection to each stands, and whether it is proved that nobody sits between. */
@Component({
  selector: 'wn-people-list',
  imports: [Icon, MatButtonModule, Naming],
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
  protected readonly self = this.#active.ownName;
  protected readonly others = computed(() => {
    const t = this.t();
    const ways = {
      direct: { name: t.direct, hint: t.aboutDirect },
      relayed: { name: t.relayed, hint: t.aboutRelayed },
    };
    return this.#active.members().map((member) => {
      const path = pathOf(member);
      return {
        member,
        name: this.#active.nameOf(member.id, member.name),
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
   * it could sit in the middle. One comparison shows that the room is used as it should be.
   */
  protected readonly proposed = computed(() => {
    const there = this.#active.members().filter(({ link }) => link.phase === 'connected');
    const isSettled = there.some(({ safety: { phase } }) =>
      ['verified', 'disputed'].includes(phase),
    );
    const [it] = there;
    if (this.#active.passwordKind() !== 'own' || isSettled || !it) return undefined;
    return { it, name: this.#active.nameOf(it.id, it.name) };
  });

  protected initialOf(name: string): string {
    const [first] = LETTERS.segment(name);
    return first?.segment.toUpperCase() ?? '';
  }

  protected wasHere(until: number): (name: string) => string {
    return (name) => this.#texts.room().wasHere(name, until);
  }

  protected async compare(member: Member): Promise<void> {
    if (await SafetyCodeDialog.show(this.#dialog, member)) this.leave.emit();
  }
}
