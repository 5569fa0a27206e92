import type { Category } from '#contracts/categories';

const VARIABLE: Record<Category, string> = {
  order: '--cat-checkout',
  cart: '--cat-cart',
  search: '--cat-search',
  notification: '--cat-notify',
  browse: '--cat-browse',
  other: '--cat-other',
};

export const categoryColor = (category: Category) => `var(${VARIABLE[category]})`;
