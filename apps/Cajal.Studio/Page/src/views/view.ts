// What every view of the panel is.

import type { Palette } from '../shared/palette';
import type { Scene } from '../playground/wire';
import type { ViewMessage } from './messages';

/** How a view looks at the network; Views/ViewRequest.cs reads it. */
export interface Look { layer?: number; first?: number; second?: number; how?: string; part?: string }

/** What a view is drawn with. */
export interface Surroundings { scene: Scene; palette: Palette; pinned?: number; look(look: Look): void; pin(row: number): void; mark(rows: number[]): void }

export interface View {
  /** Its name on the wire, and of its words. */
  readonly name: string;
  /** How it looks at first. */
  readonly start: Look;
  readonly element: HTMLElement;
  /** Draws what came; all of it again after a change of language, colours or width. */
  draw(message: ViewMessage | undefined, around: Surroundings, look: Look): void;
  /** It is put away. */
  leave?(around: Surroundings): void;
}

/** The name of a layer: 0 for the inputs, the output last. */
export const layerName = (scene: Scene, layer: number, t: (key: string) => string): string => layer === 0 ? t('inputs') : layer === scene.units.length ? t('outputLayer') : `${t('layer')} ${layer}`;
