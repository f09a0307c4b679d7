/** Tables as CSV for a spreadsheet, made in the browser. */

/** What a spreadsheet would run as a formula: it gets an apostrophe in front, which shows it as text. */
const formula = /^[=+\-@\t\r]/;

export function cell(value: string | number): string {
  const text = String(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Semicolons and a byte order mark: that is how a Dutch spreadsheet opens it right at once. */
export const toCSV = (rows: readonly (readonly (string | number)[])[]): string =>
  "\ufeff" + rows.map((row) => row.map(cell).join(";")).join("\r\n") + "\r\n";

/** Offers a text as a file to keep. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Bytes as base64, in parts: all at once is too much for the browser. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(from, from + 0x8000)));
  return btoa(parts.join(""));
}
