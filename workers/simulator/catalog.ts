export type Product = { product_id: string; name: string; category: string; price: number };

const ITEMS: readonly [name: string, category: string, price: number][] = [
  ['Onggi mug, 350 ml', 'kitchen', 29_000],
  ['한지 데스크 조명', 'lighting', 88_000],
  ['Linen shirt, oat', 'clothing', 64_000],
  ['Wool socks, 3-pack', 'clothing', 21_000],
  ['Merino beanie', 'clothing', 38_000],
  ['Ceramic dripper', 'kitchen', 33_000],
  ['Camel wool coat', 'clothing', 298_000],
  ['놋쇠 책갈피', 'stationery', 12_000],
  ['자개 트레이', 'kitchen', 54_000],
  ['Oak phone stand', 'desk', 26_000],
  ['쌀 보관 항아리', 'kitchen', 72_000],
  ['Cotton blanket', 'home', 59_000],
  ['참숯 비누', 'bath', 9_000],
  ['Canvas tote', 'bag', 24_000],
  ['유기 수저 세트', 'kitchen', 46_000],
  ['Fountain pen, fine', 'stationery', 51_000],
];

/** Earlier products are looked at more often than later ones. */
export const PRODUCTS: readonly (readonly [Product, number])[] = ITEMS.map(([name, category, price], index) => [
  { product_id: `sku-${1_001 + index}`, name, category, price },
  1 / (index + 2),
]);

export type Search = { query: string; results: number };

export const SEARCHES: readonly (readonly [Search, number])[] = [
  [{ query: 'wool coat', results: 14 }, 10],
  [{ query: '한지 조명', results: 6 }, 9],
  [{ query: 'mug', results: 31 }, 8],
  [{ query: 'advent calendar', results: 0 }, 6],
  [{ query: '선물', results: 58 }, 6],
  [{ query: 'linen', results: 22 }, 5],
  [{ query: '양말', results: 9 }, 4],
  [{ query: 'cashmere scarf', results: 0 }, 3],
  [{ query: '머그컵', results: 17 }, 3],
  [{ query: 'desk lamp', results: 4 }, 2],
];

export const LISTS = ['new in', 'gifts', 'kitchen', '겨울 준비', 'desk', 'sale'] as const;
export const CAMPAIGNS = ['weekend', '새벽 특가', 'restock', 'cart reminder'] as const;
export const FAILURES = ['card_declined', 'insufficient_funds', 'gateway_timeout', '3ds_failed'] as const;
