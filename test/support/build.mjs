// The embedded store's worker and the browser files are used as built, in tests as in production.
import { buildIfNeeded } from '../../scripts/build.mjs';

export default buildIfNeeded;
