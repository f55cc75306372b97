@wire
Feature: All there is about an org
  An org is handed everything that the log has about it, with the proof that nothing is withheld.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    And Sam returned from Acme Corp to the subscriber overview
    And Sam works in the own org again

  Example: An administrator has all of the own org's, and can prove it
    When Nia fetches the proof of all there is about Acme Corp
    Then the evidence holds without the simulator
    And with any record left out it is not complete
    And the evidence has "changes" of no record
    And the evidence has "before" of no record

  Example: That it was handed out is part of it
    When Nia fetches the proof of all there is about Acme Corp
    Then the audit log of Acme Corp gains only
      | event          | user | query                               |
      | audit.exported | Nia  | what was done in the org: all of it |
    And the evidence has "query" of "audit.exported"

  Example: A reviewer's has what the role discloses
    When Rita fetches the proof of all there is about Acme Corp
    Then the evidence holds without the simulator
    And with any record left out it is not complete
    And the evidence has "changes" of no record
    And the evidence has "before" of no record
    And the audit log of Acme Corp gains only
      | event          | user |
      | audit.exported | Rita |

  Example: And what was disclosed to the reviewer
    Given Rita took the review
    And Rita had the values of the review disclosed: "to compare them with the case"
    When Rita fetches the proof of all there is about Acme Corp
    Then the evidence holds without the simulator
    And the evidence has "before" of "power.protected-setting-changed"
    And the evidence has "changes.0" of "power.protected-setting-changed"

  Example: The operator's has all of it
    When the operator fetches the proof of all there is about Acme Corp
    Then the evidence holds without the simulator
    And the evidence has "before" of "power.protected-setting-changed"
    And the evidence has "changes" of "org.loaded"

  Example: It is nobody else's
    When Quentin fetches the proof of all there is about Acme Corp
    Then Quentin is refused under POWER-08
    And the audit log of Acme Corp gains nothing
