Feature: Who was in an org
  A reviewer, and the org itself, see every login as one of its users: as whom, when, how long and from where.

  Background:
    Given Sam logged in from the address "198.51.100.7"
    And Nia granted Ledger Labs login access for 1 week

  Example: An agent who named a case and looked at code
    Given Sam logs in as Nia and names the case "CS-1042"
    And Sam opens the page of InvoiceService
    And it is 09:20 on Tuesday
    And Sam returned from Acme Corp to the subscriber overview
    When Rita asks who was in Acme Corp
    Then there was only
      | org       | user             | agent                  | from         | case    | rule     | state | seconds | ended because                   | looked | changed | refused | saw  |
      | Acme Corp | nia@acme.example | sam@ledgerlabs.example | 198.51.100.7 | CS-1042 | GRANT-03 | ended |    1200 | returned to subscriber overview |      1 |       0 |       0 | code |

  Example: The org itself is told the same, and whose agent it was
    Given Sam logs in as Nia and names the case "CS-1042"
    When Nia asks who was in Acme Corp
    Then there was only
      | user             | agent                  | agent's org | from         | case    | state  |
      | nia@acme.example | sam@ledgerlabs.example | Ledger Labs | 198.51.100.7 | CS-1042 | active |

  Example: Nobody may ask who holds neither right
    When Sam asks who was in Acme Corp
    Then Sam is refused under POWER-08

  Example: Only those who named no case
    Given Sam logs in as Nia and names the case "CS-1042"
    And Sam works in the own org again
    And Sam is logged in as Nia
    When Rita asks who was in Acme Corp without a case
    Then there was only
      | agent                  | case | state  |
      | sam@ledgerlabs.example |      | active |

  Example: What was known before the session ended
    Given Sam is logged in as Nia
    And Sam returned from Acme Corp to the subscriber overview
    When Rita asks who was in Acme Corp, as was known before the last "login.ended"
    Then there was only
      | agent                  | state  | ended because |
      | sam@ledgerlabs.example | active |               |

  Example: What was known before anybody was there
    Given Sam is logged in as Nia
    When Rita asks who was in Acme Corp, as was known before the last "login.started"
    Then nobody was there

  Example: Who was refused was not there
    Given Nia took login access back from Ledger Labs
    And Sam logs in as Nia
    When Rita asks who was in Acme Corp
    Then nobody was there
