import { type Random, randomStream } from '../../../src/core/index.js';

/** Seeded texts of what tokenizers disagree about, each one line: words, abbreviations, numbers, addresses, entities, quotes, Unicode. */
export function randomTexts(seed: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomStream(seed, 'texts for the tokenizer', index);
    const pieces = Array.from({ length: random.integer(1, 9) }, () => piece(random) + separator(random));
    return pieces.join('').replaceAll(/[\n\r\v\f\u2028\u2029]/g, ' ');
  });
}

function piece(random: Random): string {
  const source = random.pick(sources);
  const text = typeof source === 'function' ? source(random) : random.pick(source);
  return cased(random, text);
}

function separator(random: Random): string {
  return random.integer(0, 4) === 0
    ? random.pick(['', '', '-', '/', '.', ', ', "'", '  ', '\u00a0', '\t', ';', '…'])
    : ' ';
}

function cased(random: Random, text: string): string {
  const change = random.integer(0, 12);
  if (change === 0) return text.toUpperCase();
  if (change === 1) return text.charAt(0).toUpperCase() + text.slice(1);
  if (change === 2) return Array.from(text, (char) => (random.integer(0, 2) ? char.toUpperCase() : char)).join('');
  return text;
}

const words =
  list(`a an as at the dog dogs barks rain falls high pitched man woman someone's music plays then They There This While
I you He it's cannot gonna Gotta wanna lemme 'tis 'twas 'em 'til ma'am o'clock y'all rock 'n' roll D'Angelo O'Neil l'eau c'mon ol' naïve
café über mother-in-law walkie-talkie beep-like non-stop pro-rata anti-war x`);
const abbreviations =
  list(`Mr. Mrs. Ms. Dr. St. vs. etc. Jan. Sept. Mon. Inc. Co. Ltd. Pty. Bros. Corp. no. nos. fig. pp. ca. art. op. Ph.D. e.g. i.e.
p.m. a.m. U.S. U.K. U.S.S.R. approx. dept. ave. blvd. calif. ill. miss. mass. La. a. B. c. al. esq. Gen. rev. prof. No. 5 eu-u.s. AT&T`);
const numbers =
  list(`1 23 1,000 2.5 -3 +4 1/2 5 1/2 12:30 0:05-0:10 5% $3 US$5 £5 €10 ¢50 3rd 1st 1990s '90s 555-1234 (555) 123-4567 555.123.4567
+49 30 1234567 1/2/2003 1-2-99 1e5 0x1F ½ ¾ ² x² 5°C 10km 3x4 #1 1.2.3 ٣٤ 1٫5 1.000.000 ++1`);
const addresses =
  list(`http://a.b/c?d=e&f https://x.org/(y). www.bbc.co.uk example.com foo.edu/bar, a.b@c.de <me@x.org> @name #tag file.wav x.tar.gz
song.MP3 C++ c# f# /usr/bin a/b/c/d and/or km/h`);
const entities =
  list(`&eacute; &Eacute; &aacute; &egrave; &uuml; &Ouml; caf&eacute; na&iuml;ve &ntilde; &ccedil; &amp; AT&amp;T &lt; &gt; &quot; &apos; it&apos;s
don&apos;t &nbsp; &mdash; &ndash; &md; &hellip; &lsquo;x&rsquo; &ldquo; &#39; &#233; &#xE9; &eacute &; &#; &ht; &cdq; &copy; &lt;b&gt; &szlig; &oacute;b`);
const tags = list(
  `<b> </b> <br/> <a~href="x~y"> <i~class='z'> <!--~x~--> <? <a <3 a<b x>y << >> <unk> <|endoftext|>`,
).map((text) => text.replaceAll('~', ' '));
const faces = list(`:) :-) ;-) :( :D =) :'( <3 :p xD ^_^ -_- >_< (^_^) :} 8-) :-/ :]`);
const quotes = list(
  `" '' \`\` ' \` “x” ‘y’ „z“ «w» ‹v› don’t dogs’ ’n’ 'stop' "go" ′ ″ \u0091a\u0092 \u0093b\u0094 it''s ''tis`,
);
const marks = list(
  `. , ; : ! ? !! ?! ... .... ...... - -- --- ----- ( ) [ ] { } / \\ | * ** + = ~ ^ % $ & @ # _ __ -LRB- -rrb- ,. .) !) \\* \\/ … – — ― · • ° § ¶ © ™`,
);
const scripts = list(
  '日本語 雨が降る 한국어 дождь Ελλάδα עברית العربية हिन्दी ไทย é ñ ﬁ Ａ１ İstanbul ǅ ſ ı ß ªº 𝒳 𝟘 αβγ',
);
const emoji = list('😀 👍🏽 👨‍👩‍👧 ❤️ ☔ ♪ ♫ → ★ ✓ 🇩🇪 \ud83c\udfb5');

const sources: (readonly string[] | ((random: Random) => string))[] = [
  ...[
    words,
    words,
    words,
    abbreviations,
    abbreviations,
    numbers,
    addresses,
    entities,
    entities,
    tags,
    faces,
    quotes,
    quotes,
  ],
  ...[marks, marks, scripts, emoji, run, run, control, anyCharacters],
];

/** A run of marks, letters and digits. */
function run(random: Random): string {
  const alphabet = [...'.,;:!?\'"`-_/()[]{}<>&$%#@*+=~^|\\aAsStT1290 nN’'];
  return Array.from({ length: random.integer(1, 8) }, () => random.pick(alphabet)).join('');
}

function control(random: Random): string {
  return `a${random.pick([...'\u0000\u0001\u0007\u0008\u001b\u007f\u0085\u00ad\u200b\u200d\u200e\u2060\ufeff\ufffd\ufffe\u3000\u2009\u202f'])}b`;
}

/** Characters of the Basic Multilingual Plane, without halves of pairs. */
function anyCharacters(random: Random): string {
  return Array.from({ length: random.integer(1, 4) }, () => {
    const code = random.integer(0x20, random.integer(0, 2) ? 0xfffe : 0x500);
    return code >= 0xd800 && code < 0xe000 ? 'x' : String.fromCharCode(code);
  }).join('');
}

function list(text: string): string[] {
  return text.split(/[ \n]+/);
}
