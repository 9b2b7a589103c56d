/**
 * Zod tries once whether it may make code of text. The policy of pages forbids that, and browsers report the try. It is told not to before it is loaded, by the
 * object that `z.config` writes to: with zod itself this file would weigh as much as a page's own code.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
