Feature: What a LoginAs session rests on
  A LoginAs session ends with what it rests on: the user it counts as, and the login access that opened it.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @LOGIN-16
  Rule: Deactivating or freezing the user ends the LoginAs session at its next request

    Example: Nobody ends the session while Sam does nothing
      Given Sam is logged in as Nia
      When time passes until 10:00 on Tuesday
      Then the audit log of Acme Corp gains nothing

    Scenario Outline: Nia was <what> while Sam worked as Nia
      Given Sam is logged in as Nia
      And Nia was <what>
      When Sam goes on working in Acme Corp
      Then Sam is refused under LOGIN-16 because "nia@acme.example is <state>"
      And the audit log of Acme Corp gains only
        | event       | user | delegate user | reason        | rule     |
        | login.ended | Nia  | Sam           | user inactive | LOGIN-16 |

      Examples:
        | what        | state    |
        | frozen      | frozen   |
        | deactivated | inactive |

    Example: A user who works again finds Sam's session still there
      Given Sam is logged in as Nia
      And Nia was frozen
      And Nia was unfrozen
      When Sam goes on working in Acme Corp
      Then Sam is let in under POWER-08

    Example: The user's own session ends in the same way
      Given Omar works in Acme Corp
      And Omar was frozen
      When Omar goes on working in Acme Corp
      Then Omar is refused under LOGIN-16 because "omar@acme.example is frozen"

    @wire
    Example: Freezing somebody takes Manage Users
      When Omar freezes Nia
      Then Omar is refused under POWER-08 because "omar@acme.example lacks Manage Users, which it takes to change a user"

    @wire
    Example: Nia freezes Omar
      When Nia freezes Omar
      Then the user is frozen
      And the audit log of Acme Corp gains only
        | event        | user | what                 |
        | user.changed | Nia  | frozen false to true |

  @LOGIN-17
  Rule: When login access ends, a running LoginAs session ends at its next request

    Background:
      Given Acme Corp ends sessions after 1440 minutes of idleness

    Example: Nia takes login access back
      Given Sam is logged in as Nia
      And Nia took login access back from Ledger Labs
      When Sam goes on working in Acme Corp
      Then Sam is refused under LOGIN-17 because "the login access this session rests on has ended"
      And the audit log of Acme Corp gains only
        | event       | user | delegate user | reason             | rule     |
        | login.ended | Nia  | Sam           | login access ended | LOGIN-17 |

    Example: The chosen period is over
      Given Omar granted Ledger Labs login access for 1 day
      And it is 08:59 on Wednesday
      And Sam is logged in as Omar
      And it is 09:00 on Wednesday
      When Sam goes on working in Acme Corp
      Then Sam is refused under LOGIN-17

    Example: One minute before, Sam works on
      Given Omar granted Ledger Labs login access for 1 day
      And it is 08:00 on Wednesday
      And Sam is logged in as Omar
      And it is 08:59 on Wednesday
      When Sam goes on working in Acme Corp
      Then Sam is let in under POWER-08

    Example: A fresh grant does not save the session of the one before
      Given Sam is logged in as Nia
      And Nia took login access back from Ledger Labs
      And Nia granted Ledger Labs login access for 1 week
      When Sam goes on working in Acme Corp
      Then Sam is refused under LOGIN-17

    Example: With the policy onGrantEndDuringSession at letRun, Sam works on
      Given the policy onGrantEndDuringSession is letRun
      And Sam is logged in as Nia
      And Nia took login access back from Ledger Labs
      When Sam goes on working in Acme Corp
      Then Sam is let in under POWER-08
