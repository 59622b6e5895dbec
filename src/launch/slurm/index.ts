export { cancelRun } from './cancel.js';
export { followJobs } from './follow.js';
export { type JobArray, type JobTask, jobArrays } from './job-arrays.js';
export { type JobState, type JobStatus, jobStates, stageState } from './job-states.js';
export { jobText } from './job-text.js';
export { runJob } from './run-job.js';
export { jobScript } from './script.js';
export { readSubmission, type Submission, type SubmittedJob } from './submission.js';
export { type SubmittedRun, submitRun } from './submit.js';
