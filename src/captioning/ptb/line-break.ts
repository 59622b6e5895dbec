/** The tokenizer's line separators, which captions must not contain. U+0085 is not one: it becomes an ellipsis. */
export const lineBreak: RegExp = /[\n\r\v\f\u2028\u2029]/;
