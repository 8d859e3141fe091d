import { parentPort, workerData } from 'node:worker_threads';
import { renderDocx } from './docx';
import type { LeafletJob } from './leaflet-files';
import { renderPdf } from './pdf';

const { leaflet, format } = workerData as LeafletJob;
const drawn = format === 'pdf' ? renderPdf(leaflet) : renderDocx(leaflet);
drawn.then((content) => parentPort?.postMessage(content));
