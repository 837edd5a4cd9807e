import { writing } from '../formats';

export const formats = writing('de', ['B', 'KB', 'MB', 'GB', 'TB']);
