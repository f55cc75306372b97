Feature: Login access in the Setup Audit Trail
  Whoever gives login access, changes it or takes it back leaves a row that says to whom and until when.

  @TRACE-05
  Rule: Granting, changing and revoking a publisher's login access leaves rows that name the publisher and its org

    Example: Granted, changed, taken back
      Given Omar granted Ledger Labs login access for 1 week
      And Omar granted Ledger Labs login access for 1 month
      And Omar took login access back from Ledger Labs
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                     | Section | Display                                                                                                              | CreatedBy         |
        | loginasrevokedtopartnerbt  |         | omar@acme.example has revoked user login access to package publisher Ledger Labs (00D5f0000000001)                   | omar@acme.example |
        | loginasmodifiedtopartnerbt |         | omar@acme.example has changed user login access through 4/4/2031 to package publisher Ledger Labs (00D5f0000000001)  | omar@acme.example |
        | loginasgrantedtopartnerbt  |         | omar@acme.example has granted user login access through 3/11/2031 to package publisher Ledger Labs (00D5f0000000001) | omar@acme.example |

    Example: What was refused leaves no row
      Given Nia made Ledger Labs available to administrators only
      When Omar grants Ledger Labs login access for 1 week
      Then Omar is refused under GRANT-20
      And the Setup Audit Trail of Acme Corp gains nothing

  @TRACE-06
  Rule: Granting, changing and revoking Salesforce support's login access leaves the parallel rows

    Example: Salesforce support let in, for longer, and out again
      Given Omar granted Salesforce support login access for 1 week
      And Omar granted Salesforce support login access for 1 month
      And Omar took login access back from Salesforce support
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                | Section | Display                                                                     |
        | loginasrevokedtosfdc  |         | omar@acme.example has revoked salesforce.com login access                   |
        | loginasmodifiedtosfdc |         | omar@acme.example has changed salesforce.com login access through 4/4/2031  |
        | loginasgrantedtosfdc  |         | omar@acme.example has granted salesforce.com login access through 3/11/2031 |

    Example: The company's own administrators have rows of their own
      Given Omar granted the company's administrators login access for 1 week
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                   | Display                                                                                           |
        | loginasgrantedtoorgadmin | omar@acme.example has granted user login access through 3/11/2031 to the company's administrators |

  @TRACE-07
  Rule: Changing the Login Access Policies leaves rows of their own

    Example: A publisher restricted to administrators, and opened again
      Given Nia made Ledger Labs available to administrators only
      And Nia made Ledger Labs available to administrators and users
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action              | Section | Display                                                                                                    |
        | supportaccessusers  |         | nia@acme.example has set support access for all users to package publisher Ledger Labs (00D5f0000000001)   |
        | supportaccessadmins |         | nia@acme.example has set support access for only admins to package publisher Ledger Labs (00D5f0000000001) |

    Example: The any-user switch on and off, and granting kept to administrators
      Given Nia turned the any-user switch on
      And Nia turned the any-user switch off
      And Nia keeps granting to administrators
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                        | Section      | Display                                                      |
        | usergrantaccessenabledon      | Manage Users | Changed Users Can Grant Login Access from on to off          |
        | overridegrantaccessenabledon  | Manage Users | Changed Administrators Can Log in as Any User from on to off |
        | overridegrantaccessenabledoff | Manage Users | Changed Administrators Can Log in as Any User from off to on |

  @TRACE-10
  Rule: The expiry of a grant leaves no row in the Setup Audit Trail

    Example: The audit log has it, the trail does not
      Given Omar granted Ledger Labs login access for 1 day
      When time passes until 09:00 on Wednesday
      Then the audit log of Acme Corp gains "grant.expired"
      And the Setup Audit Trail of Acme Corp gains nothing

    Example: Afterwards there is still nothing but the grant
      Given Omar granted Ledger Labs login access for 1 day
      And it is 09:00 on Wednesday
      And Nia is logged in with own credentials
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                    | CreatedDate      |
        | loginasgrantedtopartnerbt | 2031-03-04 09:00 |

    Example: The uninstallation that voids a grant has a row, and the grant has none
      Given Omar granted Ledger Labs login access for 1 day
      When Nia uninstalls Ledger
      Then the Setup Audit Trail of Acme Corp gains "uninstalledPackage"

    Example: Taking it back is somebody's doing
      Given Omar granted Ledger Labs login access for 1 day
      When Omar takes login access back from Ledger Labs
      Then the Setup Audit Trail of Acme Corp gains "loginasrevokedtopartnerbt"

  @TRACE-11 @wire
  Rule: Plain record edits leave no row in the Setup Audit Trail

    Background:
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia

    Example: An invoice
      When Sam sets the status of invoice "4711" to "Paid"
      Then the audit log of Acme Corp gains "power.record-changed"
      And the Setup Audit Trail of Acme Corp gains nothing

    Example: The records of a custom setting are data, too
      When Sam sets Days__c of the setting "Reminder" to "7"
      Then the audit log of Acme Corp gains "power.setting-changed"
      And the Setup Audit Trail of Acme Corp gains nothing

    Example: Protected or not
      When Sam sets Mode__c of the setting "Rounding" to "HALF_EVEN"
      Then the audit log of Acme Corp gains "power.protected-setting-changed"
      And the Setup Audit Trail of Acme Corp gains nothing
