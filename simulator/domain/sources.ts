/** Where a rule comes from: title and address of the page, by the key the rule book cites. */
export const SOURCES = {
  "B-BTC": {
    title: "Beyond the Cloud, AppExchange App Support with Subscriber Console (2024)",
    address: "https://beyondthecloud.dev/blog/appexchange-subscriber-console",
  },
  "B-CHM": {
    title: "Change Machine support page",
    address:
      "https://change-machine.zendesk.com/hc/en-us/articles/12015169543707-Granting-Login-Access-for-Technical-Support",
  },
  "B-COM": {
    title: "co-meeting support page (Japanese)",
    address: "https://help.co-meeting.co.jp/matchingmap/tips/tips-set-administrators-can-log-in-as-any-user",
  },
  "B-DUR": {
    title: "tutorials on durations",
    address: "https://www.salesforcetutorial.com/grant-login-access-administrators-salesforce-com/",
  },
  "B-DUR2": {
    title: "tutorials on durations",
    address: "https://salesforcetutorials.nicepage.io/blog/how-do-i-grant-login-access-in-salesforce.html",
  },
  "B-JC": {
    title: "J. Clatworthy, Grant Account Login Access",
    address: "https://jeromeclatworthy.com/grant-account-login-access-to-salesforce",
  },
  "B-SESS": {
    title: "session timeout texts",
    address: "https://www.infallibletechie.com/2013/01/session-settings-in-salesforce.html",
  },
  "B-SESS2": {
    title: "session timeout texts",
    address:
      "https://www.explaintopic.com/networking/how-to-adjust-salesforce-session-timeout-settings-in-product-1766338651.html",
  },
  "B-SUS": { title: "Sustainalead on login as user (Japanese)", address: "https://sustainalead.com/?p=1772" },
  "BK-FEA": {
    title: "A. Fawcett, Force.com Enterprise Architecture, section Providing support",
    address:
      "https://subscription.packtpub.com/book/cloud_&_networking/9781782172994/1/ch01lvl1sec17/providing-support",
  },
  "D-LAP": {
    title: "Salesforce Dictionary, Login Access Policies",
    address: "https://salesforcedictionary.com/how-to/login-access-policies",
  },
  "GH-5324": { title: "salesforcedx-vscode issues 618, 5324; pull request 666", address: "…/issues/5324" },
  "GH-NOTES": {
    title: "public study notes on MFA during Log In As",
    address: "secondary, unattributed; use with care",
  },
  "H-GRANT": {
    title: "Help Grant Login Access",
    address: "https://help.salesforce.com/HTViewHelpDoc?id=granting_login_access.htm&language=en_US",
  },
  "H-HA": {
    title: "Help Understand the Relationship Between MFA and a High Assurance Login Session",
    address:
      "https://help.salesforce.com/s/articleView?id=xcloud.understand_mfa_high_assurance_login_session.htm&language=en_US&type=5",
  },
  "H-LOGIN": {
    title: "Help Login Access (considerations)",
    address: "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_login_access.htm",
  },
  "H-POLICY": {
    title: "Help Control Login Access Policies",
    address: "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.controlling_login_access.htm",
  },
  "KB-CRIT": {
    title: "Knowledge article Criteria to use 'login access' in a subscriber organization",
    address: "https://help.salesforce.com/s/articleView?id=000385364&type=1",
  },
  "KB-RELOG": {
    title: "Knowledge article on Force relogin after Login-As-User",
    address: "https://help.salesforce.com/s/articleView?id=000381482&language=en_US&type=1",
  },
  "KB-SUPP": {
    title: "Knowledge article How Salesforce Support uses Login Access in customer support",
    address: "https://help.salesforce.com/s/articleView?id=000388857&type=1",
  },
  "KR-AUDIT": {
    title: "Setup Audit Trail Reference (Kratapps)",
    address: "https://docs.kratapps.com/setup-audit-trail/reference/",
  },
  "MD-SEC": {
    title: "Metadata API SecuritySettings",
    address:
      "https://developer.salesforce.com/docs/platform/api-metadata/references/meta-types/metadata-securitysettings.html",
  },
  "MED-MFA": {
    title: "How MFA Affects Subscriber Support Console Access (M. Faust, 2022)",
    address:
      "https://medium.com/inside-the-salesforce-ecosystem/mfa-affects-subscriber-support-console-access-ebda086482ad",
  },
  "OLD-LMA": {
    title: "ISVforce Guide, Using the LMA (2014-16 editions)",
    address: "https://developer.salesforce.com/docs/atlas.en-us.192.0.packagingGuide.meta/packagingGuide/lma_use.htm",
  },
  "PKG-ASSIGN": {
    title: "same guide, Assign Permissions to the Subscriber Support Console",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.pkg2_dev.meta/pkg2_dev/lma_configure_app.htm (subsection)",
  },
  "PKG-COMP": {
    title: "same guide, components: Apex Class manageability",
    address: "https://developer.salesforce.com/docs/atlas.en-us.pkg2_dev.meta/pkg2_dev/ (section)",
  },
  "PKG-DEBUG": {
    title: "same guide, Debug Subscriber Orgs (logs, namespace switch, protected settings, ISV debugger)",
    address: "https://developer.salesforce.com/docs/platform/pkg2-dev/guide/lma-setup.md (chapter)",
  },
  "PKG-IP": {
    title: "same guide, Protecting Your Intellectual Property and Develop Managed Apex",
    address: "https://developer.salesforce.com/docs/atlas.en-us.pkg2_dev.meta/pkg2_dev/ (sections)",
  },
  "PKG-LMA": {
    title:
      "Second-Generation Managed Packaging Developer Guide, Manage Licenses for Managed Packages (get started, leads and licences, refresh, move, troubleshoot)",
    address: "https://developer.salesforce.com/docs/platform/pkg2-dev/guide/lma-setup.md",
  },
  "PKG-LOGIN": {
    title: "Log In to Subscriber Orgs",
    address: "https://developer.salesforce.com/docs/atlas.en-us.pkg1_dev.meta/pkg1_dev/lma_logging_in_to_sub_org.htm",
  },
  "PKG-REQ": {
    title: "Request Login Access from Subscribers",
    address: "https://developer.salesforce.com/docs/atlas.en-us.pkg2_dev.meta/pkg2_dev/lma_requesting_login_access.htm",
  },
  "PKG-TRB": {
    title: "same guide, Troubleshoot Subscriber Issues",
    address: "https://developer.salesforce.com/docs/platform/pkg2-dev/guide/lma-setup.md (chapter)",
  },
  SEED: {
    title: "Trailhead unit Erreichbarkeit für Kunden (English Be There for Your Customers)",
    address:
      "https://trailhead.salesforce.com/content/learn/modules/appexchange_licensing/appexchange_licensing_support",
  },
  "VS-ISV": {
    title: "Salesforce Extensions for VS Code, ISV Customer Debugger",
    address: "https://developer.salesforce.com/tools/vscode/en/apex/isv-debugger",
  },
  "VS-SRC": {
    title:
      "salesforcedx-vscode source: salesforcedx-apex-debugger/src (constants, adapter, core, messages), salesforcedx-vscode-core/src/commands/isvdebugging/bootstrapCmd.ts, salesforcedx-vscode-apex-debugger/package.json; copies of 2022 and 2025 agree",
    address: "https://github.com/forcedotcom/salesforcedx-vscode",
  },
} as const;

export type SourceKey = keyof typeof SOURCES;
