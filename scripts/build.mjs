import { build } from './prepare.mjs';

/** npm run build: compiles, and notes it so that `acc` does not compile again. */
build();
