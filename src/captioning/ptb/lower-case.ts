/**
 * Lower case as in Java, which the reference runs on: a capital sigma becomes ς after a cased letter of its word if none follows there.
 * JavaScript looks at the neighbouring letters instead.
 */
export function lowerCase(token: string): string {
  if (!token.includes(sigma)) return token.toLowerCase();
  return token.replaceAll(word, withSigmas).toLowerCase();
}

const sigma = 'Σ';

/** Java's words: letters and digits, with marks that join two letters or two digits. Chinese characters are no part of one. */
const word = new RegExp(
  [
    '(?:[\\p{M}\\p{N}]',
    '(?![\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}])\\p{L}',
    '(?<=\\p{L}\\p{M}*)[\\p{Pd}\\u00ad\\u2027"\'._](?=\\p{L})',
    '(?<=\\p{N}\\p{M}*)["\'.,\\u066b](?=\\p{N}))+',
  ].join('|'),
  'gu',
);

const cased =
  /[\p{Ll}\p{Lu}\p{Lt}\u02b0-\u02b8\u02c0\u02c1\u02e0-\u02e4\u037a\u1d2c-\u1d61\u2160-\u217f\u24b6-\u24e9]|\u0345/u;

function withSigmas(text: string): string {
  return text.replaceAll(sigma, (_, at: number) =>
    cased.test(text.slice(0, at)) && !cased.test(text.slice(at + 1)) ? 'ς' : 'σ',
  );
}
