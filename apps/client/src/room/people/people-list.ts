import { Component, computed, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { ActiveRoom } from '../active-room';
import { linkText, pathHint, pathText, safetyText, selfName } from '../person';
import { SafetyCodeDialog } from '../safety/safety-code-dialog';

/** Who is here, how the connection to each stands, and whether it is proved that nobody sits between. */
@Component({
  selector: 'wn-people-list',
  imports: [Icon, MatButtonModule],
  templateUrl: './people-list.html',
  styleUrl: './people-list.scss',
})
export class PeopleList {
  /** The person wants to leave the room, having seen that a safety code differs. */
  readonly leave = output();

  readonly #active = inject(ActiveRoom);
  readonly #dialog = inject(MatDialog);

  protected readonly self = computed(() => selfName(this.#active.self()));
  protected readonly others = computed(() =>
    this.#active.members().map((member) => ({
      member,
      name: this.#active.nameOf(member.id, member.name),
      nameId: `wn-name-${member.id}`,
      path: pathText(member),
      pathHint: pathHint(member),
      link: linkText(member),
      safety: safetyText(member),
      isVerified: member.safety.phase === 'verified',
      isDisputed: member.safety.phase === 'disputed',
    })),
  );
  /**
   * With whom to compare the safety code first: an own password may be guessed, and who has guessed
   * it could sit in the middle. One comparison shows that the room is used as it should be.
   */
  protected readonly proposed = computed(() => {
    const there = this.#active.members().filter(({ link }) => link.phase === 'connected');
    const isSettled = there.some(({ safety: { phase } }) =>
      ['verified', 'disputed'].includes(phase),
    );
    return this.#active.passwordKind() === 'own' && !isSettled ? there[0] : undefined;
  });
  protected readonly proposedName = computed(() => {
    const member = this.proposed();
    return member && this.#active.nameOf(member.id, member.name);
  });

  protected async compare(member: Member): Promise<void> {
    if (await SafetyCodeDialog.show(this.#dialog, member)) this.leave.emit();
  }
}
