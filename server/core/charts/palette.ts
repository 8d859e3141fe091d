/** The site's colours for charts: light on paper and in documents, dark where the reader prefers it. */
export interface Palette {
  ink: string;
  inkSoft: string;
  line: string;
  surface: string;
  primary: string;
  accent: string;
  /** low, moderate, high, very high */
  bands: readonly [string, string, string, string];
}

export const lightPalette: Palette = {
  ink: '#1a2b2d',
  inkSoft: '#4a5b5a',
  line: '#d3d9cd',
  surface: '#ffffff',
  primary: '#0b5f63',
  accent: '#a63d2a',
  bands: ['#cfe2dc', '#93c3ba', '#4a9692', '#0b5f63'],
};

export const darkPalette: Palette = {
  ink: '#e7ede6',
  inkSoft: '#abbbb5',
  line: '#2d4043',
  surface: '#18272a',
  primary: '#86d2c8',
  accent: '#f19c84',
  bands: ['#2c4a4b', '#3f7470', '#5fa89f', '#9fe0d6'],
};
