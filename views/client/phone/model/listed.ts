/** An attempt as the list behind a code shows it. */
import type { Result } from '../../../../server/core/definition/types';
import type { ListedAttempt } from '../../../../server/core/pages/my.view';

export type Listed = ListedAttempt & { id: string; questionnaire: string; result?: Result };
