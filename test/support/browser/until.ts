/** Asks again and again until there is an answer; what never comes ends with the test's own time. */
export async function until<T>(
  ask: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined | '' | 0>> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, false | null | undefined | '' | 0>;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
