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
