import { AccError } from '../../../core/index.js';

/**
 * What a run gives, or another value after a printed sentence that says why the run was recorded without it: a chapter goes on.
 * @throws every error but 'experiment/not-recorded'
 */
export async function ifRecorded<T, Other>(wanted: Promise<T>, otherwise: Other): Promise<T | Other> {
  try {
    return await wanted;
  } catch (error) {
    if (!(error instanceof AccError) || error.code !== 'experiment/not-recorded') throw error;
    console.log(`${error.message}.`);
    return otherwise;
  }
}
