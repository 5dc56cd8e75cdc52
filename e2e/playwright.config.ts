import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './support/browser.ts';

process.env.USHER_BROWSER ??= await findBrowser();

export default defineConfig({
  testDir: 'journeys',
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.USHER_BROWSER, args: browserArguments },
  },
});
