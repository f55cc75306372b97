Feature: What was refused
  Every refusal by its rule, with reason and case, and where somebody tried again and again.

  Example: The org itself is told who tried, why it came to nothing, and of which case
    Given Sam logs in as Nia and names the case "CS-1042"
    When Nia asks what was refused in Acme Corp
    Then the refusals are only
      | event         | user             | agent                  | agent's org | rule     | case    | because                                      |
      | login.refused | nia@acme.example | sam@ledgerlabs.example | Ledger Labs | GRANT-03 | CS-1042 | nia@acme.example has granted no login access |

  Example: Two refusals are no run
    Given Sam logs in as Nia
    And Sam logs in as Nia
    When Rita asks what was refused in Acme Corp
    Then the runs of refusals are only
      | person | times | rules |

  Example: Somebody tries again and again
    Given Sam logs in as Nia
    And Sam logs in as Nia
    And it is 09:15 on Tuesday
    And Sam logs in as Omar
    And it is 09:31 on Tuesday
    And Sam logs in as Omar
    When Rita asks what was refused in Acme Corp
    Then the runs of refusals are only
      | person                 | org       | times | rules    | since            | until            |
      | sam@ledgerlabs.example | Acme Corp |     3 | GRANT-03 | 2031-03-04 09:00 | 2031-03-04 09:15 |
