import { type NextRequest, NextResponse } from 'next/server';
import { LOCALE_COOKIE, LOCALES } from '#components/locales';

const ONE_YEAR_SECONDS = 31_536_000;

/**
 * A link says in which language it is read, `?lang=ko`: that is as if the visitor had chosen it. Done here, not in the
 * page, because the layout, which writes `<html lang>` and all first texts, doesn't get the address.
 */
export function proxy(request: NextRequest) {
  const locale = LOCALES.find((known) => known === request.nextUrl.searchParams.get('lang'));
  if (!locale) return NextResponse.next();
  request.cookies.set(LOCALE_COOKIE, locale);
  const response = NextResponse.next({ request });
  response.cookies.set(LOCALE_COOKIE, locale, { path: '/', maxAge: ONE_YEAR_SECONDS, sameSite: 'lax' });
  return response;
}

/** Runs for addresses with a language alone, so that the others pay nothing. */
export const config = { matcher: [{ source: '/:path*', has: [{ type: 'query', key: 'lang' }] }] };
