import { english } from '../en';
import type { Speech } from '../languages';
import { type Draft, completed } from '../translation';
import { formats } from './formats';

const draft: Draft<typeof english> = {};

export const speech: Speech = { texts: completed(english, draft), formats };
