// A script of its own (scripts.config.mjs), which browsers run before they show anything: so
// that index.html begins in the language of whoever reads, and neither words nor direction change
// under their eyes when the page itself has come.
import { preferredLanguage, speakIn } from './texts/languages';

const root = document.documentElement;
speakIn(root, preferredLanguage(navigator.languages));
// The other addresses lead to the start page (app.routes.ts): a reloaded room is gone.
if (location.pathname !== '/privacy') root.dataset['arriving'] = 'start';
