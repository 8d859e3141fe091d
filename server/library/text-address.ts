/**
 * How a text is named in an address and in the audit: by its id in the first questionnaire, in any other one with the
 * questionnaire before it, as `evening-rest.v1.rest-high`. No id has a dot.
 */
interface TextPlace {
  /** `<id>/<version>`. */
  questionnaire: string;
  id: string;
}

/** @param questionnaires those whose texts can be found */
export function textAddresses([first = '', ...others]: readonly string[]) {
  return {
    addressOf: ({ questionnaire, id }: TextPlace): string =>
      questionnaire === first ? id : `${questionnaire.replace('/', '.')}.${id}`,

    /** null for what cannot be one. */
    placeOf(address: string): TextPlace | null {
      const [id = '', version, text] = address.split('.');
      if (version === undefined) return { questionnaire: first, id };
      const questionnaire = `${id}/${version}`;
      return text !== undefined && others.includes(questionnaire) ? { questionnaire, id: text } : null;
    },
  };
}
