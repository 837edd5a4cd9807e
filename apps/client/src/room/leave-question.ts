import type { AllTexts } from '../texts/translation';
import type { Asking } from './question';

/** What a person would lose by leaving. */
export interface AtStake {
  readonly running: number;
  readonly unsaved: number;
  readonly isCallOn: boolean;
  readonly isAlone: boolean;
}

/** The question before all of it is lost. */
export function leaveQuestion(
  { running, unsaved, isCallOn, isAlone }: AtStake,
  t: AllTexts['leave'],
): Asking {
  const losses = [
    running > 0 ? t.running(running) : '',
    unsaved > 0 ? t.unsaved(unsaved) : '',
    isCallOn ? t.callEnds : '',
    isAlone ? t.roomEnds : t.wordsGo,
  ];
  return {
    title: t.title,
    sentence: losses.filter((loss) => loss !== '').join(' '),
    no: t.stay,
    yes: t.leaveAnyway,
  };
}
