/**
 * The shapes that /api/openapi.json names under its components: `someSchema.register(answerShapes, { id: 'Saved' })`.
 * What is sent and what is answered stand apart, since a default makes a member optional in the one and certain in the other.
 */
import { z } from 'zod';

export const requestShapes = z.registry<{ id: string }>();
export const answerShapes = z.registry<{ id: string }>();

/** A moment as services know it; JSON has it as ISO 8601 in UTC. */
export const moment = z.date();
