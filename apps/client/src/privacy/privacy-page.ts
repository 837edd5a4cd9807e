import '../texts/en/whole';
import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { MOST_WRONG_PASSWORDS } from '@whispernet/room/outside';
import type { PrivacyStatement } from '@whispernet/protocol';
import { arriveAt } from '../arrive-at';
import { Icon } from '../icon';
import { Texts } from '../texts/texts';
import { LanguageButton } from '../theme/language-button';
import { ThemeButton } from '../theme/theme-button';
import type { AllTexts } from '../texts/translation';
import { GatewayStatement } from './gateway-statement';

/** What the server knows, what the others in a room see, and what nobody can promise. */
@Component({
  selector: 'wn-privacy-page',
  imports: [Icon, LanguageButton, MatButtonModule, RouterLink, ThemeButton],
  templateUrl: './privacy-page.html',
  styleUrl: './privacy-page.scss',
})
export class PrivacyPage {
  protected readonly t = inject(Texts).privacy;
  protected readonly gateway = inject(GatewayStatement);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly most = MOST_WRONG_PASSWORDS;
  protected readonly sections = computed(() => {
    const answer = this.gateway.answer();
    return answer.outcome === 'answered'
      ? sectionsOf(answer.statement, this.t().statement).filter(
          ({ own, quoted }) => own.length + quoted.length > 0,
        )
      : [];
  });
  protected readonly kept = computed(() => {
    const answer = this.gateway.answer();
    if (answer.outcome !== 'answered') return [];
    return Object.entries(answer.statement.keepsSeconds).map(([what, seconds]) => ({
      what,
      seconds,
    }));
  });

  constructor() {
    void this.gateway.ask();
    arriveAt(this.heading);
  }
}

interface Section {
  readonly title: string;
  /** What this page says, in the language that is read. */
  readonly own: readonly string[];
  /** What the server says, in its own words. */
  readonly quoted: readonly string[];
}

function sectionsOf(
  { holds, sees, neverSees, logs, relay, relayHosts }: PrivacyStatement,
  texts: AllTexts['privacy']['statement'],
): readonly Section[] {
  return [
    { title: texts.holds, own: [], quoted: holds },
    { title: texts.sees, own: [], quoted: sees },
    { title: texts.neverSees, own: [], quoted: neverSees },
    { title: texts.logs, own: logs.length === 0 ? [texts.logsNothing] : [], quoted: logs },
    {
      title: texts.relay,
      own:
        relay === 'none' ? [texts.noRelay] : [texts.hasRelay, ...relayHosts.map(texts.relayHost)],
      quoted: [],
    },
  ];
}
