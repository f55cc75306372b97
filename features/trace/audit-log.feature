Feature: The audit log as a trace
  What the platform keeps is spread over several traces and ends with time; the audit log is the whole record.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @TRACE-27
  Rule: The License Management Org keeps no built-in log of subscriber logins; the audit log is that record

    Scenario Outline: The <trace> of the publisher
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the <trace> of Ledger Labs gains nothing
      And the audit log of Acme Corp gains "login.started"

      Examples:
        | trace             |
        | Setup Audit Trail |
        | Login History     |

    Example: What happens in the publisher's own org is in its own traces
      When Lena gives Tess View and Debug Managed Apex by permission set
      Then the Setup Audit Trail of Ledger Labs gains "PermSetAssign"
      And the Setup Audit Trail of Acme Corp gains nothing

    Example: A package that is linked from there is, too
      Given Ledger Packaging develops the package Reports
      When Lena links the package Reports of Ledger Packaging
      Then the Setup Audit Trail of Ledger Labs gains "linkedPackage"

  @TRACE-28
  Rule: An audit record names actor, user, orgs, rule, outcome and time, and is chained to the one before

    Example: An agent's login
      Given Sam is logged in as Nia
      When Rita reviews the last record of Acme Corp
      Then Rita is let in under POWER-08
      And the record says
        | event   | login.started            |
        | time    | 2031-03-04T09:00:00.000Z |
        | actor   | sam@ledgerlabs.example   |
        | user    | nia@acme.example         |
        | orgs    | Acme Corp, Ledger Labs   |
        | rule    | GRANT-03                 |
        | outcome | allow                    |
        | chained | true                     |

    Example: A refusal
      Given Omar may not read the Setup Audit Trail
      When Rita reviews the last record of Acme Corp
      Then the record says
        | event   | trace.refused            |
        | time    | 2031-03-04T09:00:00.000Z |
        | actor   | omar@acme.example        |
        | user    | omar@acme.example        |
        | orgs    | Acme Corp                |
        | rule    | TRACE-04                 |
        | outcome | deny                     |
        | chained | true                     |

    Example: Who is no reviewer
      When Nia reviews the last record of Acme Corp
      Then Nia is refused under POWER-08
