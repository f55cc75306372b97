@wire
Feature: Reports
  A report says what it is about, how much it holds, what was found, and what of it nobody can read.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    And Sam returned from Acme Corp to the subscriber overview
    And Sam works in the own org again

  Example: A reviewer's report names what is undisclosed
    When Rita takes a report of the last session in Acme Corp
    Then the report states
      | scope       | records of org Acme Corp (00D5f0000000003EAA), session the session |
      | records     | 3                                                                  |
      | findings    | none was given                                                     |
      | undisclosed | 4: power.protected-setting-changed after, power.protected-setting-changed before, power.protected-setting-changed changes, power.protected-setting-changed changes.0 |
      | erased      | none                                                               |
    And the evidence holds without the simulator
    And the audit log of Acme Corp gains only
      | event          | user | form | records |
      | audit.exported | Rita | json | 3       |

  Example: What was disclosed to the reviewer is in it
    Given Rita took the review
    And Rita had the values of the review disclosed: "to compare them with the case"
    When Rita takes a report of the last session in Acme Corp
    Then the report states
      | undisclosed | none |
    And the evidence has "before" of "power.protected-setting-changed"

  Example: It is in nobody else's
    Given Rita took the review
    And Rolf took the review
    And Rita had the values of the review disclosed: "to compare them with the case"
    When Rolf takes a report of the last session in Acme Corp
    Then the evidence has "before" of no record
    And the evidence has "changes" of no record

  Example: The operator's report has all of it
    When the operator takes a report of the last session in Acme Corp
    Then the report states
      | records     | 3    |
      | undisclosed | none |
      | erased      | none |

  Example: The org's own report has no more than a package lets its customer see
    When Nia takes a report of the last session in Acme Corp
    Then the report states
      | records     | 3 |
      | undisclosed | 4: power.protected-setting-changed after, power.protected-setting-changed before, power.protected-setting-changed changes, power.protected-setting-changed changes.0 |

  Example: What was erased is named as erased, and what stands proves as before
    Given the operator erased Nia
    When the operator takes a report of the last session in Acme Corp
    Then the report states
      | undisclosed | none |
      | erased      | 2: power.protected-setting-changed after, power.protected-setting-changed before |
    And the evidence holds without the simulator

  Example: As a page it proves itself
    When Rita takes a report of the last session in Acme Corp
    Then the report as a page proves itself, and not with another word in it

  Example: Nobody else takes one
    When Quentin takes a report of Acme Corp
    Then Quentin is refused under POWER-08
    And the audit log of Acme Corp gains nothing
