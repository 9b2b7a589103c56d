import { config } from 'zod';

/** Zod tries once whether it may make code of text. The policy of pages forbids that, and browsers report the try. */
config({ jitless: true });
