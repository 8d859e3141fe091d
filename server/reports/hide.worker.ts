import { parentPort, workerData } from 'node:worker_threads';
import { suppress } from './suppression/suppress';

parentPort?.postMessage(suppress(workerData));
