/** Where each region's tile lies, west to east and north to south (the atlas in coarse squares). */
export const regionTiles: Readonly<Record<string, readonly [column: number, row: number]>> = {
  '590000000': [4, 0], // North Kazakhstan
  '390000000': [3, 1], // Kostanay
  '110000000': [4, 1], // Akmola
  '710000000': [5, 1], // Astana
  '550000000': [6, 1], // Pavlodar
  '270000000': [0, 2], // West Kazakhstan
  '150000000': [2, 2], // Aktobe
  '620000000': [4, 2], // Ulytau
  '350000000': [5, 2], // Karaganda
  '100000000': [6, 2], // Abai
  '630000000': [7, 2], // East Kazakhstan
  '230000000': [0, 3], // Atyrau
  '430000000': [3, 3], // Kyzylorda
  '330000000': [7, 3], // Zhetisu
  '470000000': [0, 4], // Mangystau
  '610000000': [4, 4], // Turkistan
  '310000000': [5, 4], // Zhambyl
  '190000000': [6, 4], // Almaty region
  '790000000': [4, 5], // Shymkent
  '750000000': [6, 5], // Almaty
};
