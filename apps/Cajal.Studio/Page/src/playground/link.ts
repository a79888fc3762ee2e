// Links of the page's own: presets, the gallery, lanes of a race.

import type { State } from './wire';

/** A link in the language and the colours that are shown; a link of the TensorFlow Playground knows none, and stays as it is. */
export const inTheseColours = (link: string, shown?: Pick<State, 'language' | 'theme' | 'palette'>): string =>
  shown && link.startsWith('v=1') ? `${link}&language=${shown.language}&theme=${shown.theme}&palette=${shown.palette}` : link;
