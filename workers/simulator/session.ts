import { CAMPAIGNS, FAILURES, LISTS, PRODUCTS, type Product, SEARCHES } from './catalog.ts';
import { pick } from './random.ts';
import type { Scenario } from './scenarios.ts';

type Place = 'away' | 'list' | 'product' | 'cart' | 'checkout' | 'payment';

/** A user's way through the shop. */
export type Session = { userId: string; place: Place; product: Product; cart: Product[] };

export type Step = { name: string; properties: Record<string, unknown> };

export function newSession(userId: string): Session {
  return { userId, place: 'away', product: (PRODUCTS[0] as readonly [Product, number])[0], cart: [] };
}

/** The next thing this user does; changes the session. */
export function nextStep(session: Session, scenario: Scenario, failure: number, random: () => number): Step {
  switch (session.place) {
    case 'away':
      return arrive(session, random);
    case 'list':
      return browse(session, random);
    case 'product':
      if (random() < scenario.add) return add(session);
      return random() < 0.6 ? viewList(session, random) : viewProduct(session, random);
    case 'cart':
      if (random() < scenario.checkout) return go(session, 'checkout', 'Checkout Started', cartProperties(session));
      return random() < 0.5 ? go(session, 'cart', 'Cart Viewed', cartProperties(session)) : viewList(session, random);
    case 'checkout':
      if (random() < 0.12) return viewList(session, random);
      return go(session, 'payment', 'Payment Info Entered', { payment_method: random() < 0.7 ? 'card' : 'kakaopay' });
    case 'payment':
      return pay(session, failure, random);
  }
}

function arrive(session: Session, random: () => number): Step {
  const campaign = pick(
    random,
    CAMPAIGNS.map((name) => [name, 1] as const),
  );
  return pick<() => Step>(random, [
    [() => viewList(session, random), 55],
    [() => search(session, random), 20],
    [() => go(session, 'away', 'Push Notification Received', { campaign }), 12],
    [() => go(session, 'list', 'Push Notification Tapped', { campaign }), 7],
    [() => go(session, 'away', 'Email Opened', { campaign }), 6],
  ])();
}

function browse(session: Session, random: () => number): Step {
  return pick<() => Step>(random, [
    [() => viewProduct(session, random), 62],
    [() => go(session, 'list', 'Product Clicked', { ...pick(random, PRODUCTS) }), 16],
    [() => search(session, random), 8],
    [() => viewList(session, random), 10],
    [() => go(session, 'away', 'Promotion Viewed', { name: 'winter' }), 4],
  ])();
}

function go(session: Session, place: Place, name: string, properties: Record<string, unknown>): Step {
  session.place = place;
  return { name, properties };
}

function viewList(session: Session, random: () => number): Step {
  return go(session, 'list', 'Product List Viewed', {
    category: pick(
      random,
      LISTS.map((name) => [name, 1] as const),
    ),
  });
}

export function search(session: Session, random: () => number): Step {
  return go(session, 'list', 'Products Searched', { ...pick(random, SEARCHES) });
}

function viewProduct(session: Session, random: () => number): Step {
  session.product = pick(random, PRODUCTS);
  return go(session, 'product', 'Product Viewed', { ...session.product, currency: 'KRW' });
}

function add(session: Session): Step {
  session.cart = [...session.cart.slice(-4), session.product];
  return go(session, 'cart', 'Product Added', { ...session.product, quantity: 1, currency: 'KRW' });
}

function cartProperties({ cart }: Session) {
  return { products: cart, value: cart.reduce((sum, product) => sum + product.price, 0), currency: 'KRW' };
}

function pay(session: Session, failure: number, random: () => number): Step {
  if (random() < failure) {
    const reason = pick(
      random,
      FAILURES.map((name) => [name, 1] as const),
    );
    return go(session, random() < 0.5 ? 'payment' : 'away', 'Payment Failed', { reason });
  }
  const { products, value, currency } = cartProperties(session);
  session.cart = [];
  return go(session, 'away', 'Order Completed', {
    order_id: `o-${Math.floor(random() * 1e9)}`,
    revenue: value,
    currency,
    products,
  });
}
