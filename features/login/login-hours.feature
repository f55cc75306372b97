Feature: Login hours and IP ranges
  A profile can keep its users to certain hours and addresses.

  @LOGIN-25
  Rule: Login hours and IP ranges of the user do not bind the agent

    Background:
      Given Nia granted Ledger Labs login access for 1 week

    @wire
    Scenario Outline: Nia may log in from 8 to 17 o'clock, <when>
      Given the profile of Nia has login hours from 8 to 17
      And it is <now>
      When Nia logs in to Acme Corp with own credentials
      Then Nia is <answer> under <rule>

      Examples: within the hours
        | when               | now                | answer | rule     |
        | the last minute    |   16:59 on Tuesday | let in | GRANT-01 |
        | as the hours begin | 08:00 next Tuesday | let in | GRANT-01 |

      Examples: outside
        | when              | now                | answer  | rule     |
        | as they are over  |   17:00 on Tuesday | refused | LOGIN-25 |
        | the minute before | 07:59 on Wednesday | refused | LOGIN-25 |

    @wire
    Example: Outside the hours nobody is let in and it is on record
      Given the profile of Nia has login hours from 8 to 17
      And it is 17:00 on Tuesday
      When Nia logs in to Acme Corp with own credentials
      Then Nia is refused under LOGIN-25 because "nia@acme.example may log in between 08:00 and 17:00 UTC only"
      And the audit log of Acme Corp gains only
        | event           | user | rule     |
        | session.refused | Nia  | LOGIN-25 |

    @wire
    Scenario Outline: Hours that span midnight, at <now>
      Given the profile of Nia has login hours from 22 to 6
      And it is <now>
      When Nia logs in to Acme Corp with own credentials
      Then Nia is <answer> under <rule>

      Examples:
        | now                | answer  | rule     |
        |   23:00 on Tuesday | let in  | GRANT-01 |
        | 05:59 on Wednesday | let in  | GRANT-01 |
        | 06:00 on Wednesday | refused | LOGIN-25 |

    Scenario Outline: Nia logs in from <address>
      Given the profile of Nia has the IP range "192.0.2.10-192.0.2.20"
      When Nia logs in to Acme Corp from the address "<address>"
      Then Nia is <answer> under <rule>

      Examples: of the range, both ends included
        | address    | answer | rule     |
        | 192.0.2.10 | let in | GRANT-01 |
        | 192.0.2.20 | let in | GRANT-01 |

      Examples: beside it
        | address    | answer  | rule     |
        |  192.0.2.9 | refused | LOGIN-25 |
        | 192.0.2.21 | refused | LOGIN-25 |

    Example: Sam logs in as Nia outside her hours and from anywhere
      Given the profile of Nia has login hours from 8 to 17
      And the profile of Nia has the IP range "192.0.2.10-192.0.2.20"
      And it is 20:00 on Tuesday
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03

    @wire
    Example: Who does not know the password is told nothing of the hours
      Given the profile of Nia has login hours from 8 to 17
      And it is 20:00 on Tuesday
      When Nia logs in to Acme Corp with the password "guessed"
      Then Nia is told "invalid username, password or code, or the user is locked out; check all three"
