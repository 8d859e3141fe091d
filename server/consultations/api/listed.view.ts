/** What the holder of a code gets as JSON; the pages are drawn from the same shapes. */
import { answerOf } from '../../screening/api/attempts/attempt.view';
import type { Attempt } from '../../screening/attempt.types';
import type { CaseForStudent } from '../case/case.types';

/** One attempt in the list of a code, without its answers. A list does not open letters: their texts come apart. */
export function listedView({
  attempt,
  consultation,
}: {
  attempt: Attempt;
  consultation: CaseForStudent | null;
}) {
  return {
    id: attempt.id,
    questionnaire: attempt.questionnaire,
    language: attempt.language,
    profile: attempt.profile,
    isTryOut: attempt.isTryOut,
    startedAt: attempt.startedAt,
    submittedAt: attempt.submittedAt,
    ...answerOf(attempt),
    consultation: consultation && withoutTexts(consultation),
  };
}

function withoutTexts({ published, replies, messages: _messages, ...rest }: CaseForStudent) {
  if (!published) return { ...rest, published, replies: replies.length };
  const { text: _text, ...letter } = published;
  return { ...rest, published: letter, replies: replies.length };
}
