import { type Application, application, demoAdmin, given, type Types } from '../../fixtures/application';
import { tokenOf } from '../../fixtures/mailbox';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';

const OF_THE_TEST: Types['Scope'][] = ['topics:write', 'topics:read', 'speakers:write', 'sessions:write', 'registrations:read'];

/** A token as an admin makes it in the panel. */
async function makeToken(admin: Application, scopes: Types['Scope'][]) {
  const body = { name: 'Course catalogue', scopes, expiresAt: '2027-06-01T00:00:00Z' };
  return given(await admin.POST('/api/v1/api-tokens', { body }));
}

/** A topic, a speaker and a published session, made over the API alone. */
async function publishSomething(app: Application): Promise<Types['StaffSession']> {
  const [category] = given(await app.GET('/api/v1/categories')).data;
  const topic = given(
    await app.POST('/api/v1/topics', {
      params: { header: { 'Idempotency-Key': 'catalogue-4711' } },
      body: {
        title: { en: 'Cold storage on spot prices', de: 'Kühlhäuser am Spotmarkt' },
        description: { en: '<p>What a cold store earns.</p>', de: '<p>Was ein Kühlhaus verdient.</p>' },
        categoryId: category?.id,
        status: 'active',
      },
    }),
  );
  const speaker = given(
    await app.POST('/api/v1/speakers', {
      body: {
        firstName: 'Ada', lastName: 'Brandt', email: 'ada.brandt@kestrel-foods.example',
        biography: { en: '<p>Runs cold stores.</p>', de: '<p>Betreibt Kühlhäuser.</p>' },
      },
    }),
  );
  const session = given(
    await app.POST('/api/v1/sessions', {
      body: { topicId: topic.id, speakerId: speaker.id, startsAt: '2026-12-15T15:00:00Z', timezone: 'Europe/Berlin' },
    }),
  );
  const seen = await app.GET('/api/v1/sessions/{id}', { params: { path: { id: session.id } } });
  return given(
    await app.POST('/api/v1/sessions/{id}/publish', {
      params: { path: { id: session.id }, header: { 'If-Match': seen.response.headers.get('etag') ?? '' } },
    }),
  );
}

test('an application does everything with a token: topic, speaker, session, and who has registered', async ({ server }) => {
  const admin = await demoAdmin(server);
  const { token } = await makeToken(admin, [...OF_THE_TEST, 'sessions:read']);
  const app = application(server, token);
  const session = await publishSomething(app);
  expect(session.status).toBe('published');

  const { email, firstName, lastName, company, website } = somebody('Noor');
  const stranger = application(server);
  const registered = await stranger.POST('/api/v1/public/sessions/{slug}/registrations', {
    params: { path: { slug: session.slug } },
    body: { email, firstName, lastName, company, website, termsAccepted: true, privacyConsent: true },
  });
  expect(registered.response.status).toBe(202);
  const link = { token: tokenOf(await server.mailbox.confirmLink(email)) };
  given(await stranger.POST('/api/v1/public/registrations/verify', { body: link }));

  const query = { session: session.id, status: 'confirmed' };
  const { data: [found] } = given(await app.GET('/api/v1/registrations', { params: { query } }));
  expect(found?.email).toBe(email);
  const path = { id: found?.id ?? '' };
  const details = given(await app.GET('/api/v1/registrations/{id}', { params: { path } }));
  expect(details.company).toBe(company);
});

test('a token does what its scopes say, until it is revoked', async ({ server }) => {
  const admin = await demoAdmin(server);
  const made = await makeToken(admin, ['topics:read']);
  const app = application(server, made.token);
  const rows = given(await app.GET('/api/v1/topics', { params: { query: { limit: 1 } } }));
  expect(rows.data).toHaveLength(1);

  const refused = await app.POST('/api/v1/topics', { body: { title: { en: 'Not mine to make' } } });
  expect(refused.response.status).toBe(403);
  expect(refused.error?.type).toMatch(/\/problems\/forbidden$/);
  expect((await app.GET('/api/v1/users')).response.status).toBe(403);

  await admin.DELETE('/api/v1/api-tokens/{id}', { params: { path: { id: made.id } } });
  const status = async () => (await app.GET('/api/v1/topics')).response.status;
  await expect.poll(status, { message: 'a revoked token is refused' }).toBe(401);
});
