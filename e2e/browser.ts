/** The browser that all recipes use: the system's Chromium, quiet and without a sandbox (containers have none). */
export const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

/** What visitors' browsers say of themselves. The timezone is the one in which most sessions are hosted. */
export const visitors = {
  en: { locale: 'en-GB', timezoneId: 'Europe/Berlin' },
  de: { locale: 'de-DE', timezoneId: 'Europe/Berlin' },
};

export const wide = { viewport: { width: 1440, height: 900 } };
export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
