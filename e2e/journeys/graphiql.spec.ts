import { expect, test } from '../fixtures.ts';

test('whoever opens /graphql in a browser explores the API, as themselves or with a key, and nothing comes from elsewhere (API-5)',
  async ({ admin, usher }) => {
    const elsewhere: string[] = [];
    const broken: string[] = [];
    admin.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && origin !== usher.url) elsewhere.push(request.url());
    });
    admin.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('401')) broken.push(message.text()); });
    await admin.goto('/graphql');
    await expect(admin).toHaveTitle('GraphiQL – Usher');
    const result = admin.getByRole('region', { name: 'Result Window' });
    await admin.getByText('viewerPermissions').waitFor();
    await admin.getByRole('button', { name: /Execute query/ }).click();
    await expect(result).toContainText('admin@example.org');
    await admin.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await admin.getByText('Subscription', { exact: true }).click();
    await expect(admin.getByText('Tells when invitations of a project space change').first()).toBeVisible();

    await admin.getByRole('region', { name: 'Headers' }).getByRole('textbox').fill('{ "Authorization": "Bearer usher_nobody" }');
    const asked = admin.waitForResponse((response) => response.url().endsWith('/graphql'));
    await admin.getByRole('button', { name: /Execute query/ }).click();
    expect((await asked).status()).toBe(401);
    await expect(result).toContainText('UNAUTHENTICATED');
    expect([elsewhere, broken]).toEqual([[], []]);
  });
