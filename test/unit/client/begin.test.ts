import { reduce } from '../../../views/client/phone/state/reduce';
import { type PhoneState, stateFrom } from '../../../views/client/phone/state/state';
import { definition } from '../core/support';

const hash = 'a'.repeat(16);
const questionnaire = 'self-diagnosis/v1';

/** What comes of it where somebody begins. */
function begin(session: PhoneState['session']) {
  const given = { place: { name: 'start' as const }, session, attempt: null, campaign: null, questionnaire };
  const state = stateFrom({ ...given, isMine: false });
  return reduce(state, { kind: 'begin', campaign: undefined, questionnaire }, { hash, definition });
}

it.each([
  { where: 'a shared phone', isSharedPhone: true, isGuest: undefined },
  {
    where: 'somebody’s own phone, as a guest until it is said whose it is',
    isSharedPhone: false,
    isGuest: true,
  },
])(
  'who begins on $where, does so in a tab that knows nothing of what the last one opened by a code',
  ({ isSharedPhone, isGuest }) => {
    const outcome = begin({ attemptId: '1', code: 'code', isSharedPhone, assent: true });
    expect(outcome?.effects).toContainEqual({ kind: 'holdInTab', attemptId: null });
    expect(outcome?.state.session).toEqual({ questionnaire, isGuest });
  },
);
