Feature: Logins as a user in the Setup Audit Trail

  @TRACE-08
  Rule: Logging in and out as a user leaves rows in the section Manage Users

    Background:
      Given Nia turned the any-user switch on

    Example: The org's own administrator
      Given Nia is logged in as the own user Omar
      And Nia logged out of Acme Corp
      And Nia works in the own session again
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                        | Section      | Display                                                      | CreatedBy         | DelegateUser     |
        | suOrgAdminLogout              | Manage Users | Logged out using Login-As access for Omar Shields            | omar@acme.example | nia@acme.example |
        | suOrgAdminLogin               | Manage Users | Logged in using Login-As access for Omar Shields             | omar@acme.example | nia@acme.example |
        | overridegrantaccessenabledoff | Manage Users | Changed Administrators Can Log in as Any User from off to on | nia@acme.example  |                  |

    Example: As the user of a site
      When Nia clicks Login next to Petra in Setup
      Then Nia is let in under GRANT-22
      And the Setup Audit Trail of Acme Corp gains "suNetworkAdminLogin"

    Example: A session that is left alone is logged out by nobody
      Given Nia is logged in as the own user Omar
      When time passes until 11:00 on Tuesday
      Then the audit log of Acme Corp gains "login.ended"
      And the Setup Audit Trail of Acme Corp gains nothing

  @TRACE-09
  Rule: A publisher's login leaves the pair of rows for used login access

    Background:
      Given Nia granted Ledger Labs login access for 1 week

    Example: In
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the Setup Audit Trail of Acme Corp gains "suloginaccessused"

    Example: Out
      Given Sam is logged in as Nia
      When Sam logs out of Acme Corp
      Then the Setup Audit Trail of Acme Corp gains "suLogout"

    Example: Back to the subscriber overview is out, too
      Given Sam is logged in as Nia
      When Sam returns from Acme Corp to the subscriber overview
      Then the Setup Audit Trail of Acme Corp gains "suLogout"

    @wire
    Example: Thrown out by an administrator is out, too
      Given Sam is logged in as Nia
      When Nia deletes the session of Sam
      Then the Setup Audit Trail of Acme Corp gains "suLogout"

    Example: A login that the user has to approve leaves its row with the approval
      Given logging in as a user of Acme Corp takes the user's approval
      And Sam waits for approval to work as Nia
      When Nia approves the login of Sam
      Then the Setup Audit Trail of Acme Corp gains "suloginaccessused"

    Example: Under the other reading a login is worded as an administrator's
      Given the policy auditActionForPartnerLogin is suOrgAdminLogin
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the Setup Audit Trail of Acme Corp gains "suOrgAdminLogin"

    Example: Under the other reading a logout is, too
      Given the policy auditActionForPartnerLogin is suOrgAdminLogin
      And Sam is logged in as Nia
      When Sam logs out of Acme Corp
      Then the Setup Audit Trail of Acme Corp gains "suOrgAdminLogout"
