/** Whether the server itself can be reached now. */
export const canReachServer = (): Promise<boolean> =>
  fetch('/shell', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
