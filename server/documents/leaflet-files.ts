/** A leaflet's files, drawn in a thread: a PDF takes a tenth of a second. */
import { inThread } from '../shared/in-thread';
import type { Leaflet } from './document-model';

export const leafletFormats = ['pdf', 'docx'] as const;
export type LeafletFormat = (typeof leafletFormats)[number];

export interface LeafletJob {
  leaflet: Leaflet;
  format: LeafletFormat;
}

export const contentTypes: Record<LeafletFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export type DrawLeaflet = (job: LeafletJob) => Promise<Buffer>;

export const drawLeafletInThread: DrawLeaflet = async (job) =>
  Buffer.from(await inThread<Uint8Array>('documents/leaflet.worker.js', job));
