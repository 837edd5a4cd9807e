import { writing } from '../formats';

export const formats = writing('uk', ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ']);
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
