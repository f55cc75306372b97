Feature: Logging in as a subscriber user
  An agent of the publisher works in a subscriber org as the user who let the agent in, and as nobody else.

  @GRANT-03
  Rule: An agent logs in as the user who granted login access and as nobody else

    Example: Nia has granted login access
      Given Nia granted Ledger Labs login access for 1 week
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.started | Nia  | Sam           |

    Example: Nia has granted nothing
      When Sam logs in as Nia
      Then Sam is refused under GRANT-03 because "nia@acme.example has granted no login access"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.refused | Nia  | Sam           |

    Example: Nia's grant lets nobody in as Omar
      Given Nia granted Ledger Labs login access for 1 week
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03 because "omar@acme.example has granted no login access"

  @GRANT-06
  Rule: Login access ends by itself when the chosen period is over

    Scenario Outline: A grant of one day, <when>
      Given Nia granted Ledger Labs login access for 1 day
      And it is <now>
      When Sam logs in as Nia
      Then Sam is <answer> under <rule>

      Examples: within the day
        | when            | now                | answer | rule     |
        | one minute left | 08:59 on Wednesday | let in | GRANT-03 |

      Examples: once it is over
        | when       | now                | answer  | rule     |
        | as it ends | 09:00 on Wednesday | refused | GRANT-06 |
