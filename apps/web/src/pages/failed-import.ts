/** How Chromium, Firefox, Safari and Vite say that a part of the app, which is loaded when first needed, did not come. */
const FAILED = /dynamically imported module|importing a module script failed|unable to preload/i;

export const isFailedImport = (error: unknown): boolean => error instanceof Error && FAILED.test(error.message);
