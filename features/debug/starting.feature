Feature: Starting a debugging session
  With the link from Setup the engineer's IDE starts the session; while it runs nobody else's can take its place.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT

  @DEBUG-03
  Rule: A License Management Org has one free debugging session, so one customer is debugged at a time

    Example: The first one
      Given Sam prepared a partner debugging session
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | rule     |
        | debug.started | Nia  | Sam           | DEBUG-03 |
      And the audit log of Ledger Labs gains only
        | event                 | user | delegate user | rule     |
        | debug.allowance-taken | Sam  |               | DEBUG-03 |

  @DEBUG-23
  Rule: A debugging session is never extended: after its end all start steps are done again with a new link

    Example: Without a link nothing starts
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-23 because "there is no start link for Acme UAT that no debugging session has used"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user |
        | debug.refused | Nia  | Sam           |
