import { parentPort, workerData } from 'node:worker_threads';
import { localesFolder } from '../config';
import { loadTexts } from '../http/language/i18n';
import { referenceFiles } from './reference/files';
import { refuseMissingText, voicesFrom } from './reference/voice';

const voices = voicesFrom(loadTexts(localesFolder, refuseMissingText));
referenceFiles(workerData, voices).then((files) => parentPort?.postMessage(files));
