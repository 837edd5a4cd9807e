import { writing } from '../formats';

export const formats = writing('uk', ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ']);
