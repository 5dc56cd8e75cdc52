import { expect, type Page } from '@playwright/test';
import { Authenticator } from './authenticator.ts';

/** Where two-factor stands on the account page. */
export const section = (page: Page) => page.getByRole('region', { name: 'Two Factor Authentication' });

interface SetUp {
  device: Authenticator;
  backupCodes: string[];
}

/** Wherever the set-up stands: reads the secret as text, confirms a code, keeps the backup codes. */
export async function setUpHere(page: Page): Promise<SetUp> {
  await section(page).getByRole('button', { name: 'Set up Two Factor Authentication' }).click();
  await expect(section(page).getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const device = new Authenticator(await section(page).getByRole('code').innerText());
  await section(page).getByLabel('Code from the app').fill(device.nextCode());
  await section(page).getByRole('button', { name: 'Turn on' }).click();
  const codes = section(page).getByRole('list', { name: 'Your backup codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await expect(section(page).getByRole('heading', { name: 'Your backup codes' })).toBeFocused();
  const backupCodes = await codes.allInnerTexts();
  await section(page).getByRole('button', { name: 'I have saved them' }).click();
  return { device, backupCodes };
}

/** On the account page. */
export async function setUp(page: Page): Promise<SetUp> {
  await page.goto('/account');
  const done = await setUpHere(page);
  await expect(section(page)).toContainText('10 backup codes are left.');
  return done;
}
