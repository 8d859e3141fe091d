/** The phone with the codes. */
import { Secret, TOTP } from 'otpauth';
import type { Site } from './site';
import { password, type Signed } from './staff';

export interface Phone {
  /** Thirty seconds later, so that it was not used before. */
  nextCode(): string;
}

export function phoneWith(site: Pick<Site, 'clock'>, secret: string): Phone {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) });
  return {
    nextCode() {
      site.clock.now = new Date(site.clock.now.getTime() + 30_000);
      return totp.generate({ timestamp: site.clock.now.getTime() });
    },
  };
}

/** Sets the second factor up through the pages. */
export async function enrolled(site: Site, visitor: Signed): Promise<{ phone: Phone; codes: string[] }> {
  await visitor.open('/staff/second-factor/begin');
  const page = await visitor.submit({ current: password }, '/staff/second-factor/begin');
  const phone = phoneWith(site, page.html.querySelector('.second-factor-secret')?.text ?? '');
  const shown = await visitor.submit({ code: phone.nextCode() }, '/staff/second-factor');
  return { phone, codes: shown.html.querySelectorAll('.recovery-codes li').map(({ text }) => text.trim()) };
}
