import { writing } from '../formats';

export const formats = writing('es', ['B', 'KB', 'MB', 'GB', 'TB']);
