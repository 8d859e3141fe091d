/** For somebody who has answered before, in one file that comes in the background. */
export { comparisonView } from '../../../../server/core/pages/result/comparison.view';
