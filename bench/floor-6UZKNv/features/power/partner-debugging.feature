Feature: Preparing a partner debugging session
  The way to the ISV Customer Debugger begins in the Setup of a sandbox, logged in as one of its users.

  @POWER-05
  Rule: An ISV Customer Debugger session can be started with login access, and not by the customer

    Background:
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week

    Example: An engineer in a sandbox
      Given Sam is logged in as Nia of Acme UAT
      When Sam prepares a partner debugging session
      Then Sam is let in under POWER-05
      And the audit log of Acme UAT gains only
        | event          | user | delegate user | rule     |
        | debug.prepared | Nia  | Sam           | POWER-05 |

    Example: The administrator of the sandbox
      When Nia of Acme UAT prepares a partner debugging session
      Then Nia of Acme UAT is refused under POWER-05 because "nia@acme.example.uat is a user of Acme UAT: managed code is debugged by its publisher only"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                                 |
        | debug.refused | Nia  |               | prepare a partner debugging session |

    Example: An agent who is no engineer
      Given Tess is logged in as Nia of Acme UAT
      When Tess prepares a partner debugging session
      Then Tess is refused under POWER-05 because "tess@ledgerlabs.example lacks View and Debug Managed Apex in Ledger Labs"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user |
        | debug.refused | Nia  | Tess          |

    Example: Production
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam prepares a partner debugging session
      Then Sam is refused under POWER-05 because "Acme Corp is no sandbox"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | debug.refused | Nia  | Sam           |

    Scenario Outline: A user without <permission>
      Given the profile of Nia of Acme UAT lacks "<permission>"
      And Sam is logged in as Nia of Acme UAT
      When Sam prepares a partner debugging session
      Then Sam is refused under POWER-08 because "nia@acme.example.uat lacks <permission>, which it takes to prepare a partner debugging session"

      Examples:
        | permission                   |
        | View Setup and Configuration |
        | API Enabled                  |
