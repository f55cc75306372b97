/** Where a rule comes from: title and address of the page, by the key the rule book cites. */
export const SOURCES = {
  "AI-INST": {
    title: "AppExchange Install Guide, After Installing a Package",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.260.0.appExchangeInstallGuide.meta/appExchangeInstallGuide/appexchange_install_postinstall.htm",
  },
  "AX-LOG": {
    title: "Apex Developer Guide, Debug Log",
    address: "https://developer.salesforce.com/docs/atlas.en-us.260.0.apexcode.meta/pages/apex_debugging_debug_log.htm",
  },
  "B-ABH": { title: "debug log tutorials", address: "https://abhishekmadhu.github.io/publish/" },
  "B-API": { title: "debug log tutorials", address: "https://apisero.com/debugging-salesforce-using-logs/" },
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
  "B-ESH": {
    title: "eShopSync, What is debug log in Salesforce",
    address: "https://eshopsync.com/what-is-debug-log-in-salesforce/",
  },
  "B-GEEK": { title: "debug log tutorials", address: "https://salesforcegeek.in/how-to-use-debug-logs-in-salesforce" },
  "B-IC": {
    title: "Internet Creations, What happens if my license expires",
    address: "https://customers.internetcreations.com/KnowledgeDetail?name=What-happens-if-my-license-expires",
  },
  "B-JC": {
    title: "J. Clatworthy, Grant Account Login Access",
    address: "https://jeromeclatworthy.com/grant-account-login-access-to-salesforce",
  },
  "B-LH": { title: "Login History pages", address: "https://cloudworks.ae/use-login-history-salesforce/" },
  "B-MURRO": { title: "debug log tutorials", address: "https://ibooks.qq.com/read/1036698362/58" },
  "B-SESS": {
    title: "session timeout texts",
    address: "https://www.infallibletechie.com/2013/01/session-settings-in-salesforce.html",
  },
  "B-SESS2": {
    title: "session timeout texts",
    address:
      "https://www.explaintopic.com/networking/how-to-adjust-salesforce-session-timeout-settings-in-product-1766338651.html",
  },
  "B-SUB": {
    title: "Detect Login As in Apex: Is SubstituteUser Reliable?",
    address: "https://sfdcdevelopers.com/2026/04/18/detect-login-as-in-apex-is-substituteuser-reliable/",
  },
  "B-SUS": { title: "Sustainalead on login as user (Japanese)", address: "https://sustainalead.com/?p=1772" },
  "BK-FEA": {
    title: "A. Fawcett, Force.com Enterprise Architecture, section Providing support",
    address:
      "https://subscription.packtpub.com/book/cloud_&_networking/9781782172994/1/ch01lvl1sec17/providing-support",
  },
  "CLI-TF": {
    title: "CLI reference apex trace create",
    address:
      "https://developer.salesforce.com/docs/platform/salesforce-cli-reference/guide/cli_reference_apex_trace_create.html",
  },
  "D-LAP": {
    title: "Salesforce Dictionary, Login Access Policies",
    address: "https://salesforcedictionary.com/how-to/login-access-policies",
  },
  "DX-DBG": {
    title: "Salesforce DX Developer Guide, Debug Apex",
    address: "https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/ (section)",
  },
  "EC-CFG": {
    title: "same, Set Up a Debug Configuration (ISV)",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.214.0.eclipse.meta/eclipse/debugger_isv_setup_debug_config.htm",
  },
  "EC-CON": {
    title: "same, Apex Debugger Considerations",
    address: "https://developer.salesforce.com/docs/atlas.en-us.218.0.eclipse.meta/eclipse/debugger_considerations.htm",
  },
  "EC-DL": {
    title: "same, Download Your Subscriber's Code",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.214.0.eclipse.meta/eclipse/debugger_isv_setup_session_download_code.htm",
  },
  "EC-KILL": {
    title: "same, Kill an Orphaned Session",
    address: "https://developer.salesforce.com/docs/atlas.en-us.212.0.eclipse.meta/eclipse/debugger_kill_session.htm",
  },
  "EC-LIM": {
    title: "Force.com IDE Developer Guide, Apex Debugger Limits",
    address: "https://developer.salesforce.com/docs/atlas.en-us.218.0.eclipse.meta/eclipse/debugger_limits.htm",
  },
  "EC-SETUP": {
    title: "same, Set Up a Debugging Session (ISV)",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.210.0.eclipse.meta/eclipse/debugger_isv_setup_intro.htm",
  },
  "FR-LAE": {
    title: "Field Reference LoginAsEvent",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.sfFieldRef.meta/sfFieldRef/salesforce_field_reference_LoginAsEvent.htm",
  },
  "GH-5324": {
    title: "salesforcedx-vscode issues 618, 5324; pull request 666",
    address: "https://github.com/forcedotcom/salesforcedx-vscode/issues/5324",
  },
  "GH-618": {
    title: "salesforcedx-vscode issues 618, 5324; pull request 666",
    address: "https://github.com/forcedotcom/salesforcedx-vscode/issues/618",
  },
  "GH-666": {
    title: "salesforcedx-vscode issues 618, 5324; pull request 666",
    address: "https://github.com/forcedotcom/salesforcedx-vscode/pull/666",
  },
  "GH-KEY": {
    title: "public key-prefix lists, a Tooling API request sample, LMA queries, and log-parser docs",
    address: "secondary, several repositories",
  },
  "GH-NOTES": {
    title: "public study notes on MFA during Log In As",
    address: "secondary, unattributed; use with care",
  },
  "GH-PKGLOG": {
    title: "public key-prefix lists, a Tooling API request sample, LMA queries, and log-parser docs",
    address: "secondary, several repositories",
  },
  "GH-SAT": {
    title: "audit-trail action lists in public code (sfdx-hardis and others), with fields queried",
    address: "https://github.com/hardisgroupcom/sfdx-hardis",
  },
  "GH-SOQL": {
    title: "public key-prefix lists, a Tooling API request sample, LMA queries, and log-parser docs",
    address: "secondary, several repositories",
  },
  "GH-TAPI": {
    title: "public key-prefix lists, a Tooling API request sample, LMA queries, and log-parser docs",
    address: "secondary, several repositories",
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
  "H-LOG": {
    title: "Help Debug Logs",
    address: "https://help.salesforce.com/s/articleView?id=platform.code_debug_log.htm&language=en_US&type=5",
  },
  "H-LOGIN": {
    title: "Help Login Access (considerations)",
    address: "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_login_access.htm",
  },
  "H-PLAPI": {
    title: "Help Assign Licenses Using the API",
    address: "https://help.salesforce.com/apex/HTViewHelpDoc?id=package_license_api.htm&language=en_US",
  },
  "H-POLICY": {
    title: "Help Control Login Access Policies",
    address: "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.controlling_login_access.htm",
  },
  "IC-353": {
    title: "Illuminated Cloud issue 353 (log size limit)",
    address:
      "https://bitbucket.org/RoseSilverSoftware/illuminatedcloud/issues/353/unable-to-debug-due-to-incomplete-debug",
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
  "OR-APEXLOG": {
    title: "Object Reference ApexLog",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.264.0.object_reference.meta/object_reference/sforce_api_objects_apexlog.htm",
  },
  "OR-AS": {
    title: "Object Reference AuthSession",
    address: "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_objects_authsession.htm",
  },
  "OR-ELF": {
    title: "Object Reference Login As Event Type",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.238.0.object_reference.meta/object_reference/sforce_api_objects_eventlogfile_loginas.htm",
  },
  "OR-LAEL": {
    title: "Object Reference LoginAsEventLog",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_loginaseventlog.htm",
  },
  "OR-LH": {
    title: "Object Reference LoginHistory",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.264.0.object_reference.meta/object_reference/sforce_api_objects_loginhistory.htm",
  },
  "OR-PL": {
    title: "Object Reference PackageLicense / UserPackageLicense",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_packagelicense.htm",
  },
  "OR-SAT": {
    title: "Object Reference SetupAuditTrail",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.264.0.object_reference.meta/object_reference/sforce_api_objects_setupaudittrail.htm",
  },
  "OR-SLA": {
    title: "Object Reference SalesforceLoginAsEventLog",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/api/sforce_api_objects_salesforceloginaseventlog.htm",
  },
  "OR-UPL": {
    title: "Object Reference PackageLicense / UserPackageLicense",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.190.0.object_reference.meta/object_reference/sforce_api_objects_userpackagelicense.htm",
  },
  "OWN-REVIEW": {
    title: "Our own design of what a reviewer does",
    address: "the platform has no such log and no such reviews",
  },
  "PE-LAE": {
    title: "Platform Events Guide LoginAsEventStream / LoginAsEvent",
    address: "https://github.com/forcedotcom/salesforcedx-vscode/sforce_api_objects_loginasevent.htm",
  },
  "PE-LAES": {
    title: "Platform Events Guide LoginAsEventStream / LoginAsEvent",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/sforce_api_objects_loginaseventstream.htm",
  },
  "PE-LO": {
    title: "Platform Events Guide LogoutEventStream",
    address:
      "https://developer.salesforce.com/docs/platform/platform-events/guide/sforce-api-objects-logouteventstream.html",
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
  "PKG-LIC": {
    title: "License Object Fields",
    address: "https://developer.salesforce.com/docs/atlas.en-us.260.0.pkg1_dev.meta/pkg1_dev/lma_license_details.htm",
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
  "PKG-MOD": {
    title: "Modify a License Record",
    address: "https://developer.salesforce.com/docs/atlas.en-us.pkg1_dev.meta/pkg1_dev/lma_edit_license.htm",
  },
  "PKG-REQ": {
    title: "Request Login Access from Subscribers",
    address: "https://developer.salesforce.com/docs/atlas.en-us.pkg2_dev.meta/pkg2_dev/lma_requesting_login_access.htm",
  },
  "PKG-TRB": {
    title: "same guide, Troubleshoot Subscriber Issues",
    address: "https://developer.salesforce.com/docs/platform/pkg2-dev/guide/lma-setup.md (chapter)",
  },
  "PKG-VER": {
    title: "Package and Package Version Object Fields",
    address: "https://developer.salesforce.com/docs/atlas.en-us.pkg2_dev.meta/pkg2_dev/lma_package_details.htm",
  },
  "RA-EM": {
    title: "REST API Guide, Using Event Monitoring",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_resources_event_log_files.htm",
  },
  "SE-117985": {
    title: "Stack Exchange TraceFlag vs DebugLevel",
    address:
      "https://salesforce.stackexchange.com/questions/117985/spring-16-tooling-api-v36-traceflag-vs-debuglevel-bug",
  },
  SEED: {
    title: "Trailhead unit Erreichbarkeit für Kunden (English Be There for Your Customers)",
    address:
      "https://trailhead.salesforce.com/content/learn/modules/appexchange_licensing/appexchange_licensing_support",
  },
  "SG-AUD": {
    title: "Security Guide, Monitor Setup Changes with Setup Audit Trail",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.securityImplGuide.meta/securityImplGuide/admin_monitorsetup.htm",
  },
  "SG-RTEM": {
    title: "Security Guide, Real-Time Event Monitoring Data Storage",
    address:
      "https://developer.salesforce.com/docs/atlas.en-us.securityImplGuide.meta/securityImplGuide/real_time_event_monitoring_storage.htm",
  },
  "TL-TF": {
    title: "Tooling API TraceFlag",
    address:
      "https://developer.salesforce.com/docs/platform/api-tooling/references/tooling-objects/tooling-traceflag.html",
  },
  "VS-INT": {
    title: "Salesforce Extensions for VS Code, Apex Interactive Debugger",
    address: "https://developer.salesforce.com/docs/platform/sfvscode-extensions/guide/interactive-debugger.md",
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
