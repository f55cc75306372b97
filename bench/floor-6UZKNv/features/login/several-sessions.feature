Feature: Several sessions side by side
  Agents and users work in one org at the same time, each in an own session.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Omar granted Ledger Labs login access for 1 week

  @LOGIN-14
  Rule: A LoginAs session cannot start another LoginAs session

    Example: Sam wants to go from Nia on to Omar
      Given Sam is logged in as Nia
      When Sam logs in as Omar
      Then Sam is refused under LOGIN-14 because "this is a LoginAs session already"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule     |
        | login.refused | Omar | Sam           | LOGIN-14 |

    Example: From Ledger Labs, Sam logs in
      Given Sam works in Ledger Labs
      When Sam logs in as Omar
      Then Sam is let in under GRANT-03

  @LOGIN-22
  Rule: Two agents of one publisher may use the same grant at the same time, each in an own session

    Example: Tess logs in as Nia, too
      Given Sam is logged in as Nia
      When Tess logs in as Nia
      Then Tess is let in under GRANT-03
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.started | Nia  | Tess          |

    Example: Sam goes on beside Tess
      Given Sam is logged in as Nia
      And Tess is logged in as Nia
      When Sam goes on working in Acme Corp
      Then the banner says that Nia of Acme Corp is at work on behalf of Ledger Labs
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.visited | Nia  | Sam           |

    Example: Tess goes on after Sam has logged out
      Given Sam is logged in as Nia
      And Tess is logged in as Nia
      And Sam logged out of Acme Corp
      When Tess goes on working in Acme Corp
      Then Tess is let in under POWER-08

  @LOGIN-18
  Rule: The user's own sessions are not disturbed by a LoginAs session

    Example: Sam logs out while Nia works
      Given Nia works in Acme Corp
      And Sam is logged in as Nia
      When Sam logs out of Acme Corp
      Then Sam is let in under LOGIN-10
      And the audit log of Acme Corp gains only
        | event       | user | delegate user | reason     |
        | login.ended | Nia  | Sam           | logged out |

    Example: Nia goes on after Sam has logged out
      Given Nia works in Acme Corp
      And Sam is logged in as Nia
      And Sam logged out of Acme Corp
      When Nia goes on working in Acme Corp
      Then Nia is let in under POWER-08

    Example: Sam goes on after Nia has logged out
      Given Nia works in Acme Corp
      And Sam is logged in as Nia
      And Nia logged out of Acme Corp
      When Sam goes on working in Acme Corp
      Then Sam is let in under POWER-08
