import { english } from '../en';
import type { Speech } from '../languages';
import { completed } from '../translation';
import { formats } from './formats';

const texts = completed(english, {});

export const speech: Speech = { texts, formats };
