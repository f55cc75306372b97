import { PREFIX } from "#domain/ids.ts";
import type { FieldSchema } from "#soql/schema.ts";
import { day, flag, id, reference, text, whole } from "./fields.ts";
import { fromFacts, type SObject } from "./object.ts";

// What the License Management App keeps in the org it is installed in (LICENSE-01).

const app = (
  name: string,
  plural: string,
  keyPrefix: string,
  fields: readonly FieldSchema[],
  children: SObject["schema"]["children"] = [],
): SObject => ({
  schema: { name, label: plural.slice(0, -1), keyPrefix, fields: [id, text("Name"), ...fields], children },
  plural,
  api: "data",
  isThere: ({ lma }) => Object.hasOwn(lma, name),
  rows: fromFacts(({ lma }) => lma[name] ?? []),
});

export const LMA_SOBJECTS: readonly SObject[] = [
  app(
    "sfLma__Package__c",
    "Packages",
    PREFIX.LmaPackage,
    [
      text("sfLma__Package_ID__c"),
      text("sfLma__Developer_Name__c"),
      text("sfLma__Developer_Org_ID__c"),
      reference("sfLma__Latest_Version__c", "sfLma__Package_Version__c", "sfLma__Latest_Version__r"),
      reference("sfLma__Lead_Manager__c", "User", "sfLma__Lead_Manager__r"),
    ],
    [
      { name: "sfLma__Package_Versions__r", object: "sfLma__Package_Version__c", field: "sfLma__Package__c" },
      { name: "sfLma__Licenses__r", object: "sfLma__License__c", field: "sfLma__Package__c" },
    ],
  ),
  app("sfLma__Package_Version__c", "Package Versions", PREFIX.LmaPackageVersion, [
    reference("sfLma__Package__c", "sfLma__Package__c", "sfLma__Package__r"),
    text("sfLma__Version_Number__c"),
    day("sfLma__Release_Date__c"),
    text("sfLma__Version_ID__c"),
  ]),
  app("sfLma__License__c", "Licenses", PREFIX.License, [
    reference("sfLma__Account__c", "Account", "sfLma__Account__r"),
    reference("sfLma__Contact__c", "Contact", "sfLma__Contact__r"),
    reference("sfLma__Lead__c", "Lead", "sfLma__Lead__r"),
    reference("sfLma__Package__c", "sfLma__Package__c", "sfLma__Package__r"),
    reference("sfLma__Package_Version__c", "sfLma__Package_Version__c", "sfLma__Package_Version__r"),
    text("sfLma__Package_Version_Number__c"),
    text("sfLma__Status__c"),
    day("sfLma__Expiration__c"),
    text("sfLma__Expiration_Date__c"),
    day("sfLma__Install_Date__c"),
    whole("sfLma__Seats__c"),
    text("sfLma__Licensed_Seats__c"),
    whole("sfLma__Used_Licenses__c"),
    text("sfLma__Subscriber_Org_ID__c"),
    flag("sfLma__Subscriber_Org_Is_Sandbox__c", { nillable: true }),
    text("sfLma__Org_Instance__c"),
    text("sfLma__Org_Edition__c"),
    text("sfLma__Org_Status__c"),
    day("sfLma__Org_Trial_Expiration__c"),
    text("sfLma__License_Type__c"),
  ]),
  app("Lead", "Leads", PREFIX.Lead, [
    text("Company"),
    text("Email"),
    text("LeadSource"),
    reference("OwnerId", "User", "Owner"),
  ]),
];
