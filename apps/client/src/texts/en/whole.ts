// Whoever imports this speaks all of English: each page but the start page, which is to be light.
import { speech } from '.';
import { learnEnglish } from '../english';

learnEnglish(speech);
