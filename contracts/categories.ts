/** Groups of event names for charts, in the fixed order of the chart's bands (baseline up). */
export const CATEGORIES = ['order', 'cart', 'search', 'notification', 'browse', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Segment spec names (e-commerce, mobile push, email) and the category each belongs to. */
const CATEGORY_BY_NAME: Record<Exclude<Category, 'other'>, readonly string[]> = {
  order: [
    'Checkout Started',
    'Checkout Step Viewed',
    'Checkout Step Completed',
    'Payment Info Entered',
    'Payment Failed',
    'Order Completed',
    'Order Updated',
    'Order Refunded',
    'Order Cancelled',
    'Coupon Entered',
    'Coupon Applied',
    'Coupon Denied',
    'Coupon Removed',
  ],
  cart: [
    'Product Added',
    'Product Removed',
    'Cart Viewed',
    'Cart Shared',
    'Product Added to Wishlist',
    'Product Removed from Wishlist',
    'Wishlist Product Added to Cart',
  ],
  search: ['Products Searched'],
  notification: [
    'Push Notification Received',
    'Push Notification Tapped',
    'Push Notification Bounced',
    'Email Delivered',
    'Email Opened',
    'Email Link Clicked',
    'Email Bounced',
    'Email Marked as Spam',
    'Unsubscribed',
  ],
  browse: [
    'Product List Viewed',
    'Product List Filtered',
    'Promotion Viewed',
    'Promotion Clicked',
    'Product Clicked',
    'Product Viewed',
    'Product Shared',
    'Product Reviewed',
    'Page Viewed',
    'Screen Viewed',
  ],
};

/** The way to an order, step by step. */
export const FUNNEL = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'] as const;

const categories = new Map<string, Category>(
  Object.entries(CATEGORY_BY_NAME).flatMap(([category, names]) =>
    names.map((name) => [name, category as Category] as const),
  ),
);

/** Names that belong to a category, for whoever has to choose one. */
export const KNOWN_NAMES: readonly string[] = [...categories.keys()];

export function categoryOf(name: string): Category {
  return categories.get(name) ?? 'other';
}

export function isKnownName(name: string): boolean {
  return categories.has(name);
}
