/** What the square on a card holds: an address of ours, and behind the # what no browser sends to anybody. */

/** 48 bytes in base64url: where to look, and the secret. */
const code = /^[A-Za-z0-9_-]{64}$/;

export const cardAddress = (made: string): string => `${window.location.origin}/kaart#${made}`;

/** The code out of what was scanned or stands in the address; empty when it is none of ours. */
export function codeFrom(text: string): string {
  const found = text.slice(text.lastIndexOf("#") + 1);
  return code.test(found) ? found : "";
}
