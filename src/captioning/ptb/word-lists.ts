/** Words, mostly capitalised, that start a new sentence after a dotted acronym. */
export const starters: readonly string[] = split(`
A An As At He If In It So We But Her Now One Our She The Yet You Here Last Many More Once Some Such That Then
They This What When About According Additionally After Earlier However Other Since Their There These While Mr\\.
Ms\\.
`).map(([first, ...rest]) => `[${first}]${rest.join('')}`);

/** File name extensions. */
export const extensions: readonly string[] = split(`
c h x gz pl ps py bat bmp cgi cpp dll doc exe gif htm jar jpg mov pdf php png ppt sql tar txt wav xml zip docx
html java jpeg mp3
`);

/** Abbreviations as patterns with their full stop, in three groups. A letter in brackets only matches its own case. */
export const wordLists: Readonly<Record<'endings' | 'titles' | 'numbered', string>> = {
  /** days, months, states, companies, which may end a sentence */
  endings: dotted(`
al co ct ga jr ky md mo rd rt sq sr va vt ala apr aug bhd cos dak dec esq est etc ext feb fla fri inc ind jan
jul jun kan ltd mar mon neb nev nov oct plc sep seq sys tel thu tue wed wis wyo ariz assn bldg blvd bros colo
conn corp intl kans mich minn mont okla penn sept tenn tues univ wisc calif thurs ph\\.d ed\\.d
[Pp]p?t[ey]s? [A]z [L]a [P]a [A]rk [D]el [I]ll [O]re [T]ex [M]ass [M]iss [W]ash
`),
  /** titles and similar, which never end a sentence */
  titles: dotted(`
cf dr ft lt mr ms mt ph st vs wm adj adm adv ave cie col cpl det drs ens gen gov hon jos maj [Mm][f]g mme mrs
[Mm][t]g pfc pvt rep rev sen sfc sgt spc ste alex asst atty brig capt cmdr dept elec govs insp invt mlle msgr
natl pres prof reps sens supt assoc attys comdr lieut profs supts treas messrs
`),
  /** only before a number */
  numbered: dotted('ca no op pp art fig nos figs prop'),
};

function dotted(words: string): string {
  return `(${split(words).join('|')})\\.`;
}

function split(words: string): string[] {
  return words.trim().split(/\s+/);
}
