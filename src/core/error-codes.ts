/**
 * Every error code of the kit with what it means. The set is closed: callers branch on the code, people read the message.
 * Codes are `area/what-is-wrong`; the area is the folder of src that finds the fact.
 */
export const errorCodes = {
  'core/file-missing': 'a file that is needed does not exist',
  'core/file-unreadable': 'a file exists but cannot be read',
  'core/json-lines-syntax': 'a line of a JSONL file is not JSON',
  'core/csv-syntax': 'a CSV file is not well formed',
  'core/disk-full': 'no space is left on the device',
  'core/interrupted': 'the work was stopped by Ctrl-C or a signal',
} as const;

export type ErrorCode = keyof typeof errorCodes;
