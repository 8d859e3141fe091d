/** The form of a reference: flat fields of the page become a plan. */
import { z } from 'zod';
import { isRegion } from '../core/attempt/regions';
import { defined } from '../core/defined';
import type { Offer } from '../core/definition/offer';
import { inEachLanguage, type Language, languages } from '../core/text/languages';
import { withoutControlCharacters } from '../shared/control-characters';
import { type ByLanguage, type ComputedIndicator, computedIndicators, type ReferencePlan } from './reference';

/** Rows of typed indicators on the form; those left empty are not part of the plan. */
export const typedRows = 6;

const longestName = 200;
const longestText = 600;
const largest = 10_000_000;

const text = (longest: number) =>
  z.string().overwrite(withoutControlCharacters).trim().max(longest).default('');
const name = z
  .string('shared:errors.required')
  .overwrite(withoutControlCharacters)
  .trim()
  .min(1, 'shared:errors.required')
  .max(longestName);
const day = z.iso.date('reports:errors.day');
const whole = z
  .string()
  .trim()
  .regex(/^\d{0,8}$/, 'shared:errors.wholeNumber')
  .default('')
  .transform((typed) => (typed === '' ? null : Number(typed)))
  .refine((value) => value === null || value <= largest, 'shared:errors.invalid');
/** One ticked box arrives as a text, several as a list, none not at all. */
const ticked = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .default([])
  .transform((all) => [...new Set(all)]);

const slug = /^[0-9a-z]{1,20}$/;

/** `projectKk`: a text that is asked in each language. */
export const fieldIn = (field: string, language: Language): string =>
  `${field}${language.charAt(0).toUpperCase()}${language.slice(1)}`;

const inLanguages = (field: string): string[] => languages.map((language) => fieldIn(field, language));

const fields: Record<string, z.ZodType> = {};
for (const field of [...inLanguages('project'), ...inLanguages('organisation')]) fields[field] = name;
for (const indicator of computedIndicators) {
  fields[`${indicator}Plan`] = whole;
  for (const field of inLanguages(`${indicator}Why`)) fields[field] = text(longestText);
}
for (let row = 1; row <= typedRows; row += 1) {
  for (const field of inLanguages(`typed${row}Name`)) fields[field] = text(longestName);
  fields[`typed${row}Plan`] = whole;
  fields[`typed${row}Fact`] = whole;
  for (const part of [...inLanguages('Source'), ...inLanguages('Why')])
    fields[`typed${row}${part}`] = text(longestText);
}

type Flat = Record<string, string | number | null | string[]>;

/** @param offers what a reference can be of; the first one where the form does not ask */
export const referenceForm = (offers: readonly Offer[]) =>
  z
    .object({
      questionnaire: z
        .enum(
          offers.map(({ name }) => name),
          'shared:errors.chooseOne',
        )
        .default(defined(offers[0], 'a questionnaire').name),
      from: day,
      to: day,
      campaigns: ticked.refine((slugs) => slugs.every((one) => slug.test(one)), 'shared:errors.invalid'),
      regions: ticked.refine((katos) => katos.every(isRegion), 'shared:errors.invalid'),
      ...fields,
    })
    .superRefine((plan, context) => {
      const flat = plan as unknown as Flat;
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (plan.from > plan.to) wrong('to', 'reports:errors.endsBeforeStart');
      if (Number(flat.satisfactionPlan ?? 0) > 100) wrong('satisfactionPlan', 'reports:errors.percent');
      for (const row of usedRows(flat)) {
        for (const part of [...inLanguages('Name'), 'Plan', 'Fact', ...inLanguages('Source')]) {
          const value = flat[`typed${row}${part}`];
          if (value === '' || value === null) wrong(`typed${row}${part}`, 'shared:errors.required');
        }
        const [planned, fact] = [flat[`typed${row}Plan`], flat[`typed${row}Fact`]] as [
          number | null,
          number | null,
        ];
        if (planned === null || fact === null || fact >= planned) continue;
        for (const part of inLanguages('Why'))
          if (flat[`typed${row}${part}`] === '') wrong(`typed${row}${part}`, 'reports:errors.justification');
      }
    })
    .transform((plan): ReferencePlan => {
      const flat = plan as unknown as Flat;
      const typedIn = (field: string): ByLanguage =>
        inEachLanguage((language) => String(flat[fieldIn(field, language)]));
      return {
        project: typedIn('project'),
        organisation: typedIn('organisation'),
        questionnaire: plan.questionnaire,
        from: plan.from,
        to: plan.to,
        campaigns: plan.campaigns,
        regions: plan.regions,
        computed: computedIndicators
          .filter((indicator) => flat[`${indicator}Plan`] !== null)
          .map((indicator: ComputedIndicator) => ({
            indicator,
            plan: flat[`${indicator}Plan`] as number,
            justification: typedIn(`${indicator}Why`),
          })),
        typed: usedRows(flat).map((row) => ({
          name: typedIn(`typed${row}Name`),
          plan: flat[`typed${row}Plan`] as number,
          fact: flat[`typed${row}Fact`] as number,
          source: typedIn(`typed${row}Source`),
          justification: typedIn(`typed${row}Why`),
        })),
      };
    });

/** A row counts once it has a number or a source; a suggested name alone is only a suggestion. */
function usedRows(flat: Flat): number[] {
  return Array.from({ length: typedRows }, (_, index) => index + 1).filter((row) =>
    ['Plan', 'Fact', ...inLanguages('Source')].some((part) => {
      const value = flat[`typed${row}${part}`];
      return value !== '' && value !== null;
    }),
  );
}

/** The flat fields again, for a draft that is opened for a change. */
export function formValues(plan: ReferencePlan): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {
    questionnaire: plan.questionnaire,
    from: plan.from,
    to: plan.to,
    campaigns: plan.campaigns,
    regions: plan.regions,
  };
  const put = (field: string, texts: ByLanguage) => {
    for (const language of languages) values[fieldIn(field, language)] = texts[language];
  };
  put('project', plan.project);
  put('organisation', plan.organisation);
  for (const { indicator, plan: planned, justification } of plan.computed) {
    values[`${indicator}Plan`] = String(planned);
    put(`${indicator}Why`, justification);
  }
  plan.typed.forEach((indicator, index) => {
    const row = `typed${index + 1}`;
    values[`${row}Plan`] = String(indicator.plan);
    values[`${row}Fact`] = String(indicator.fact);
    put(`${row}Name`, indicator.name);
    put(`${row}Source`, indicator.source);
    put(`${row}Why`, indicator.justification);
  });
  return values;
}

/** The version that the page was opened with. */
export const referenceVersion = z.object({ version: z.coerce.number().int().min(0) });

/** Wordings as typed: field `<language>.<sentence id>`. */
export const wordingsForm = z.record(z.string(), z.union([z.string().max(1000), z.array(z.string())]));
