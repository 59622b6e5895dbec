export { type Launch, launchFile, readLaunch, type SlurmSettings } from './settings.js';
export {
  cancelRun,
  followJobs,
  type JobState,
  type JobStatus,
  jobStates,
  jobText,
  readSubmission,
  runJob,
  type Submission,
  type SubmittedJob,
  type SubmittedRun,
  stageState,
  submitRun,
} from './slurm/index.js';
