Feature: Login access belongs to one org
  Production and sandbox are two orgs, and so is a sandbox before and after it is refreshed.

  @GRANT-25
  Rule: Login access belongs to one org: a grant in production opens no sandbox, nor the reverse

    Example: Granted in the sandbox, Sam gets into the sandbox
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      When Sam logs in as Nia of Acme UAT
      Then Sam is let in under GRANT-03
      And the audit log of Acme Corp gains nothing

    Example: Granted in production, the sandbox stays closed
      Given Nia granted Ledger Labs login access for 1 week
      When Sam logs in as Nia of Acme UAT
      Then Sam is refused under GRANT-25 because "nia@acme.example.uat has granted login access in Acme Corp and none in Acme UAT"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user |
        | login.refused | Nia  | Sam           |

    Example: Granted in the sandbox, production stays closed
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      When Sam logs in as Nia
      Then Sam is refused under GRANT-25 because "nia@acme.example has granted login access in Acme UAT and none in Acme Corp"

    Example: Granted in both, both are open
      Given Nia granted Ledger Labs login access for 1 week
      And Nia of Acme UAT granted Ledger Labs login access for 1 day
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03

    Example: What Nia grants in the sandbox says nothing about Omar
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03

  @GRANT-30
  Rule: A refreshed sandbox has a new org id and no grants

    Example: What was granted in the old copy is void
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And it is 12:00 on Tuesday
      When the sandbox Acme UAT is refreshed
      Then Acme UAT has another org id than Old Acme UAT
      And the audit log of Old Acme UAT gains only
        | event        |
        | grant.voided |
        | org.changed  |
      And the audit log of Acme UAT gains only
        | event       |
        | org.created |

    Example: The new copy lets nobody in
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And the sandbox Acme UAT was refreshed
      When Sam logs in as Nia of Acme UAT
      Then Sam is refused under GRANT-03 because "nia@acme.example.uat has granted no login access"

    Example: No grant is copied from production
      Given Nia granted Ledger Labs login access for 1 week
      And the sandbox Acme UAT was refreshed
      When Sam logs in as Nia of Acme UAT
      Then Sam is refused under GRANT-25

    Example: A fresh grant opens the new copy
      Given the sandbox Acme UAT was refreshed
      And Nia of Acme UAT granted Ledger Labs login access for 1 week
      When Sam logs in as Nia of Acme UAT
      Then Sam is let in under GRANT-03

    Example: A package that only production had comes along, and its publisher finds the copy
      Given Omar of Acme UAT holds "Modify All Data" by permission set
      And Omar of Acme UAT uninstalled Ledger
      And the sandbox Acme UAT was refreshed
      And Nia of Acme UAT granted Ledger Labs login access for 1 week
      When Sam logs in as Nia of Acme UAT
      Then Sam is let in under GRANT-03

    Example: A package that production has no more is gone from the copy, and the copy from its publisher's subscribers
      Given Nia uninstalled Ledger
      And the sandbox Acme UAT was refreshed
      When Sam logs in as Nia of Acme UAT
      Then Sam is refused under LMO-18

    Example: Its packages are licensed to the entire org
      Given the sandbox Acme UAT was refreshed
      When Omar of Acme UAT grants Ledger Labs login access for 1 day
      Then Omar of Acme UAT is refused under GRANT-15
