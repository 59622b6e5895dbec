import { extensions, starters, wordLists } from './word-lists.js';

/**
 * One rule of the lexer. At each position the rule with the longest match wins, including its lookahead;
 * of equally long ones the first. The token is the longest prefix of the match that `match` and `before` allow.
 */
export interface Rule {
  match: string;
  /** lookahead: it must follow, but is not consumed */
  before?: string;
  /** number of code units of `match` that form the token, the others are not consumed; negative: all but that many */
  take?: number;
  /** replacement of the token, '' to drop it */
  write?: string | ((token: string) => string);
  /** an additional token after this one */
  more?: string;
}

/** Vowels with an accent as SGML entities; no other entity is a letter. */
const vowelEntity = '&(a|e|i|o|u)(acute|grave|uml);';
const letter = `([\\p{letter}\\p{mark}\\u00ad]|${vowelEntity})`;
const letterOrDigit = `([\\p{letter}\\p{mark}\\p{digit}\\u00ad]|${vowelEntity})`;
const alnum = '\\p{alnum}';
const digit = '\\p{digit}';
const blank = '[ \\t\\u00a0\\u2000-\\u200a\\u3000]';
const space = `(${blank}|\\r|\\r?\\n|\\u2028|\\u2029|\\u000b|\\u000c|\\u0085)`;
const any = '[^]';

const apostrophe = "(['\\u0092\\u2019]|&apos;)";
const anyQuote = "(['`\\u0091\\u0092\\u2018\\u2019\\u201b]|&apos;)";
const clitic = '([sSdDmM]|re|ve|ll)';

const tagName = '[A-Za-z][A-Za-z0-9_:.\\-]*';
const attribute = `${tagName}( *= *("[^"]*"|'[^']*'))?`;
const tag = `<([!?][A-Za-z\\-][^>\\r\\n]*|${tagName}( +${attribute})* */?|/${tagName}) *>`;

/** A missing space after a full stop keeps two words together. */
const word = `${letter}${letterOrDigit}*([.!?]${letter}${letterOrDigit}*)*`;
const elided = `([dDoOlL]${anyQuote}${alnum})?${alnum}+`;
const joined = `${elided}([_\\-\\u058a\\u2010\\u2011]${elided})*`;
const initials = '[A-Za-z](\\.[A-Za-z])+';
const hyphenated = `[A-Za-z0-9][A-Za-z0-9.,\\u00ad]*(-([A-Za-z0-9\\u00ad]+|${initials}\\.))+`;
const companies = '[A-Z]+(([+&]|&amp;)[A-Z]+)+';
const nations = '((canada|sino|korean|eu|japan|non)-u\\.s|u\\.s\\.-(u\\.k|u\\.s\\.s\\.r))';
const acronym = `([A-Za-z]|${initials}|${nations})`;
const sentence = `${space}+(${starters.join('|')}|${tag})${space}`;

const number = `(${digit}+|${digit}*([.:,\\u00ad\\u066b\\u066c]${digit}+)+)`;
const fraction = `${digit}{1,4}(/|\\\\/|\\u2044)${digit}{1,4}`;
const phoneEnd = '[0-9]{3,4}[\\- \\u00a0]?[0-9]{3,5}';
const slashed = '[A-Za-z0-9]+(-[A-Za-z]+){0,2}';

const notURL = ' \\t\\n\\f\\r"<>|';
const urlEnd = `[^${notURL}.!?(){},\\-]`;
const notAddress = `${notURL}()\\u00a0{}`;

/**
 * The rules of the Penn Treebank tokenizer of Stanford CoreNLP 3.4.1. Derived from the observed behaviour of the program
 * (each letter, list and order was determined by testing it), not from its source.
 */
export const rules: readonly Rule[] = [
  { match: 'cannot', take: 3 },
  { match: "'twas", take: 2 },
  { match: "'tis", take: 2 },
  { match: '(gonna|gotta|lemme|gimme|wanna)', take: 3 },
  { match: tag, write: noBreaks },
  { match: '&(ndash|mdash|md);|[\\u0096\\u0097\\u2013-\\u2015]', write: '--' },
  { match: '&amp;', write: '&' },
  { match: '&lt;', write: '<' },
  { match: '&gt;', write: '>' },
  { match: '&(ht|tl|ur|lr|qc|ql|qr|odq|cdq|#[0-9]+);' },
  { match: word, write: soft },
  { match: word, before: apostrophe + clitic, write: soft },
  { match: '[A-Za-z\\u00ad]*[A-MO-Za-mo-z]\\u00ad*', before: `n${anyQuote}t`, write: soft },
  { match: `${apostrophe}(em|till?|cause|[2-9]0s|n${apostrophe}?)` },
  { match: `(ol|somethin|dunkin|[lLdDjJ])${apostrophe}` },
  { match: `(c${apostrophe}est|cap${apostrophe}n)` },
  { match: "c'mon|nor'easter|e'er|s'mores|ev'ry|li'l|nat'l|cont'd\\.?" },
  { match: `[A-HJ-XZn]${anyQuote}\\p{letter}{2}\\p{letter}*` },
  { match: `\\p{letter}+[aeiouyAEIOUY]${anyQuote}[aeiouA-Z]\\p{letter}*` },
  { match: `o${anyQuote}o` },
  { match: `y${apostrophe}`, before: '\\p{letter}' },
  { match: `https?://[^${notURL}(){}]+${urlEnd}` },
  {
    match: `(www\\.([^${notURL}.!?(){},]+\\.)+[a-zA-Z]{2,4}|([^${notURL}\`'.!?(){},-_$]+\\.)+(com|net|org|edu))(/[^${notURL}()]+${urlEnd})?`,
  },
  {
    match: `(&lt;|<)?[a-zA-Z0-9][^${notAddress}]*@([^${notAddress}.]+\\.)*[^${notAddress}.]+(&gt;|>)?`,
  },
  { match: `@[a-zA-Z_][a-zA-Z_0-9]*|#${letter}+` },
  { match: apostrophe + clitic, before: '[^A-Za-z]', write: asciiQuotes },
  { match: `n${anyQuote}t`, write: asciiQuotes },
  { match: `${digit}{1,2}[\\-/]${digit}{1,2}[\\-/]${digit}{2,4}` },
  { match: `[+\\-]?${number}`, write: soft },
  {
    match: '[\\u207a\\u207b\\u208a\\u208b]?([\\u2070\\u00b9\\u00b2\\u00b3\\u2074-\\u2079]+|[\\u2080-\\u2089]+)',
  },
  { match: `(${digit}{1,4}[\\- \\u00a0])?${fraction}`, write: noBreaks },
  { match: '\\u00bc', write: '1/4' },
  { match: '\\u00bd', write: '1/2' },
  { match: '\\u00be', write: '3/4' },
  { match: '\\u2153', write: '1/3' },
  { match: '\\u2154', write: '2/3' },
  { match: '\\u00a2', write: 'cents' },
  { match: '\\u00a3', write: '#' },
  { match: '[\\u0080\\u00a4\\u20a0\\u20ac]', write: '$' },
  { match: `${companies}|s(&|&amp;)ls`, write: ampersands },
  { match: `${slashed}(\\\\?/${slashed}){1,2}` },
  { match: '[A-Z]*\\$|#' },
  { match: joined, write: soft },
  { match: nations, before: space },
  { match: '[A-Za-z]\\.', before: sentence, take: -1 },
  { match: `${acronym}\\.`, before: sentence, more: '.' },
  { match: '(co|pte|pty)\\.', before: ' (ltd|lim)' },
  { match: wordLists.endings, before: `${space}(${space}|\\p{capital}|${tag})`, more: '.' },
  { match: wordLists.endings, before: any + any },
  // fewer than two code units of the text remain
  { match: wordLists.endings, more: '.' },
  { match: wordLists.titles },
  { match: `${acronym}\\.` },
  { match: wordLists.numbered, before: `${space}?${digit}` },
  { match: hyphenated, write: soft },
  {
    match: `(${word}|${joined}|${hyphenated}|${companies})\\.`,
    before: '[,;:\\u3001]',
    write: (token) => ampersands(soft(token)),
  },
  { match: 'c\\+\\+|(c|f)#' },
  { match: '(pro|anti)-' },
  { match: `${letterOrDigit}+(\\.${letterOrDigit}+)*\\.(${extensions.join('|')})`, before: `(${space}|[.?!,])` },
  { match: `\\([0-9]{2,3}\\)[ \\u00a0]?${phoneEnd}`, write: (token) => brackets(noBreaks(token)) },
  {
    match: `(\\+\\+?)?([0-9]{2,4}[\\- \\u00a0])?[0-9]{2,4}[\\- \\u00a0]${phoneEnd}|((\\+\\+?)?[0-9]{2,4}\\.)?[0-9]{2,4}\\.[0-9]{3,4}\\.[0-9]{3,5}`,
    write: noBreaks,
  },
  { match: "[<>]?[:;=][\\-o*']?[()DPdpO\\\\{@|\\[\\]]", before: '[^A-Za-z0-9]', write: brackets },
  {
    match:
      "[\\^x=~<>]\\.\\[\\^x=~<>]|[\\-\\^x=~<>']_[\\-\\^x=~<>']|\\([\\-\\^x=~<>'][_.]?[\\-\\^x=~<>']\\)|\\([\\^x=~<>']-[\\^x=~<>'`]\\)",
    write: brackets,
  },
  { match: '"|&quot;', before: '[A-Za-z0-9$]', write: doubleQuote('``') },
  { match: '"|&quot;', write: doubleQuote("''") },
  { match: '\\(', write: '-LRB-' },
  { match: '\\)', write: '-RRB-' },
  { match: '\\[', write: '-LSB-' },
  { match: '\\]', write: '-RSB-' },
  { match: '\\{', write: '-LCB-' },
  { match: '\\}', write: '-RCB-' },
  { match: '-(LRB|RRB|LSB|RSB|LCB|RCB)-' },
  { match: '-{2,4}', write: '--' },
  { match: '(\\\\\\*)+' },
  { match: '-+' },
  { match: '\\.{3,5}|(\\. ){2,4}\\.|[\\u0085\\u2026]', write: '...' },
  { match: '[?!]+' },
  { match: '&apos;', write: asciiQuotes },
  { match: '&nbsp;', write: '' },
  { match: '[.,;:=/%+&~^|\\\\<>\\u2044\\p{symbol}]|<<|>>' },
  { match: `${blank}+`, write: '' },
  { match: '@+|#+|_+|\\*+' },
  { match: `${apostrophe}[0-9]{2}`, before: space },
  { match: "'", before: '[A-Za-z][^ \\t\\n\\r\\f\\u00a0]', write: '`' },
  { match: apostrophe + clitic, write: asciiQuotes },
  { match: "``?|''?" },
  { match: '[`\\u0091-\\u0094\\u2018-\\u201f\\u00ab\\u00bb\\u2039\\u203a]{1,2}', write: asciiQuotes },
];

/** A soft hyphen joins words and is removed. */
function soft(token: string): string {
  return token.includes('\u00ad') ? token.replaceAll('\u00ad', '') || '-' : token;
}

function ampersands(token: string): string {
  return token.replaceAll(/&amp;/gi, '&');
}

/** Keeps one token together: its spaces become no-break spaces. */
function noBreaks(token: string): string {
  return token.replaceAll(' ', '\u00a0');
}

function brackets(token: string): string {
  return token.replaceAll('(', '-LRB-').replaceAll(')', '-RRB-');
}

/** An entity in other than lower case is a quote, but is written as it is. */
function doubleQuote(written: string): (token: string) => string {
  return (token) => (token === '"' || token === '&quot;' ? written : token);
}

function asciiQuotes(token: string): string {
  return token
    .replaceAll(/[\u0091\u2018\u201b\u2039]/g, '`')
    .replaceAll(/[\u0092\u2019\u203a]|&apos;/g, "'")
    .replaceAll(/[\u0093\u201c\u00ab]/g, '``')
    .replaceAll(/[\u0094\u201d\u00bb]/g, "''");
}
