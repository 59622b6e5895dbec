/** What the tokenizer takes for the end of a line: no caption holds one. U+0085 is none, it becomes an ellipsis. */
export const lineBreak: RegExp = /[\n\r\v\f\u2028\u2029]/;
