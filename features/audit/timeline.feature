Feature: The timeline of an org
  All that happened in an org in one list, of what happened in one area only where that is asked for.

  Example: The life of login access
    Given Nia granted Ledger Labs login access for 1 day
    And Nia took login access back from Ledger Labs
    When Rita asks for the timeline of Acme Corp in the area "grant"
    Then the timeline is only
      | event         | user             | rule     | what  |
      | grant.given   | nia@acme.example | GRANT-02 | 1 day |
      | grant.revoked | nia@acme.example | GRANT-07 |       |

  Example: Logins and pages, as the org itself reads them
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam opens the home page
    When Nia asks for the timeline of Acme Corp in the area "login"
    Then the timeline is only
      | event         | user             | agent                  | what               |
      | login.started | nia@acme.example | sam@ledgerlabs.example |                    |
      | login.visited | nia@acme.example | sam@ledgerlabs.example | open the home page |
