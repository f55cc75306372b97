Feature: Why somebody may do something about licenses, or may not
  The answer names every check in order, who could, and when it changes by itself.

  Example: Sam may modify no license, and Lena may
    When Lena asks whether Sam may modify the license of Ledger in Globex
      | seats | 5 |
    Then Sam would be refused under LICENSE-21
    And the checks are
      | rule       | verdict     |
      | LMO-01     | kept        |
      | LICENSE-21 | broken      |
      | LMO-18     | not reached |
      | LICENSE-16 | not reached |
      | LICENSE-05 | not reached |
      | LMO-22     | not reached |
      | LICENSE-06 | not reached |
      | LICENSE-08 | not reached |
    And what would help is to "let an administrator of the License Management Org give the user that object permission, by profile or permission set"
    And it could be done only by
      | agent | user                    |
      |       | lena@ledgerlabs.example |

  Example: Too many seats
    When Lena asks whether Lena may modify the license of Ledger in Globex
      | seats | 99000001 |
    Then Lena would be refused under LICENSE-08
    And the checks are
      | rule       | verdict |
      | LMO-01     | kept    |
      | LICENSE-21 | kept    |
      | LMO-18     | kept    |
      | LICENSE-16 | kept    |
      | LICENSE-05 | kept    |
      | LMO-22     | kept    |
      | LICENSE-06 | kept    |
      | LICENSE-08 | broken  |
    And the facts are
      | user     | lena@ledgerlabs.example of Ledger Labs  |
      | profile  | System Administrator                    |
      | license  | L-00003                                 |
      | status   | Active                                  |
      | would be | Active, 99000001 seats, does not expire |
    And it could be done by nobody

  Example: A refresh can be repeated in a week
    Given Lena refreshed the licenses of Ledger
    When Lena asks whether Lena may refresh the licenses of Ledger
    Then Lena would be refused under LICENSE-17
    And the answer turns round at 09:00 next Tuesday under LICENSE-17
    And the facts are
      | user                 | lena@ledgerlabs.example of Ledger Labs |
      | profile              | System Administrator                   |
      | package              | Ledger                                 |
      | last license refresh |                   2031-03-04 09:00 UTC |

  Example: Who in Globex assigns licenses
    When Gwen asks whether Hugo may assign a license for Ledger
    Then Hugo would be refused under LICENSE-13
    And the facts are
      | user     | hugo@globex.example of Globex |
      | profile  | Standard Platform User        |
      | package  | Ledger                        |
      | licenses |               1 of 2 assigned |
    And it could be done only by
      | agent | user                |
      |       | gwen@globex.example |
    And the answer does not turn round by itself

  Example: A setting of a package whose license is over
    Given Ledger brought Acme Corp the public setting "Posting"
    And Lena modified the license of Ledger in Acme Corp
      | expires | 2031-03-03 |
    When Nia asks whether Nia may use the setting "Posting"
    Then Nia would be refused under LICENSE-19
    And what would help is to "ask the publisher to renew the license: the data is still there"
