import { expect, invite, newAddress, test } from '../fixtures.ts';

test('the address of an undeliverable invitation is corrected in one step (INV-17)', async ({ admin, usher }) => {
  const [mistyped, right] = [newAddress('mistpyed'), newAddress('typed')];
  usher.inbox.setRefused(mistyped, true);
  await invite(admin, mistyped, 'Field Implementer');
  await admin.goto(`/projects/demo/web-users?i_search=${mistyped}`);
  await expect(admin.getByRole('row', { name: mistyped }).getByText('Undeliverable')).toBeVisible();
  await admin.getByRole('link', { name: `Edit ${mistyped}` }).click();
  const correction = admin.getByRole('region', { name: 'Correct the address' });
  await correction.getByLabel('Correct address').fill('no address');
  await correction.getByRole('button', { name: 'Correct and send' }).click();
  await expect(correction.getByText('This is not an email address.')).toBeVisible();
  await correction.getByLabel('Correct address').fill(right);
  await correction.getByRole('button', { name: 'Correct and send' }).click();
  await expect(admin.getByText(`The address is corrected, and the invitation to ${right} is on its way.`)).toBeVisible();
  expect((await usher.inbox.mailTo(right)).text).toContain('Field Implementer');
  await admin.goto('/projects/demo/web-users?i_search=typed');
  await expect(admin.getByRole('row', { name: right })).toContainText('Field Implementer');
  await expect(admin.getByRole('row', { name: mistyped })).toHaveCount(0);
});
