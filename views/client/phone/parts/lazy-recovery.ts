/** What only a phone needs whose browser has lost what it kept. */
export const recovery = () => import('./recovery');
