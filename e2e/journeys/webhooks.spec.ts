import { createAccount, expect, invite, newAddress, PASSWORD, signIn, test } from '../fixtures.ts';
import { isSignedWith, Receiver } from '../support/receiver.ts';

let receiver: Receiver;
let address: string;
test.beforeEach(async () => {
  receiver = new Receiver();
  address = await receiver.start();
});
test.afterEach(async () => await receiver.stop());

test('a webhook is made, told of an invitation with a valid signature, and its log shows what failed and what arrived (API-4)',
  async ({ admin }) => {
    await admin.getByRole('link', { name: 'Webhooks' }).click();
    await expect(admin.getByText('There is no webhook yet')).toBeVisible();
    await admin.getByRole('button', { name: 'New webhook' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Address').fill('http://192.168.1.1/');
    await dialog.getByRole('button', { name: 'Create webhook' }).click();
    await expect(dialog.getByText(/private network/)).toBeVisible();
    await expect(dialog.getByLabel('Address')).toBeFocused();
    await dialog.getByLabel('Address').fill(address);
    await dialog.getByRole('button', { name: 'Create webhook' }).click();
    const secret = await dialog.getByText(/^whsec_/).innerText();
    await expect(dialog.getByRole('button', { name: 'Copy', exact: true })).toBeVisible();
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expect(admin.getByText(secret)).toHaveCount(0);

    const email = newAddress('told');
    await invite(admin, email);
    await expect.poll(() => receiver.received.length).toBe(1);
    const [told] = receiver.received;
    expect(told && isSignedWith(secret, told)).toBe(true);
    expect(JSON.parse(told?.body ?? '')).toMatchObject({ type: 'invitation.created', data: { invitation: { email } } });

    await admin.goto('/projects/demo/webhooks');
    const list = admin.getByRole('table', { name: 'Webhooks' });
    await expect(list.getByRole('row', { name: address })).toContainText('Delivered');
    await list.getByRole('button', { name: 'Deliveries' }).click();
    const log = admin.getByRole('region', { name: /^Deliveries to 127\.0\.0\.1/ });
    await expect(log.getByRole('row', { name: 'Somebody was invited' })).toContainText('HTTP 204');

    receiver.status = 500;
    await log.getByRole('button', { name: 'Send a test' }).click();
    const failed = log.getByRole('row', { name: /Failed, will retry/ });
    await expect(failed).toContainText('HTTP 500');
    await expect(failed).toContainText('Next try');
    receiver.status = 200;
    await failed.getByRole('button', { name: /^Send again/ }).click();
    await expect(log.getByRole('row', { name: /HTTP 200/ })).toContainText('Delivered');
    await expect(failed).toHaveCount(0);
  });

test('a webhook is edited, paused, given another secret and deleted, each with what it means (API-4)', async ({ admin }) => {
  await admin.goto('/projects/demo/webhooks?add=yes');
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Address').fill(`${address}/second`);
  await dialog.getByRole('button', { name: 'Create webhook' }).click();
  const first = await dialog.getByText(/^whsec_/).innerText();
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  const row = admin.getByRole('row', { name: `${address}/second` });
  const choose = async (item: string) => {
    await admin.getByRole('button', { name: `Actions for ${address}/second` }).click();
    await admin.getByRole('menuitem', { name: item }).click();
  };

  await choose('Edit');
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByRole('alert')).toContainText('At least one event');
  await dialog.getByRole('checkbox', { name: 'A member was removed' }).check();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(row).toContainText('1 event');

  await choose('Switch off');
  await expect(row).toContainText('Off');
  await row.getByRole('button', { name: 'Deliveries' }).click();
  await expect(admin.getByText(/Switched off: nothing is sent/)).toBeVisible();
  await choose('Switch on');
  await expect(row).toContainText('On');

  await choose('New secret');
  await expect(dialog).toContainText('For 24 hours deliveries are signed with the old and the new secret');
  await dialog.getByRole('button', { name: 'New secret' }).click();
  const second = await dialog.getByText(/^whsec_/).innerText();
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await choose('Send a test');
  await expect.poll(() => receiver.received.length).toBe(1);
  const [told] = receiver.received;
  expect(told && [first, second].map((secret) => isSignedWith(secret, told))).toEqual([true, true]);

  await choose('Delete');
  await expect(dialog).toContainText('Its log of deliveries goes with it.');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(admin.getByText('The webhook has been deleted.')).toBeVisible();
  await expect(row).toHaveCount(0);
  await expect(admin.getByRole('heading', { name: 'Webhooks', level: 1 })).toBeFocused();
});

test('whoever may not manage integrations is led to no webhooks, and told why by the page itself (ACC-1)', async ({ admin, stranger, usher }) => {
  const email = newAddress('no-hooks');
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Nora', 'Hooks');
  await signIn(stranger, email, PASSWORD);
  await expect(stranger.getByRole('navigation', { name: 'Project space' })).toBeVisible();
  await expect(stranger.getByRole('link', { name: 'Webhooks' })).toHaveCount(0);
  await stranger.goto('/projects/demo/webhooks');
  await expect(stranger.getByText('Your role does not let you manage webhooks of this project space.')).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'New webhook' })).toHaveCount(0);
});
