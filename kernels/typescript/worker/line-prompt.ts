/** What the user sees when a cell reads lines without a question of its own. */
export const linePrompt: string = 'standard input (an empty line ends it): ';
