import { writing } from '../formats';

export const formats = writing('en', ['B', 'KB', 'MB', 'GB', 'TB']);
export const {
  bytes,
  bytesOf,
  clock,
  day,
  duration,
  formFor,
  list,
  moment,
  number,
  percent,
  plural,
  relative,
} = formats;
