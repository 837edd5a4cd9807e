import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { MOST_WRONG_PASSWORDS } from '@whispernet/room';
import type { PrivacyStatement } from '@whispernet/protocol';
import { arriveAt } from '../arrive-at';
import { readableNumber } from '../readable-number';
import { GatewayStatement } from './gateway-statement';
import { readableDuration } from './readable-duration';

/** What the server knows, what the others in a room see, and what nobody can promise. */
@Component({
  selector: 'wn-privacy-page',
  imports: [MatButtonModule, RouterLink],
  templateUrl: './privacy-page.html',
  styleUrl: './privacy-page.scss',
})
export class PrivacyPage {
  protected readonly gateway = inject(GatewayStatement);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly tries = {
    own: readableNumber(MOST_WRONG_PASSWORDS.own),
    generated: readableNumber(MOST_WRONG_PASSWORDS.generated),
  };
  protected readonly sections = computed(() => {
    const answer = this.gateway.answer();
    return answer.outcome === 'answered' ? sectionsOf(answer.statement) : [];
  });
  protected readonly kept = computed(() => {
    const answer = this.gateway.answer();
    if (answer.outcome !== 'answered') return [];
    return Object.entries(answer.statement.keepsSeconds).map(([what, seconds]) => ({
      what,
      long: readableDuration(seconds),
    }));
  });

  constructor() {
    void this.gateway.ask();
    arriveAt(this.heading);
  }
}

interface Section {
  readonly title: string;
  readonly sentences: readonly string[];
}

function sectionsOf(statement: PrivacyStatement): readonly Section[] {
  const { holds, sees, neverSees, logs, relay, relayHosts } = statement;
  const sections = [
    { title: 'It holds', sentences: holds },
    { title: 'It sees and does not keep', sentences: sees },
    { title: 'It never sees', sentences: neverSees },
    { title: 'It writes down', sentences: logs.length === 0 ? ['Nothing.'] : logs },
    {
      title: 'Its relay',
      sentences:
        relay === 'none'
          ? ['None is set up, so nobody can hide an IP address from a room here.']
          : [
              'Members of a room are handed a relay.',
              ...relayHosts.map((host) => `It is ${host}.`),
            ],
    },
  ];
  return sections.filter(({ sentences }) => sentences.length > 0);
}
