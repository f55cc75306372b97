Feature: An idle LoginAs session
  A LoginAs session ends by idleness like any session of the org, with a warning half a minute before.

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
        |      15 | 2031-03-04 09:14:30 |   09:15 on Tuesday |
        |    1440 | 2031-03-05 08:59:30 | 09:00 on Wednesday |

    Scenario Outline: Nia chooses <minutes> minutes
      When Nia sets the session timeout of Acme Corp to <minutes> minutes
      Then the session timeout is <minutes> minutes
      And the audit log of Acme Corp gains only
        | event       | user | what                             |
        | org.changed | Nia  | session settings: sessionTimeout |

      Examples: as short and as long as the page offers
        | minutes |
        |      15 |
        |    1440 |

    Scenario Outline: <minutes> minutes are not offered
      When Nia sets the session timeout of Acme Corp to <minutes> minutes
      Then Nia is told "a session timeout of <minutes> minutes is not offered; choose 15 to 1440"
      And the audit log of Acme Corp gains nothing

      Examples:
        | minutes |
        |      14 |
        |    1441 |
