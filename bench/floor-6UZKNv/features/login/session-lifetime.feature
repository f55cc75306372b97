Feature: How long a LoginAs session lasts
  A LoginAs session ends by idleness like any session of the org, and with what it rests on: the user and the grant.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @LOGIN-13
  Rule: A LoginAs session ends when it is idle for the subscriber org's session timeout

    Example: Two hours unless the org chose otherwise, with a warning half a minute before
      Given Sam is logged in as Nia
      When Sam goes on working in Acme Corp
      Then the session warns at 2031-03-04 10:59:30 and ends at 11:00 on Tuesday

    Example: The session ends by itself, at its own instant
      Given Sam is logged in as Nia
      When time passes until 12:00 on Tuesday
      Then the audit log of Acme Corp gains only
        | event         | at               | user | delegate user | reason    |
        | session.ended | 2031-03-04 11:00 | Nia  |               | timed out |
        | login.ended   | 2031-03-04 11:00 | Nia  | Sam           | timed out |

    Example: An org that ends sessions after 30 minutes, one minute before
      Given Acme Corp ends sessions after 30 minutes of idleness
      And Sam is logged in as Nia
      And it is 09:29 on Tuesday
      When Sam goes on working in Acme Corp
      Then Sam is let in under POWER-08

    Example: An org that ends sessions after 30 minutes, as they are over
      Given Acme Corp ends sessions after 30 minutes of idleness
      And Sam is logged in as Nia
      And it is 09:30 on Tuesday
      When Sam goes on working in Acme Corp
      Then Sam is told "the session is over: timed out; log in again"

    Example: Activity in the first half of the period does not count
      Given Sam is logged in as Nia
      And Sam was active in Acme Corp at 09:59 on Tuesday
      When Sam goes on working in Acme Corp
      Then the session warns at 2031-03-04 10:59:30 and ends at 11:00 on Tuesday

    Example: Activity in the second half moves the end
      Given Sam is logged in as Nia
      And Sam was active in Acme Corp at 10:00 on Tuesday
      When Sam goes on working in Acme Corp
      Then the session warns at 2031-03-04 11:59:30 and ends at 12:00 on Tuesday

    Scenario Outline: The policy sessionIdleTimeout at <minutes> minutes holds where the org chose nothing
      Given the policy sessionIdleTimeout is <minutes>
      And Sam is logged in as Nia
      When Sam goes on working in Acme Corp
      Then the session warns at <warns> and ends at <ends>

      Examples:
        | minutes | warns               | ends               |
        | 15      | 2031-03-04 09:14:30 | 09:15 on Tuesday   |
        | 1440    | 2031-03-05 08:59:30 | 09:00 on Wednesday |

    Scenario Outline: Nia chooses <minutes> minutes
      When Nia sets the session timeout of Acme Corp to <minutes> minutes
      Then the session timeout is <minutes> minutes
      And the audit log of Acme Corp gains only
        | event       | user | what                             |
        | org.changed | Nia  | session settings: sessionTimeout |

      Examples: as short and as long as the page offers
        | minutes |
        | 15      |
        | 1440    |

    Scenario Outline: <minutes> minutes are not offered
      When Nia sets the session timeout of Acme Corp to <minutes> minutes
      Then Nia is told "a session timeout of <minutes> minutes is not offered; choose 15 to 1440"
      And the audit log of Acme Corp gains nothing

      Examples:
        | minutes |
        | 14      |
        | 1441    |

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

    Example: Freezing somebody takes Manage Users
      When Omar freezes Nia
      Then Omar is refused under POWER-08 because "omar@acme.example lacks Manage Users, which it takes to change a user"

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
