import { Component, computed, inject } from '@angular/core';
import { ActiveRoom } from '../active-room';
import { linkText, memberName, pathText, selfName } from '../person';

/** Who is here, and how the connection to each stands. */
@Component({
  selector: 'wn-people-list',
  template: `
    <ul aria-label="People">
      <li [attr.aria-label]="self()">
        <bdi class="name">{{ self() }}</bdi>
      </li>
      @for (person of others(); track person.id) {
        <li [attr.aria-label]="person.name">
          <bdi class="name">{{ person.name }}</bdi>
          @if (person.path; as path) {
            <span class="path">{{ path }}</span>
          }
          <span class="link">{{ person.link }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: flex;
      flex-direction: column;
      gap: 0.25rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }

    li {
      display: flex;
      align-items: baseline;
      gap: 0.75rem;
      padding: 0.5rem 0.75rem;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container-low);
    }

    .name {
      flex: 1;
      overflow: hidden;
      font-weight: 500;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .link {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class PeopleList {
  readonly #active = inject(ActiveRoom);

  protected readonly self = computed(() => selfName(this.#active.self()));
  protected readonly others = computed(() =>
    this.#active.members().map((member) => ({
      id: member.id,
      name: memberName(member.name),
      path: pathText(member),
      link: linkText(member),
    })),
  );
}
