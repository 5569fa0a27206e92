/** Parts of an address that are shorter are words, such as "hook". */
const MIN_SECRET_CHARS = 8;

/** A text with "…" for what is secret of an address: who has its path, query or user info can write there. */
export function withoutSecrets(text: string, address: string): string {
  const { pathname, search, username, password } = new URL(address);
  const parts = [pathname, search, username, password].flatMap((part) => part.split(/[/?&=]/));
  const long = parts.filter((part) => part.length >= MIN_SECRET_CHARS);
  const wholes = [pathname + search, pathname, search].filter((part) => part.length > 1);
  const secrets = [...wholes, ...long].flatMap((part) => [part, decoded(part)]);
  return secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
