/** What each event of licenses adds to the envelope. */
export interface LicenseEvents {
  "license.changed": { readonly what: string };
}

export const LICENSE_EVENTS: Readonly<Record<keyof LicenseEvents, string>> = {
  "license.changed": "a package license was changed or assigned",
};
