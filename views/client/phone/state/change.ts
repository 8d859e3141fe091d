/** An attempt after one change; what the page holds and what is stored go through here alike. Pure. */
import { changed, type LocalAttempt, submitted } from '../model/attempt';
import type { AttemptChange } from './events';

/** @returns the attempt itself where nothing changes: a submitted one is final */
export function changedBy(attempt: LocalAttempt, change: AttemptChange): LocalAttempt {
  switch (change.kind) {
    case 'tap': {
      const { item, answer, isUnclear } = change;
      const { answers, unclear } = attempt;
      const others = unclear.filter((one) => one !== item);
      return changed(attempt, {
        answers: answer === undefined ? answers : { ...answers, [item]: answer },
        unclear: isUnclear ? [...others, item].sort() : others,
      });
    }
    case 'spendTime': {
      const { page, spentMs } = change;
      const { timings } = attempt;
      return changed(attempt, { timings: { ...timings, [page]: (timings[page] ?? 0) + spentMs } });
    }
    case 'describe':
      return changed(attempt, { profile: change.profile });
    case 'switchLanguage':
      return changed(attempt, { language: change.language });
    case 'sayWhosePhone':
      return { ...attempt, isSharedPhone: change.isSharedPhone };
    case 'submit':
      return submitted(attempt, change);
  }
}
