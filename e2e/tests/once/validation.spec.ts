import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

const REGISTRATIONS = '**/api/v1/public/sessions/*/registrations';

test.beforeEach(async ({ page, program }) => {
  await page.goto(paths.landing('en', (await program.anOpenOne()).slug));
});

test('an empty form is not sent: every field says what it lacks, and the first one has the focus', async ({ page, dialog, t }) => {
  let sent = 0;
  await page.route(REGISTRATIONS, (route) => {
    sent += 1;
    return route.abort();
  });
  await dialog.open();
  await dialog.button('register.submit_open').click();
  for (const key of ['register.email', 'register.first_name', 'register.last_name', 'register.company']) {
    await expect(dialog.field(key)).toHaveAccessibleDescription(t.get('register.error_required'));
  }
  await expect(dialog.field('register.website')).toHaveAccessibleDescription(t.get('register.error_website_required'));
  await expect(dialog.tick('register.terms')).toHaveAccessibleDescription(t.get('register.error_terms'));
  await expect(dialog.tick('register.privacy')).toHaveAccessibleDescription(t.get('register.error_privacy'));
  await expect(dialog.field('register.email')).toBeFocused();
  await expect(dialog.field('register.email')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.box.getByRole('status').filter({ hasText: t.get('register.errors_summary_many', { count: 7 }) })).toHaveCount(1);
  expect(sent).toBe(0);
});

test('an error shows when its field is left, and goes as soon as it is mended', async ({ dialog, t }) => {
  await dialog.open();
  const email = dialog.field('register.email');
  await email.fill('juliette.kestrel');
  await email.blur();
  await expect(email).toHaveAccessibleDescription(t.get('register.error_email_at'));
  await email.fill('juliette@kestrel');
  await expect(email).toHaveAccessibleDescription(t.get('register.error_email_ending'));
  await email.fill('juliette@kestrel.example');
  await expect(email).not.toHaveAttribute('aria-invalid', 'true');
});

test('"I have no website" takes the field out of the way', async ({ dialog }) => {
  await dialog.open();
  await dialog.button('register.submit_open').click();
  await dialog.tick('register.no_website').check();
  await expect(dialog.field('register.website')).toBeDisabled();
  await expect(dialog.field('register.website')).not.toHaveAttribute('aria-invalid', 'true');
});

test('what the server refuses shows beside its field, and the focus goes there', async ({ page, dialog, t, watch }) => {
  watch.expect(/422/);
  await page.route(REGISTRATIONS, (route) =>
    route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      json: {
        type: '/problems/validation', title: 'Some fields are wrong', status: 422,
        errors: [{ pointer: '/company', code: 'too-long', detail: 'It is too long' }],
      },
    }),
  );
  await dialog.open();
  await dialog.send(somebody());
  await expect(dialog.field('register.company')).toHaveAccessibleDescription(t.get('register.error_too_long', { max: 200 }));
  await expect(dialog.field('register.company')).toBeFocused();
});

test('without a connection nothing is lost, and the second try goes through', async ({ page, context, dialog, t, watch }) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  const person = somebody('Lea');
  await dialog.open();
  await dialog.type(person);
  await dialog.accept();
  await context.setOffline(true);
  await dialog.button('register.submit_open').click();
  await expect(dialog.box.getByRole('alert')).toContainText(t.get('register.notice_network'));
  await expect(dialog.field('register.email')).toHaveValue(person.email);
  await context.setOffline(false);
  await dialog.button('register.retry').click();
  await dialog.shows('register.mail_title');
  await expect(page).toHaveURL(/step=register/);
});

test('a session that filled up meanwhile says so', async ({ page, dialog, t, watch }) => {
  watch.expect(/409/);
  await page.route(REGISTRATIONS, (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      json: { type: '/problems/session-full', title: 'The session is full', status: 409 },
    }),
  );
  await dialog.open();
  await dialog.send(somebody());
  await expect(dialog.box.getByRole('alert')).toContainText(t.get('register.notice_full'));
  await expect(dialog.box.getByRole('link', { name: t.get('register.other_sessions') })).toBeVisible();
});
